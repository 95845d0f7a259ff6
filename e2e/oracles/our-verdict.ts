import { catalog, type DiagnosticCode } from '@gitops/diagnostics';
import { fluxRules } from '@gitops/flux';
import type { Manifest } from '@gitops/manifest';
import { formatFinding, KubernetesSchemas, validate, type Finding } from '@gitops/validation';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Of a finding of these, the server knows nothing: the object would not run, or nobody could live with it. */
const ours = new Set<DiagnosticCode>([
  'K8S004', // a namespace that nothing declares
  'K8S011', // a Service that selects nothing
  'K8S013', // a port that no container has
  'K8S014', // an Ingress to no Service
  'K8S050', // an image without a tag
  'K8S051', // replicas beside an autoscaler
  'SCH006', // items of a list that kubectl apply would take for one
]);

export interface Refusal {
  readonly reason: string;
  /** The server has no such rule, and need not. */
  readonly onPurpose: boolean;
}

/** What `gitops validate` says of one manifest, beside the definitions of custom kinds. */
export class OurVerdict {
  private readonly schemas = KubernetesSchemas.parse(
    JSON.parse(readFileSync(join(dirname(__dirname), 'libs/validation/schemas/1.27.json'), 'utf8')),
  );

  /** By sample, which many mutants share. */
  private readonly known = new Map<Manifest, ReadonlySet<DiagnosticCode>>();

  constructor(private readonly definitions: readonly Manifest[]) {}

  /** Undefined where the manifest is taken. What is on purpose and said of `sample` as well is not the mutation's doing. */
  refusal(manifest: Manifest, sample: Manifest): Refusal | undefined {
    const known = this.known.get(sample) ?? new Set(this.errorsOf(sample).map(({ code }) => code));
    this.known.set(sample, known);
    const findings = this.errorsOf(manifest).filter((finding) => !(isOnPurpose(finding) && known.has(finding.code)));
    const [finding = findings[0]] = findings.filter((one) => !isOnPurpose(one));
    return finding && { reason: `${finding.code} ${formatFinding(finding)}`, onPurpose: isOnPurpose(finding) };
  }

  private errorsOf(manifest: Manifest): readonly Finding[] {
    const definitions = this.definitions.filter((definition) => definition !== manifest);
    const input = { manifests: [manifest, ...definitions], schemas: this.schemas, extraRules: fluxRules, namespaces: [] };
    return validate(input).filter((finding) => finding.manifest === manifest && catalog[finding.code].severity === 'error');
  }
}

/** The server does not look into the pods and claims of a StatefulSet: its controller then fails to make them. */
function isOnPurpose({ code, manifest, path }: Finding): boolean {
  const ofStatefulSet = manifest.kind === 'StatefulSet' && (path[1] === 'template' || path[1] === 'volumeClaimTemplates');
  return ofStatefulSet || ours.has(code) || /^(FLX|SEC)/.test(code);
}
