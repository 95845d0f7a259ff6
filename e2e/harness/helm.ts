import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { type FlowContext } from '../flows/flow';
import { type Outcome } from './processes';

/** What flows look at in a Kubernetes object of YAML. */
export const Manifest = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});
export type Manifest = z.output<typeof Manifest>;

const Release = Manifest.extend({
  spec: z.looseObject({
    releaseName: z.string(),
    chart: z.looseObject({ path: z.string() }),
    values: z.looseObject({}),
  }),
});

/** A HelmRelease of a chart in the same repository, as helm takes it. */
export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
  /** Relative to the repository. */
  readonly chart: string;
  /** Absolute path of a file. */
  readonly values: string;
}

/** @param text of a HelmRelease @param directory receives the file of values */
export async function readHelmRelease(text: string, directory: string): Promise<HelmRelease> {
  const { metadata, spec } = Release.parse(parse(text));
  const values = join(directory, `${spec.releaseName}-values.json`);
  await writeFile(values, JSON.stringify(spec.values));
  return { name: spec.releaseName, namespace: metadata.namespace ?? 'default', chart: spec.chart.path, values };
}

/** Runs the helm that the Helm Operator is built with, 3.7.0. */
export async function helm({ components, processes, directory }: FlowContext, args: readonly string[]): Promise<Outcome> {
  const homes = ['CACHE', 'CONFIG', 'DATA'].map((home) => [`HELM_${home}_HOME`, join(directory, 'helm', home.toLowerCase())]);
  return processes.run([components.program('helm'), ...args], { env: Object.fromEntries(homes) });
}

/** Helm 3.7 takes itself for Kubernetes 1.20 unless it is told. */
export const kubeVersion = '--kube-version=1.27.8';

/** The objects of a stream of YAML, in no order that means anything. */
export function readManifests(text: string): readonly Manifest[] {
  const objects = parseAllDocuments(text).map((document): unknown => document.toJS());
  return objects.filter((object) => object !== null).map((object) => Manifest.parse(object));
}
