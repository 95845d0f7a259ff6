import { catalog } from '@gitops/diagnostics';
import { fluxRules, HelmReleaseManifest } from '@gitops/flux';
import { differences, toYaml, valueAt, withValueAt, type Manifest } from '@gitops/manifest';
import { admits, carry, filterProblem, fluxContainers, fluxPolicies, parseFilter, parseImageReference } from '@gitops/ownership';
import { KubernetesSchemas, validate, type JsonSchema } from '@gitops/validation';
import { deepStrictEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Mutant } from './api-cases/mutants';
import type { DeclaredRelease } from './flux-cases/declared-releases';
import type { FluxdOracle } from './fluxd-oracle';

/** One method for each kind of case. Each throws where this repository and fluxd differ. */
export class FluxComparison {
  /** How much was compared, for the report. */
  readonly seen = { tags: 0, undecided: 0, containers: 0, bumped: 0, unreadable: 0 };
  private readonly schemas = KubernetesSchemas.parse(
    JSON.parse(readFileSync(join(dirname(__dirname), 'libs/validation/schemas/1.27.json'), 'utf8')),
  );
  private readonly helmRelease = {
    apiVersion: 'helm.fluxcd.io/v1',
    kind: 'HelmRelease',
    scope: 'Namespaced',
    schema: z.toJSONSchema(HelmReleaseManifest, { io: 'input' }) as JsonSchema,
  } as const;

  constructor(private readonly fluxd: FluxdOracle) {}

  async image(image: string): Promise<void> {
    const { error, containers } = await this.fluxd.ask({ image });
    const [reference] = containers;
    deepStrictEqual(parseImageReference(image), error === undefined && reference ? referenceOf(reference) : undefined);
  }

  async filter(text: string, candidates: readonly string[]): Promise<void> {
    const { parses, admitted } = await this.fluxd.ask({ filter: text, tags: candidates });
    const filter = parseFilter(text);
    this.seen.tags += candidates.length;
    // The one class in which this repository does not say what fluxd does (libs/ownership/src/filter/re2.ts); FLX011 tells authors.
    if (admits(filter, 'any') === 'unknown') {
      this.seen.undecided += 1;
      return;
    }
    deepStrictEqual(
      candidates.map((tag) => admits(filter, tag)),
      admitted,
    );
    deepStrictEqual(filterProblem(filter) === undefined, parses);
  }

  /** Whatever fluxd can read, it and we see the same in it. */
  async manifest(manifest: Manifest): Promise<void> {
    const seen = await this.fluxd.ask({ manifest: toYaml(manifest) });
    if (seen.error !== undefined) return;
    const containers = fluxContainers(manifest);
    this.seen.containers += containers.length;
    deepStrictEqual(
      containers.map(({ name, reference }) => ({ name, ...reference })),
      // fluxd keeps what it has read of a malformed image until then, and uses none of it.
      seen.containers.map(({ name, ...reference }, index) => (containers[index]?.reference ? { name, ...reference } : { name })),
    );
    const { automated, locked, ignored, filters } = fluxPolicies(manifest);
    deepStrictEqual({ automated, locked, ignored }, { automated: seen.automated, locked: seen.locked, ignored: seen.ignored });
    for (const [name, { filter }] of filters) deepStrictEqual(filter, parseFilter(seen.policies[`tag.${name}`] ?? 'none'));
    deepStrictEqual(filters.size, Object.keys(seen.policies).filter((policy) => policy.startsWith('tag.')).length);
  }

  /** What stops fluxd's whole sync is refused here before. */
  async mutant({ manifest, what }: Mutant): Promise<void> {
    const { error } = await this.fluxd.ask({ manifest: toYaml(manifest) });
    if (error === undefined) return;
    this.seen.unreadable += 1;
    ok(this.refuses(manifest), `${what} is taken here, and fluxd stops at it: ${error}`);
  }

  /** A publish after fluxd has bumped all images of a release changes nothing: all that fluxd wrote is carried. */
  async bump(next: Manifest): Promise<void> {
    const { values } = await this.fluxd.ask({ manifest: toYaml(next), bump: 'bumped-1' });
    // Of `image: a`, `tag: b/c:1`, fluxd makes an image `c:1` on a host `a:b`; no registry has a tag with a slash.
    const isTorn = fluxContainers(next).some(
      ({ fields, reference }) => fields.tag && valueAt(next, fields.tag) !== reference?.tag,
    );
    if (values === undefined || isTorn || this.refuses(next)) return;
    const live = withValueAt(next, ['spec', 'values'], values);
    if (differences(next, live).length === 0) return;
    deepStrictEqual(differences(carry(next, live).manifest, live), []);
    this.seen.bumped += 1;
  }

  /** What an author declares is what fluxd finds, under the name that the filters have. */
  async declared({ manifest, images }: DeclaredRelease): Promise<void> {
    const seen = await this.fluxd.ask({ manifest: toYaml(manifest) });
    const found = seen.containers.map(({ name, domain, path, tag }) => ({ name, image: `${domain}/${path}:${tag}` }));
    for (const { name, tag, policy } of images) {
      const reference = parseImageReference(`${name}:${tag}`);
      const container = found.find(({ image }) => image === `${reference?.domain ?? ''}/${reference?.path ?? ''}:${tag}`);
      // In a release that nobody automates Flux has nothing to find.
      if (container === undefined && !seen.automated) continue;
      if (container === undefined && this.refuses(manifest)) return;
      ok(container !== undefined, `fluxd does not find ${name}:${tag} among ${JSON.stringify(found)}`);
      if (!seen.automated || policy.owner === 'Flux') continue;
      const { admitted } = await this.fluxd.ask({ filter: seen.policies[`tag.${container.name}`] ?? '', tags: [tag, `${tag}1`] });
      deepStrictEqual(admitted, [true, false], `the pinned image ${name}:${tag} is not held`);
    }
    deepStrictEqual(
      seen.automated,
      images.some(({ policy }) => policy.owner === 'Flux'),
    );
    this.seen.containers += found.length;
  }

  private refuses(manifest: Manifest): boolean {
    const input = { manifests: [manifest], schemas: this.schemas, extraKinds: [this.helmRelease], extraRules: fluxRules };
    return validate({ ...input, namespaces: ['shop', 'default'] }).some(({ code }) => catalog[code].severity === 'error');
  }
}

function referenceOf({ domain, path, tag, digest }: { domain: string; path: string; tag: string; digest: string }) {
  return { domain, path, tag, digest };
}
