import { z } from 'zod';
import type { AwsFacts } from './props';
import { publicMirrors } from './public-mirrors';
import { partitionOf } from './region';

const host = z
  .string()
  .regex(/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)*$/, 'expected a registry, or a path in one, such as "registry.example.com/hub"');
const url = z.url({ protocol: /^https$/, error: 'expected a URL that begins with "https://"' });
const off = z.literal(false);

/**
 * Where a cluster fetches from what others publish. What is named here goes before the public mirrors of the cluster's
 * partition; `false` switches one of those off. What neither names is fetched from where it is published.
 */
export const Mirrors = z.strictObject({
  /** Mirror by registry or by a path in one, such as `docker.io/library`; the longest that matches counts. */
  images: z.record(host, host.or(off)).default({}),
  /** Mirror by the URL of a Helm chart repository, without trailing slash. */
  charts: z.record(url, url.or(off)).default({}),
  /** The update centre from which Jenkins installs plugins, without its file `update-center.json`. */
  jenkinsPlugins: url.or(off).optional(),
});
export type Mirrors = z.output<typeof Mirrors>;

/** What the functions below need to know of a cluster. */
export interface MirroredCluster {
  readonly aws: AwsFacts;
  readonly mirrors: Mirrors;
}

/**
 * The reference, or repository, from which the cluster pulls an image that is published as `reference`.
 * @param reference in full, its registry included: `docker.io/library/redis:7.4.1`
 */
export function mirroredImage(cluster: MirroredCluster, reference: string): string {
  const source = longestSource(cluster.mirrors.images, reference);
  if (source !== undefined) return replaced(reference, source, cluster.mirrors.images[source]);
  const { images } = defaults(cluster);
  const known = longestSource(images, reference);
  return known === undefined ? reference : replaced(reference, known, images[known]);
}

/** The URL from which the cluster fetches a chart that is published in the repository `repository`. */
export function mirroredCharts(cluster: MirroredCluster, repository: string): string {
  const source = repository.replace(/\/+$/, '');
  return (cluster.mirrors.charts[source] ?? defaults(cluster).charts[source]) || repository;
}

/** The update centre from which the cluster's Jenkins installs plugins; undefined for the Jenkins project's own. */
export function mirroredPlugins(cluster: MirroredCluster): string | undefined {
  return (cluster.mirrors.jenkinsPlugins ?? defaults(cluster).jenkinsPlugins) || undefined;
}

function defaults({ aws }: MirroredCluster): ReturnType<typeof publicMirrors> {
  return publicMirrors(partitionOf(aws.region)?.name);
}

function longestSource(images: Mirrors['images'], reference: string): string | undefined {
  return Object.keys(images)
    .filter((source) => reference.startsWith(`${source}/`))
    .sort((a, b) => b.length - a.length)[0];
}

function replaced(reference: string, source: string, mirror: string | false | undefined): string {
  return mirror ? `${mirror}${reference.slice(source.length)}` : reference;
}
