import { isJsonObject, type Manifest } from '@gitops/manifest';
import { isFluxWorkload } from '@gitops/ownership';
import type { Rule } from '@gitops/validation';
import { annotationNotAString } from './annotation-not-a-string';
import { automatedCronJob } from './automated-cron-job';
import { automatedDigest } from './automated-digest';
import { automatedKind } from './automated-kind';
import { automatedTag } from './automated-tag';
import { containerWithoutFilter } from './container-without-filter';
import { contradictingPolicies } from './contradicting-policies';
import { filterDoesNotParse } from './filter-does-not-parse';
import { filterExcludesDeclaredTag } from './filter-excludes-declared-tag';
import { filterNamesNoContainer } from './filter-names-no-container';
import { filterNotDecidable } from './filter-not-decidable';
import { helmAliasLeadsNowhere } from './helm-alias-leads-nowhere';
import { helmChartSource } from './helm-chart-source';
import { helmImageOutOfReach } from './helm-image-out-of-reach';
import { helmRegistryRewritten } from './helm-registry-rewritten';
import { helmReleaseWithoutImage } from './helm-release-without-image';
import { helmTagNotAString } from './helm-tag-not-a-string';
import { helmTagTorn } from './helm-tag-torn';
import { ignoredByFlux } from './ignored-by-flux';
import { lockInSource } from './lock-in-source';
import { policyValueUnknown } from './policy-value-unknown';
import { fluxObject, type FluxRule } from './rule';

const rules: readonly FluxRule[] = [
  filterExcludesDeclaredTag,
  automatedDigest,
  filterDoesNotParse,
  filterNotDecidable,
  filterNamesNoContainer,
  policyValueUnknown,
  annotationNotAString,
  containerWithoutFilter,
  automatedCronJob,
  automatedKind,
  automatedTag,
  helmReleaseWithoutImage,
  helmImageOutOfReach,
  helmAliasLeadsNowhere,
  helmTagNotAString,
  helmTagTorn,
  helmChartSource,
  lockInSource,
  ignoredByFlux,
  contradictingPolicies,
  helmRegistryRewritten,
];

/** What Flux 1.25.4 and the Helm Operator 1.4.4 would refuse, pass over or do otherwise. Linear; never throws. */
export const fluxRules: readonly Rule[] = [
  // One rule outside, so that an object is read once for all of them, and one that Flux has no part in not at all.
  function* (manifest) {
    if (!isFluxWorkload(manifest) && !hasFluxAnnotation(manifest)) return;
    const object = fluxObject(manifest);
    for (const rule of rules) yield* rule(object);
  },
];

function hasFluxAnnotation({ metadata: { annotations } }: Manifest): boolean {
  return isJsonObject(annotations) && Object.keys(annotations).some((key) => /flux/.test(key));
}
