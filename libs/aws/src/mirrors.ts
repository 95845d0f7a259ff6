import { z } from 'zod';
import type { AwsFacts } from './props';

const host = z
  .string()
  .regex(/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*$/, 'expected a registry, or a path in one, such as "registry.example.com/hub"');
const url = z.url({ protocol: /^https$/, error: 'expected a URL that begins with "https://"' });

/** Where a cluster fetches from what others publish. What is not named here is fetched from where it is published. */
export const Mirrors = z.strictObject({
  /** Mirror by registry or by a path in one, such as `docker.io/library`; the longest that matches counts. */
  images: z.record(host, host).default({}),
  /** Mirror by the URL of a Helm chart repository, without trailing slash. */
  charts: z.record(url, url).default({}),
  /** The update centre from which Jenkins installs plugins. */
  jenkinsPlugins: url.optional(),
});
export type Mirrors = z.output<typeof Mirrors>;

/** What the functions below need to know of a cluster. */
export interface MirroredCluster {
  readonly aws: AwsFacts;
  readonly mirrors: Mirrors;
}

/** The reference, or repository, from which the cluster pulls an image that is published as `reference`. */
export function mirroredImage({ mirrors }: MirroredCluster, reference: string): string {
  const found = Object.keys(mirrors.images)
    .filter((source) => reference.startsWith(`${source}/`))
    .reduce((longest, source) => (source.length > longest.length ? source : longest), '');
  return found === '' ? reference : `${mirrors.images[found] ?? found}${reference.slice(found.length)}`;
}

/** The URL from which the cluster fetches a chart that is published in the repository `repository`. */
export function mirroredCharts({ mirrors }: MirroredCluster, repository: string): string {
  return mirrors.charts[repository.replace(/\/+$/, '')] ?? repository;
}
