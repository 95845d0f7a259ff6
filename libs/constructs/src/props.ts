import { isImageRef, type ImageRef } from '@gitops/flux';
import { imageRepository, imageTag, longestImageRepository } from '@gitops/manifest';
import { z } from 'zod';

/** A name that is a DNS label (RFC 1123): what namespaces and containers are called. At most 63 characters. */
export const DnsLabel = z
  .string()
  .max(63)
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'expected lower case letters, digits and "-", beginning and ending with a letter or digit',
  );

/** Number of pods. The upper bound is a guard against a slip of the hand: EKS clusters are far smaller. */
export const Replicas = z.int().min(0).max(10_000);

/** A TCP or UDP port. */
export const Port = z.int().min(1).max(65_535);

const repositoryPattern = new RegExp(`^${imageRepository}$`);
const tagPattern = new RegExp(`^${imageTag}$`);

/** An image as a chart's values hold it. */
export const ImageValues = z.strictObject({
  repository: z
    .string()
    .max(longestImageRepository)
    .regex(repositoryPattern, 'expected an image repository such as "registry.example.com/team/app"'),
  tag: z.string().regex(tagPattern, 'expected an image tag such as "1.4.2"'),
});

const tagHelp = 'name a version such as "1.4.2" or a commit such as "4f1c2d7"';

/**
 * An image given at the placement by `automated(...)` or `pinned(...)`. Inside `build` its `name`, `tag` and
 * `reference` are complete.
 */
export const Image = z
  .custom<ImageRef>(isImageRef, 'expected an image: automated(repository, { initial: "<tag>" }) or pinned("repository:tag")')
  .superRefine((image, context) => {
    // `custom` has reported a value that is no image at all.
    if (!isImageRef(image)) return;
    const { repository, tag, policy } = image;
    const tagName = policy.owner === 'Flux' ? 'initial' : 'tag';
    const name: unknown = typeof repository === 'string' ? repository : repository?.name;
    if (typeof name !== 'string' || name.length > longestImageRepository || !repositoryPattern.test(name)) {
      context.addIssue({ code: 'custom', path: ['repository'], message: `${JSON.stringify(name)} is no image repository` });
    }
    if (typeof tag !== 'string' || tag === '') {
      context.addIssue({
        code: 'custom',
        path: [tagName],
        message: `the image ${String(name)} has no tag, and Flux would take it for "latest"`,
        params: { help: tagHelp },
      });
    } else if (tag === 'latest') {
      const message = 'the tag "latest" says nothing about what runs, and Flux refuses to automate it';
      context.addIssue({ code: 'custom', path: [tagName], message, params: { help: tagHelp } });
    } else if (!tagPattern.test(tag)) {
      context.addIssue({ code: 'custom', path: [tagName], message: `${JSON.stringify(tag)} is no image tag` });
    }
  });
export type Image = z.output<typeof Image>;
