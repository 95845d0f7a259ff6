import type { Manifest } from '@gitops/manifest';
import { describe, expect, it } from 'vitest';
import { container, findings } from '../fixtures';

const cases: readonly (readonly [string, Manifest | readonly Manifest[], readonly string[]])[] = [
  [
    'none',
    container({ image: null }),
    ['K8S050 spec.template.spec.containers[name=web]: the container has no image — set image'],
  ],
  [
    'upper case',
    container({ image: 'Shop/Web:1' }),
    ['K8S050 spec.template.spec.containers[name=web].image: "Shop/Web:1" is not an image reference — write "shop/web:1"'],
  ],
  [
    'a blank',
    container({ image: ' shop/web:1' }),
    ['K8S050 spec.template.spec.containers[name=web].image: " shop/web:1" is not an image reference — write "shop/web:1"'],
  ],
  [
    'a URL',
    container({ image: 'https://shop/web:1' }),
    [
      'K8S050 spec.template.spec.containers[name=web].image: "https://shop/web:1" is not an image reference — write registry/repository:tag',
    ],
  ],
  [
    'a long tag',
    container({ image: `shop/web:${'x'.repeat(129)}` }),
    [
      'K8S050 spec.template.spec.containers[name=web].image: "shop/web:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx" is not an image reference — write registry/repository:tag',
    ],
  ],
  [
    'a registry with a port is fine',
    container({ image: '123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn:5000/a/b_c:V1.2-x' }),
    [],
  ],
];

describe('invalid-image', () => {
  it.each(cases)('%s', (_title, manifests, expected) => {
    expect(findings(manifests)).toEqual(expected);
  });
});
