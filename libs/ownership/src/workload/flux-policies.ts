import type { Manifest } from '@gitops/manifest';
import { parseFilter, type TagFilter } from '../filter';
import { annotationTexts } from './flux-annotations';

/** One annotation that fluxd reads as a policy. */
export interface PolicyAnnotation {
  /** `automated`, `locked`, `ignore`, `tag.<container>` ... */
  readonly policy: string;
  /** The annotation's key. */
  readonly key: string;
  readonly text: string;
}

/** The filter of one container, and the annotation it is written in. */
export interface ContainerFilter {
  readonly filter: TagFilter;
  readonly key: string;
}

/** What the annotations of one object ask of fluxd. */
export interface FluxPolicies {
  readonly automated: boolean;
  readonly locked: boolean;
  readonly lockedUser?: string;
  readonly lockedMessage?: string;
  /** Neither applied nor updated. (`sync_only` is applied and updated, but not garbage collected.) */
  readonly ignored: boolean;
  /** By container name. A container without one follows `glob:*`. */
  readonly filters: ReadonlyMap<string, ContainerFilter>;
}

/** In the order in which fluxd looks for the annotation to change (resource.go, PolicyAnnotationKey). */
const prefixes = [
  ['fluxcd.io/', ''],
  ['flux.weave.works/', ''],
  ['filter.fluxcd.io/', 'tag.'],
] as const;

/** Every policy annotation of a manifest, unknown policies included (fluxcd/flux pkg/cluster/kubernetes/resource/resource.go). */
export function policyAnnotations(manifest: Manifest): readonly PolicyAnnotation[] {
  const texts = [...annotationTexts(manifest)];
  return prefixes.flatMap(([prefix, policyPrefix]) =>
    texts.flatMap(([key, text]) =>
      key.startsWith(prefix) ? [{ policy: policyPrefix + key.slice(prefix.length), key, text }] : [],
    ),
  );
}

/**
 * A manifest's policies as fluxd counts them: automated, locked and ignored only if the text is exactly `true`. Where two
 * annotations set one policy, fluxd takes either at random; here the first prefix wins.
 */
export function fluxPolicies(manifest: Manifest): FluxPolicies {
  const byPolicy = new Map<string, PolicyAnnotation>();
  for (const annotation of policyAnnotations(manifest)) {
    if (!byPolicy.has(annotation.policy)) byPolicy.set(annotation.policy, annotation);
  }
  const text = (policy: string): string | undefined => byPolicy.get(policy)?.text;
  const filters = [...byPolicy.values()].filter(({ policy }) => policy.startsWith('tag.'));
  return {
    automated: text('automated') === 'true',
    locked: text('locked') === 'true',
    lockedUser: text('locked_user'),
    lockedMessage: text('locked_msg'),
    ignored: text('ignore') === 'true',
    filters: new Map(filters.map(({ policy, key, text }) => [policy.slice('tag.'.length), { key, filter: parseFilter(text) }])),
  };
}
