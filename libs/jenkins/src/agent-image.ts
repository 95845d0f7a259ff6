import { ecrRepositoryUri, type AwsFacts } from '@gitops/aws';
import type { Pipeline } from '@gitops/constructs';
import { PropsError } from '@gitops/diagnostics';

/**
 * Whoever builds the agents' image by hand pushes what BuildKit makes by default, OCI manifests. Throws PropsError where
 * they would lie in a repository of which Flux v1 must be able to read every image.
 * @param what is given the image as its prop `agents.image`
 */
export function assertRepositoryOfItsOwn(
  what: string,
  repository: string,
  { pipelines, aws }: { readonly pipelines: readonly Pipeline[]; readonly aws: AwsFacts },
): void {
  const pipeline = pipelines.find(({ image }) => ecrRepositoryUri(image, aws) === repository);
  if (pipeline === undefined) return;
  const message = `pipeline "${pipeline.name}" pushes to ${repository} too, and a single OCI manifest in it would stop Flux from updating what runs its images`;
  const help = 'give the agents’ image a repository of its own, such as ecr("jenkins-slave")';
  const problem = { path: ['agents', 'image'], unknownKey: false, message, help };
  throw new PropsError(what, [problem], assertRepositoryOfItsOwn, 'placement');
}
