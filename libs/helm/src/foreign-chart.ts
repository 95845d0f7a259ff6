import { mirroredCharts, type MirroredCluster } from '@gitops/aws';
import { parseProps } from '@gitops/diagnostics';
import type { JsonObject } from '@gitops/manifest';
import { z } from 'zod';
import { overlay } from './overlay';

/** What a chart's values are, by name. The key `*` says that a map takes others too, and `any` that a default told no type. */
export interface ValueTree {
  readonly [key: string]: 'string' | 'number' | 'boolean' | 'list' | 'any' | ValueTree;
}

/** A Helm chart that others publish, as scripts/chart-values/derive.mjs reads it. */
export interface ForeignChart<Tree extends ValueTree = ValueTree> {
  readonly name: string;
  readonly version: string;
  /** The version of what the chart installs. */
  readonly appVersion: string;
  /** The URL of the chart repository. */
  readonly repository: string;
  readonly values: Tree;
}

type ValueOf<Type> = Type extends 'string'
  ? string
  : Type extends 'number'
    ? number
    : Type extends 'boolean'
      ? boolean
      : Type extends 'list'
        ? readonly unknown[]
        : Type extends 'any'
          ? unknown
          : ForeignValues<Type>;

/** Any part of a chart's values. */
export type ForeignValues<Tree> = { readonly [Key in Exclude<keyof Tree, '*'>]?: ValueOf<Tree[Key]> } & ('*' extends keyof Tree
  ? Readonly<Record<string, unknown>>
  : unknown);

/**
 * A schema of any part of a chart's values, to be a prop: `values: foreignValues(chart).default({})`. Helm passes over a
 * value of which the chart knows nothing, so that a misspelt one does nothing at all; here it is a diagnostic.
 */
export function foreignValues<const Tree extends ValueTree>(chart: ForeignChart<Tree>): z.ZodType<ForeignValues<Tree>> {
  return schemaOf(chart.values) as unknown as z.ZodType<ForeignValues<Tree>>;
}

/** `chart` of a HelmRelease: exactly this version, from where the cluster fetches charts. */
export function foreignSource(
  chart: ForeignChart,
  cluster: MirroredCluster,
): { readonly repository: string; readonly name: string; readonly version: string } {
  return { repository: mirroredCharts(cluster, chart.repository), name: chart.name, version: chart.version };
}

/**
 * A release's values: those that a component needs, and over them those of its placement.
 * @throws PropsError where the component's own are not what the chart takes
 */
export function releaseValues<const Tree extends ValueTree>(
  chart: ForeignChart<Tree>,
  own: ForeignValues<NoInfer<Tree>>,
  placed: ForeignValues<NoInfer<Tree>>,
): Readonly<Record<string, unknown>> {
  parseProps(`values of Helm chart ${chart.name}`, schemaOf(chart.values), own, ['values']);
  return overlay(own as JsonObject, placed);
}

const scalars: Readonly<Record<string, z.ZodType>> = {
  string: z.string(),
  number: z.number(),
  boolean: z.boolean(),
  list: z.array(z.json()),
  any: z.json(),
};

function schemaOf(tree: ValueTree): z.ZodObject {
  const { '*': open, ...known } = tree;
  const shape = Object.entries(known).map(([key, type]) => [
    key,
    (typeof type === 'string' ? (scalars[type] ?? z.json()) : schemaOf(type)).optional(),
  ]);
  const schema = z.strictObject(Object.fromEntries(shape) as Record<string, z.ZodType>);
  return open === undefined ? schema : schema.catchall(z.json());
}
