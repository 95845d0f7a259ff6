import { ApiObject, JsonPatch, Lazy, Testing } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';
import { manifestOf } from './manifest-of';
import { Namespace } from './namespace';

const chart = Testing.chart();
let count = 0;
function id(): string {
  return `object-${++count}`;
}

function podSpec(fields: object): unknown {
  const pod = new k8s.KubePod(chart, id(), { metadata: { name: 'pod' }, spec: fields as k8s.PodSpec });
  return (manifestOf(pod) as { readonly spec: unknown }).spec;
}

describe('manifestOf', () => {
  it.each([
    ['respells fields as Kubernetes does', { hostIpc: true, containers: [] }, { hostIPC: true, containers: [] }],
    ['keeps a field that Kubernetes spells so', { hostIPC: true, containers: [] }, { hostIPC: true, containers: [] }],
    ['keeps a misspelt field', { hostIpcc: true, containers: [] }, { hostIpcc: true, containers: [] }],
    [
      'keeps a misspelt field of a list item',
      { containers: [{ name: 'a', imgae: 'b' }] },
      { containers: [{ name: 'a', imgae: 'b' }] },
    ],
    [
      'reduces quantities and int-or-strings to scalars',
      {
        containers: [
          {
            name: 'a',
            resources: { limits: { cpu: k8s.Quantity.fromString('1') } },
            livenessProbe: { httpGet: { port: k8s.IntOrString.fromNumber(80) } },
          },
        ],
      },
      { containers: [{ name: 'a', resources: { limits: { cpu: '1' } }, livenessProbe: { httpGet: { port: 80 } } }] },
    ],
    [
      'resolves lazy values once',
      { hostname: Lazy.any({ produce: () => 'web' }), containers: [] },
      { hostname: 'web', containers: [] },
    ],
    ['leaves undefined out', { hostname: undefined, containers: [] }, { containers: [] }],
    [
      'tells apart keys that differ in case alone',
      { nodeSelector: { App: 'x', app: 'y' }, containers: [] },
      { nodeSelector: { App: 'x', app: 'y' }, containers: [] },
    ],
  ])('%s', (_, given, made) => {
    expect(podSpec(given)).toEqual(made);
  });

  it('keeps what a JSON patch adds', () => {
    const pod = new k8s.KubePod(chart, id(), { metadata: { name: 'pod' }, spec: { containers: [] } });
    pod.addJsonPatch(JsonPatch.add('/spec/somethingNew', 1));
    expect(manifestOf(pod)).toMatchObject({ spec: { containers: [], somethingNew: 1 } });
  });

  it('is what toJson makes where nothing is dropped, for subclasses and plain API objects too', () => {
    const plain = new ApiObject(chart, id(), { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1' } });
    for (const object of [new Namespace(chart, 'web'), plain]) expect(manifestOf(object)).toEqual(object.toJson());
  });

  it('respects a toJson that a class writes itself', () => {
    class Trimmed extends k8s.KubeConfigMap {
      override toJson(): unknown {
        return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'trimmed' } };
      }
    }
    expect(manifestOf(new Trimmed(chart, id(), { data: { a: '1' } }))).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'trimmed' },
    });
  });

  it('leaves cdk8s as it found it, even where an object throws', () => {
    const before = Object.getOwnPropertyDescriptor(ApiObject.prototype, 'toJson');
    const bad = new k8s.KubeConfigMap(chart, id(), { data: { when: new Date(0) } as unknown as Record<string, string> });
    expect(() => manifestOf(bad)).toThrow('non-simple object');
    expect(Object.getOwnPropertyDescriptor(ApiObject.prototype, 'toJson')).toEqual(before);
  });
});
