import { captureOrigin, propProblems, PropsError, type Origin, type PropProblem } from '@gitops/diagnostics';
import { isImageRef, provideConfigRepo, type ImageRef } from '@gitops/flux';
import { App, Chart } from 'cdk8s';
import { z } from 'zod';
import type { ClusterFacts } from './cluster-props';
import { DnsLabel } from './props';

const brand = Symbol.for('gitops.placement');

const PlacementSchema = z.object({
  namespace: DnsLabel.optional(),
  folder: z
    .string()
    .regex(/^[a-z0-9][\w.-]*(?:\/[a-z0-9][\w.-]*)*$/, 'expected a relative path such as "second"')
    .optional(),
});

/** What every placement may say, whatever the definition's own props are. */
export interface PlacementProps {
  /** The namespace of every object that names none itself. */
  readonly namespace?: string;
  /** A directory below `workloads/` of the config repository, so that one app can be placed twice. */
  readonly folder?: string;
}

/** What `build` made: a cdk8s root of its own, and the images whose tags it carries. */
export interface BuiltPlacement {
  readonly root: App;
  readonly images: readonly ImageRef[];
}

/** One definition on one cluster. Props are checked, and constructs made, when the cluster is synthesized. */
export interface Placement extends PlacementProps {
  readonly [brand]: true;
  readonly definition: string;
  readonly origin: Origin;
  /** The mistakes in the placement's props. */
  problems(): readonly PropProblem[];
  /** Throws whatever the definition throws. Must not be called on a placement that has problems. */
  build(cluster: ClusterFacts): BuiltPlacement;
}

export interface Definition<Schema extends z.ZodObject> {
  readonly name: string;
  readonly props: Schema;
  /** Adds constructs to the chart. Images in `props` are complete, with the cluster's registry. */
  build(chart: Chart, props: z.output<Schema>, cluster: ClusterFacts): void;
}

/** Places a definition. One cdk8s root each, because a cdk8s chart re-validates and re-resolves the whole of its root. */
export function place<Schema extends z.ZodObject>(
  definition: Definition<Schema>,
  input: object,
  caller: (...args: never[]) => unknown,
): Placement {
  const { namespace, folder, ...props } = (input ?? {}) as PlacementProps & Readonly<Record<string, unknown>>;
  let parsed: z.ZodSafeParseResult<z.output<Schema>> | undefined;
  // Parsed when the cluster is synthesized, and once, although both problems() and build() ask.
  const parse = (): z.ZodSafeParseResult<z.output<Schema>> => (parsed ??= definition.props.safeParse(props));
  return {
    [brand]: true,
    definition: definition.name,
    namespace,
    folder,
    origin: captureOrigin(caller),
    problems() {
      if (parse().success && PlacementSchema.safeParse({ namespace, folder }).success) return [];
      return propProblems(definition.props.safeExtend(PlacementSchema.shape), { ...props, namespace, folder });
    },
    build(cluster) {
      const { data, error } = parse();
      if (error !== undefined) throw error;
      const root = new App();
      provideConfigRepo(root, cluster.configRepo);
      const images: ImageRef[] = [];
      const complete = completeImages(data, cluster, images) as z.output<Schema>;
      // The id `Default` leaves no trace in generated names, so a chart class used here makes the same objects as anywhere.
      // A type of void admits a function that returns a promise, so only its value tells.
      const built: unknown = definition.build(new Chart(root, 'Default', { namespace }), complete, cluster);
      if (isThenable(built)) throw asynchronous(definition.name, built);
      return { root, images };
    },
  };
}

export function isPlacement(value: unknown): value is Placement {
  return typeof value === 'object' && value !== null && brand in value;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** The objects are taken as soon as build returns. A rejection of what is refused anyhow must not end the process. */
function asynchronous(what: string, built: PromiseLike<unknown>): PropsError {
  const ignore = (): void => undefined;
  built.then(ignore, ignore);
  const message = 'build is asynchronous: what it adds after await is lost';
  const help = 'write build without async and await; what must be fetched belongs in a file of the workspace';
  return new PropsError(what, [{ path: [], unknownKey: false, message, help }], place);
}

function completeImages(value: unknown, cluster: ClusterFacts, images: ImageRef[]): unknown {
  if (isImageRef(value)) {
    const image = value.on(cluster.aws);
    images.push(image);
    return image;
  }
  if (Array.isArray(value)) return value.map((item) => completeImages(item, cluster, images));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, completeImages(field, cluster, images)]));
}
