import type { Scope } from '@gitops/manifest';
import { z } from 'zod';
import type { JsonSchema } from './json-schema';

export interface KindInfo {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: Scope;
  readonly schema: JsonSchema;
}

/** Only the frame is checked: the definitions are this repository's own, derived by scripts/derive-schemas.mjs. */
const document = z.object({
  kubernetes: z.string().regex(/^v\d+\.\d+\.\d+$/),
  kinds: z.record(z.string(), z.object({ scope: z.enum(['Namespaced', 'Cluster']), definition: z.string() })),
  definitions: z.record(
    z.string(),
    z.custom<JsonSchema>((value) => typeof value === 'object' && value !== null),
  ),
});

const reference = '#/definitions/';
const objectMeta = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/**
 * The kinds that a stock API server of one Kubernetes version serves, and what their fields are. Alpha APIs are left
 * out, and beta ones that are off by default, as on EKS.
 */
export class KubernetesSchemas {
  private constructor(
    /** The release that the schemas were derived from, such as `v1.27.8`. */
    readonly release: string,
    private readonly kinds: ReadonlyMap<string, KindInfo>,
    private readonly definitions: Readonly<Record<string, JsonSchema>>,
  ) {}

  /** Reads the parsed text of `schemas/<minor>.json`; throws where it is no such document. */
  static parse(json: unknown): KubernetesSchemas {
    const { kubernetes, kinds, definitions } = document.parse(json);
    const entries = Object.entries(kinds).map(([key, { scope, definition }]): [string, KindInfo] => {
      const slash = key.lastIndexOf('/');
      const schema = definitions[definition];
      if (schema === undefined) throw new Error(`schemas of ${kubernetes} lack ${definition}`);
      return [key, { apiVersion: key.slice(0, slash), kind: key.slice(slash + 1), scope, schema }];
    });
    return new KubernetesSchemas(kubernetes, new Map(entries), definitions);
  }

  /** `1.27` of `v1.27.8`. */
  get minor(): string {
    return this.release.slice(1, this.release.lastIndexOf('.'));
  }

  /** Undefined for a kind that this version does not serve. */
  find(apiVersion: string, kind: string): KindInfo | undefined {
    return this.kinds.get(`${apiVersion}/${kind}`);
  }

  isServed(apiVersion: string, kind: string): boolean {
    return this.find(apiVersion, kind) !== undefined;
  }

  scopeOf(apiVersion: string, kind: string): Scope | undefined {
    return this.find(apiVersion, kind)?.scope;
  }

  /** Every served kind, sorted by apiVersion and kind. */
  list(): readonly KindInfo[] {
    return [...this.kinds.values()];
  }

  resolve(ref: string): JsonSchema | undefined {
    return ref.startsWith(reference) ? this.definitions[ref.slice(reference.length)] : undefined;
  }

  /** The schema of `metadata`, which every kind shares. */
  metadata(): JsonSchema {
    return this.definitions[objectMeta] ?? {};
  }
}
