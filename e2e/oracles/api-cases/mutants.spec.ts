import { differences, isManifest, type Manifest } from '@gitops/manifest';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mutantsOf, type Mutant } from './mutants';

const service: Manifest = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { type: 'NodePort', ports: [{ port: 80, name: 'http' }], selector: { app: 'web' }, publishNotReadyAddresses: true },
};

function mutants(numRuns: number, seed = 1): readonly Mutant[] {
  return fc.sample(mutantsOf([service]), { numRuns, seed });
}

describe('mutantsOf', () => {
  it('makes the same of the same seed', () => {
    expect(mutants(50)).toEqual(mutants(50));
    expect(mutants(50)).not.toEqual(mutants(50, 2));
  });

  it('knows every mutation, and changes one place at most', () => {
    const all = mutants(2000);
    expect([...new Set(all.map(({ mutation }) => mutation))].sort()).toEqual([
      'emptied',
      'field of elsewhere',
      'item twice',
      'near value',
      'odd value',
      'removed',
      'unknown field',
    ]);
    for (const { manifest, what } of all) {
      // Where a list or map becomes another, each field below it is a difference.
      const roots = new Set(differences(service, manifest).map(({ path }) => String(path[0])));
      expect(roots.size, what).toBeLessThan(2);
    }
  });

  it('leaves what the server takes from the URL, and a name', () => {
    for (const { manifest } of mutants(2000)) {
      expect(isManifest(manifest)).toBe(true);
      expect([manifest.apiVersion, manifest.kind, manifest.metadata.namespace]).toEqual(['v1', 'Service', 'shop']);
    }
  });

  it('reaches every field, list items and fields of maps too', () => {
    const places = new Set(mutants(3000).map(({ what }) => what.split(/ = | removed/)[0]));
    for (const place of ['spec', 'spec.ports', 'spec.ports[]', 'spec.ports[].port', 'spec.selector.app', 'metadata.name']) {
      expect(places).toContain(`Service ${place}`);
    }
    expect(places).toContain('Service spec.selector.nosuchfield');
  });
});
