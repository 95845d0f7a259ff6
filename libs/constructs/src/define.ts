import { captureOrigin, type Origin } from '@gitops/diagnostics';
import type { z } from 'zod';
import type { ClusterProps } from './cluster-props';
import { place, type Definition, type Placement, type PlacementProps } from './placement';

/** What a definition's placement is given: where it goes, and the definition's own props, if it has any. */
type PlacementInput<Schema extends z.ZodObject> = PlacementProps &
  (string extends keyof z.input<Schema> ? unknown : z.input<Schema>);

/** Puts a definition on a cluster. The argument may be left out where nothing in it is required. */
export type Placer<Schema extends z.ZodObject> = (
  ...placement: PlacementProps extends PlacementInput<Schema> ? [PlacementInput<Schema>?] : [PlacementInput<Schema>]
) => Placement;

/** Defines an app, in apps/<name>/app.ts. The result places it: `gitopsExample({ namespace: 'gitops-cicd', image })`. */
export function defineApp<Schema extends z.ZodObject>(definition: Definition<Schema>): Placer<Schema> {
  return definePlacer(definition);
}

/** Defines a platform component, in platform/<name>/component.ts. */
export function definePlatform<Schema extends z.ZodObject>(definition: Definition<Schema>): Placer<Schema> {
  return definePlacer(definition);
}

function definePlacer<Schema extends z.ZodObject>(definition: Definition<Schema>): Placer<Schema> {
  const placer: Placer<Schema> = (...[placement]) => place(definition, placement ?? {}, placer);
  return placer;
}

const clusterBrand = Symbol.for('gitops.cluster');

/** A cluster as declared. Its props are checked when it is synthesized, so that all mistakes are reported together. */
export interface Cluster {
  readonly [clusterBrand]: true;
  readonly props: z.input<typeof ClusterProps>;
  readonly origin: Origin;
}

/** Defines a cluster, as the default export of clusters/<name>/cluster.ts. */
export function defineCluster(props: z.input<typeof ClusterProps>): Cluster {
  return { [clusterBrand]: true, props, origin: captureOrigin(defineCluster) };
}

export function isCluster(value: unknown): value is Cluster {
  return typeof value === 'object' && value !== null && clusterBrand in value;
}
