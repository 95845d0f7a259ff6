import { groupOf, objectAt, objectsAt, type Manifest } from '@gitops/manifest';
import { z } from 'zod';
import type { KubeApi } from '../../harness/kube-api';
import type { Verdict } from '../api-verdict';

const Status = z.object({ message: z.string().default('') });

/** What a running kube-apiserver says of a create that leaves nothing behind. */
export class RealServer {
  constructor(private readonly api: Pick<KubeApi, 'request'>) {}

  /** Custom resources can be judged once their definition is there; it stays until `remove`. */
  async define(definition: Manifest): Promise<void> {
    await this.api.request('POST', collectionOf(definition), JSON.stringify(definition));
  }

  async remove(definition: Manifest): Promise<void> {
    await this.api.request('DELETE', `${collectionOf(definition)}/${definition.metadata.name}`);
  }

  /** The dry run of a create. 'unjudged' where the answer hangs on what else is in the cluster: quota, admission, an object of that name. */
  async judge(manifest: Manifest): Promise<Verdict> {
    const path = `${collectionOf(manifest)}?dryRun=All&fieldValidation=Strict`;
    const { status, body } = await this.api.request('POST', path, JSON.stringify(manifest));
    if (status === 201) return { verdict: reservesForeignPort(manifest) ? 'unjudged' : 'accepted' };
    const { message } = Status.parse(JSON.parse(body));
    return { verdict: status === 400 || status === 422 || status === 500 ? 'refused' : 'unjudged', reason: message };
  }
}

/** A dry run reserves none, and so takes one out of range that a create refuses (registry/core/service/portallocator). */
function reservesForeignPort({ kind, spec }: Manifest): boolean {
  return kind === 'Service' && objectsAt(objectAt(spec)['ports']).some(({ nodePort }) => isOutOfRange(nodePort));
}

function isOutOfRange(nodePort: unknown): boolean {
  return typeof nodePort === 'number' && nodePort !== 0 && (nodePort < 30_000 || nodePort > 32_767);
}

function collectionOf({ apiVersion, kind, metadata: { namespace } }: Manifest): string {
  const root = groupOf(apiVersion) === '' ? `/api/${apiVersion}` : `/apis/${apiVersion}`;
  return `${root}${typeof namespace === 'string' ? `/namespaces/${namespace}` : ''}/${pluralOf(kind.toLowerCase())}`;
}

/** English as far as Kubernetes' kinds need it. */
function pluralOf(kind: string): string {
  if (kind.endsWith('s')) return `${kind}es`;
  return kind.endsWith('y') ? `${kind.slice(0, -1)}ies` : `${kind}s`;
}
