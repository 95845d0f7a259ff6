import { automatableKinds, valueAt, type FieldPath, type Manifest } from '@gitops/manifest';
import type { Issue } from '@gitops/validation';
import {
  type ContainerFilter,
  type FluxContainer,
  fluxContainers,
  fluxOwnedContainers,
  type FluxPolicies,
  fluxPolicies,
  isFluxWorkload,
  type PolicyAnnotation,
  policyAnnotations,
} from '@gitops/ownership';

/** One manifest, and what fluxd reads in it. */
export interface FluxObject {
  readonly manifest: Manifest;
  readonly containers: readonly FluxContainer[];
  readonly policies: FluxPolicies;
  readonly annotations: readonly PolicyAnnotation[];
  /** Automated, and of a kind that fluxd updates. */
  readonly updatable: boolean;
}

/** What is wrong with one object. Never throws, whatever a manifest holds beside its name. */
export type FluxRule = (object: FluxObject) => Iterable<Issue>;

export function fluxObject(manifest: Manifest): FluxObject {
  const policies = fluxPolicies(manifest);
  return {
    manifest,
    containers: fluxContainers(manifest),
    policies,
    annotations: policyAnnotations(manifest),
    updatable: policies.automated && isFluxWorkload(manifest) && automatableKinds.has(manifest.kind),
  };
}

export function annotationPath(key: string): Issue['path'] {
  return ['metadata', 'annotations', key];
}

/** The annotation that automates the object; the one to blame where automation itself is the mistake. */
export function automatedPath({ annotations }: FluxObject): Issue['path'] {
  return annotationPath(annotations.find(({ policy }) => policy === 'automated')?.key ?? 'fluxcd.io/automated');
}

/** The containers of an updatable object that have a tag and a filter of their own. */
export function* filteredContainers({
  updatable,
  containers,
  policies,
}: FluxObject): Iterable<readonly [FluxContainer, string, ContainerFilter]> {
  if (!updatable) return;
  for (const container of containers) {
    const filter = policies.filters.get(container.name);
    const tag = container.reference?.tag;
    if (filter && tag) yield [container, tag, filter];
  }
}

/** The containers of an updatable object that are meant to move: all but those whose filter admits their own tag alone. */
export function movingContainers({ manifest, updatable }: FluxObject): readonly FluxContainer[] {
  return updatable ? fluxOwnedContainers(manifest) : [];
}

/** `a string`, `a number` ..., for messages. */
export function typeAt(manifest: Manifest, path: FieldPath): string {
  const value = valueAt(manifest, path);
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
