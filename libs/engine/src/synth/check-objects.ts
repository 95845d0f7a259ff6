import type { Diagnostic, SourceLocation } from '@gitops/diagnostics';
import type { ClusterFacts } from '@gitops/constructs';
import { fluxRules, HelmReleaseManifest } from '@gitops/flux';
import { describe, formatPath, valueAt, type Manifest } from '@gitops/manifest';
import { validate, type ExtraKind, type Finding, type JsonSchema, type KubernetesSchemas } from '@gitops/validation';
import { z } from 'zod';
import { diagnose } from '../diagnostic';
import type { Reporter } from '../origin/reporter';
import type { BuiltObject } from './built-object';

/** The Helm Operator's kind, which the cluster serves because its CRD is installed with the operator. */
export const helmReleaseKind: ExtraKind = {
  apiVersion: 'helm.fluxcd.io/v1',
  kind: 'HelmRelease',
  scope: 'Namespaced',
  schema: z.toJSONSchema(HelmReleaseManifest, { io: 'input' }) as JsonSchema,
};

/** What the API server, Flux or the Helm Operator would refuse, at the lines of TypeScript that made it. */
export function checkObjects(
  objects: readonly BuiltObject[],
  facts: ClusterFacts,
  schemas: KubernetesSchemas,
  reporter: Reporter,
): readonly Diagnostic[] {
  const builtFrom = new Map(objects.map((object) => [object.manifest, object]));
  const findings = validate({
    manifests: objects.map(({ manifest }) => manifest),
    schemas,
    extraKinds: [helmReleaseKind],
    extraRules: fluxRules,
    // fluxd runs in its namespace before it can sync anything.
    namespaces: [facts.flux.namespace],
  });
  return findings.map((finding) => toDiagnostic(finding, locate(finding, builtFrom.get(finding.manifest), reporter)));
}

/** A finding about an image or the placement's namespace is one about the line that says it; any other about the construct, down to the field. */
function locate(
  { code, manifest, path }: Finding,
  object: BuiltObject | undefined,
  reporter: Reporter,
): SourceLocation | undefined {
  if (object === undefined) return undefined;
  const value = valueAt(manifest, path);
  const image = object.images.find(({ reference, tag }) => value === reference || (value === tag && path.at(-1) === 'tag'));
  const placement = reporter.locate(object.placement.origin);
  const ofPlacement = formatPath(path) === 'metadata.namespace' && value === object.placement.namespace;
  if (ofPlacement) return reporter.locate(object.placement.origin, ['namespace']);
  return (image && reporter.locate(image.origin)) ?? reporter.locate(object.origin, path, code === 'SCH001') ?? placement;
}

export function toDiagnostic(
  { code, manifest, path, message, notes = [], help }: Finding,
  source: SourceLocation | undefined,
): Diagnostic {
  return diagnose(code, { source, message, notes: [...notes, where(manifest, path)], help });
}

function where(manifest: Manifest, path: Finding['path']): string {
  return path.length === 0 ? `in ${describe(manifest)}` : `in ${describe(manifest)}, at ${formatPath(path)}`;
}
