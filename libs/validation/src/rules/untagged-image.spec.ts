import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings, pod } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'no tag',
    container({ image: 'registry.example.com:5000/web' }),
    [
      'K8S051 spec.template.spec.containers[name=web].image: image "registry.example.com:5000/web" has no tag — write a tag that never moves, such as registry.example.com:5000/web:4f1c2d7 or registry.example.com:5000/web:1.2.3',
    ],
  ],
  [
    'latest',
    container({ image: 'shop/web:latest' }),
    [
      'K8S051 spec.template.spec.containers[name=web].image: image "shop/web:latest" is tagged latest — write a tag that never moves, such as shop/web:4f1c2d7 or shop/web:1.2.3',
    ],
  ],
  [
    'an init container',
    pod({ initContainers: [{ name: 'init', image: 'busybox' }] }),
    [
      'K8S051 spec.template.spec.initContainers[name=init].image: image "busybox" has no tag — write a tag that never moves, such as busybox:4f1c2d7 or busybox:1.2.3',
    ],
  ],
  ['a digest is fine', container({ image: `shop/web@sha256:${'0'.repeat(64)}` }), []],
];

describe('untagged-image', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
