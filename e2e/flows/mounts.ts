import { z } from 'zod';
import { type Cluster } from '../harness/cluster';
import { KubeObject } from '../harness/kube-api';
import { type FlowContext } from './flow';

const Metadata = KubeObject.shape.metadata.extend({ namespace: z.string(), creationTimestamp: z.string() });
const Mounted = KubeObject.extend({ metadata: Metadata });
const Mounting = KubeObject.extend({
  metadata: Metadata,
  spec: z.looseObject({
    volumes: z
      .array(
        z.looseObject({
          secret: z.looseObject({ secretName: z.string(), optional: z.boolean().default(false) }).optional(),
          configMap: z.looseObject({ name: z.string(), optional: z.boolean().default(false) }).optional(),
        }),
      )
      .default([]),
  }),
});

/** What kwok does not ask for and a kubelet waits for: whatever a pod mounts is there, and was before it. */
export async function mountsAreThere({ proof }: FlowContext, { api }: Cluster): Promise<void> {
  const secrets = await api.list('/api/v1/secrets', Mounted);
  const configMaps = await api.list('/api/v1/configmaps', Mounted);
  const missing: string[] = [];
  let count = 0;
  for (const { metadata, spec } of await api.list('/api/v1/pods', Mounting)) {
    const { namespace, creationTimestamp } = metadata;
    const mounts = spec.volumes.flatMap(({ secret, configMap }) => [
      ...(secret?.optional === false ? [{ kind: 'Secret', name: secret.secretName, among: secrets }] : []),
      ...(configMap?.optional === false ? [{ kind: 'ConfigMap', name: configMap.name, among: configMaps }] : []),
    ]);
    for (const { kind, name, among } of mounts) {
      count += 1;
      const found = among.find((each) => each.metadata.namespace === namespace && each.metadata.name === name);
      // RFC 3339 in UTC and whole seconds, so the texts are in the order of the times.
      const early = found !== undefined && found.metadata.creationTimestamp <= creationTimestamp;
      if (!early)
        missing.push(`${kind} ${name}, which ${metadata.name} mounts, is ${found === undefined ? 'not there' : 'newer'}`);
    }
  }
  proof(
    `${String(count)} Secrets and ConfigMaps that pods mount were there before them`,
    count > 0 && missing.length === 0,
    missing,
  );
}
