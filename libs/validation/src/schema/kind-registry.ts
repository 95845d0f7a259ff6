import { closest } from '@gitops/diagnostics';
import { groupOf, type Manifest, type Scope } from '@gitops/manifest';
import type { Issue } from '../finding';
import { customKindsOf, isCustomResourceDefinition } from './custom-kinds';
import type { Dialect, JsonSchema } from './json-schema';
import type { KubernetesSchemas } from './kubernetes-schemas';
import { walk, type WalkContext } from './walk';

/** A custom kind whose CustomResourceDefinition is not among the manifests. */
export interface ExtraKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  /** Of the whole object, JSON Schema 2020-12; apiVersion, kind and metadata may be left out and are checked anyway. */
  readonly schema: JsonSchema;
}

interface KnownKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  readonly schema: JsonSchema;
  readonly dialect: Dialect;
}

/** Every kind that a cluster would serve once the manifests are applied: Kubernetes', the CRDs' and the extra ones. */
export class KindRegistry {
  private readonly custom = new Map<string, KnownKind>();
  private readonly go: WalkContext;

  constructor(
    private readonly schemas: KubernetesSchemas,
    manifests: readonly Manifest[],
    extraKinds: readonly ExtraKind[],
  ) {
    this.go = { dialect: 'go', resolve: (ref) => schemas.resolve(ref) };
    for (const manifest of manifests.filter(isCustomResourceDefinition)) {
      // A broken definition is reported for itself; its kinds are known, and what they hold is not judged.
      const broken = this.schemaIssues(manifest).length > 0;
      for (const kind of customKindsOf(manifest)) {
        this.add({ ...kind, schema: broken ? {} : kind.schema, dialect: broken ? 'json-schema' : 'structural' });
      }
    }
    // An extra schema is stricter than the CRD of the same kind, so it comes last and wins.
    for (const kind of extraKinds) this.add({ ...kind, schema: completed(kind.schema), dialect: 'json-schema' });
  }

  private add(kind: KnownKind): void {
    this.custom.set(`${kind.apiVersion}/${kind.kind}`, kind);
  }

  find(apiVersion: string, kind: string): KnownKind | undefined {
    const builtIn = this.schemas.find(apiVersion, kind);
    return builtIn === undefined ? this.custom.get(`${apiVersion}/${kind}`) : { ...builtIn, dialect: 'go' };
  }

  /** What the schemas refuse in one manifest. */
  schemaIssues(manifest: Manifest): readonly Issue[] {
    const known = this.find(manifest.apiVersion, manifest.kind);
    if (known === undefined) return [this.unknownKind(manifest)];
    if (known.dialect === 'go') return walk(manifest, known.schema, this.go);
    const resolve = (ref: string) => resolveLocally(known.schema, ref);
    return [
      ...walk(manifest.metadata, this.schemas.metadata(), this.go, ['metadata']),
      ...walk(manifest, known.schema, { dialect: known.dialect, resolve }),
    ];
  }

  private unknownKind({ apiVersion, kind }: Manifest): Issue {
    const all = [...this.schemas.list(), ...this.custom.values()];
    const message = `Kubernetes ${this.schemas.minor} does not serve kind "${kind}" of "${apiVersion}"`;
    const sameKind = all.filter((candidate) => candidate.kind === kind).map((candidate) => candidate.apiVersion);
    if (sameKind.length > 0) {
      const sameGroup = sameKind.filter((candidate) => groupOf(candidate) === groupOf(apiVersion));
      const versions = sameGroup.length > 0 ? sameGroup : sameKind;
      return { code: 'SCH004', path: ['apiVersion'], message, help: `write apiVersion: ${versions.join(' or ')}` };
    }
    if (kind.endsWith('List'))
      return { code: 'SCH004', path: ['kind'], message, help: 'write each item as an object of its own' };
    const inGroup = all.filter((candidate) => candidate.apiVersion === apiVersion).map((candidate) => candidate.kind);
    const meant = closest(kind, inGroup) ?? closest(kind, new Set(all.map((candidate) => candidate.kind)));
    if (meant !== undefined) return { code: 'SCH004', path: ['kind'], message, help: `did you mean "${meant}"?` };
    const help = `add the CustomResourceDefinition of ${kind} to what the cluster runs`;
    return { code: 'SCH004', path: ['kind'], message, help };
  }
}

function completed(schema: JsonSchema): JsonSchema {
  const anything: JsonSchema = {};
  return schema.properties === undefined
    ? schema
    : { ...schema, properties: { apiVersion: anything, kind: anything, metadata: anything, ...schema.properties } };
}

/** `#` and `#/$defs/<name>`: the two forms that zod writes. */
function resolveLocally(root: JsonSchema, ref: string): JsonSchema | undefined {
  if (ref === '#') return root;
  const match = /^#\/(\$defs|definitions)\/(.+)$/.exec(ref);
  return match === null ? undefined : root[match[1] === '$defs' ? '$defs' : 'definitions']?.[match[2] ?? ''];
}
