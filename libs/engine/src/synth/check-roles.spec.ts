import { afterEach, describe, expect, it } from 'vitest';
import { TestingWorkspace } from '../testing-workspace';

const app = `
import { roleAnnotations } from '@gitops/aws';
import { defineApp } from '@gitops/constructs';
import { HelmRelease } from '@gitops/flux';
import { ApiObject } from 'cdk8s';
import { z } from 'zod';

const account = { namespace: 'web', name: 'web' };

export const web = defineApp({
  name: 'web',
  props: z.strictObject({ released: z.boolean().default(false), annotated: z.boolean().default(true) }),
  build(chart, { released, annotated }, cluster) {
    const annotations = annotated ? roleAnnotations('web', cluster, account) : undefined;
    if (released) {
      const values = { serviceAccount: { name: 'web', annotations } };
      const source = { repository: 'https://charts.example.com', name: 'web', version: '1.0.0' };
      new HelmRelease(chart, 'web', { chart: source, values });
    } else new ApiObject(chart, 'account', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { ...account, annotations } });
  },
});
`;

function cluster(name: string, placed: string): string {
  return `
import { defineCluster, namespace } from '@gitops/constructs';
import { web } from '../../apps/web/app';

export default defineCluster({
  name: 'one',
  kubernetes: '1.35',
  aws: { account: '123456789012', region: 'cn-north-1' },
  eks: {
    nodeGroups: [{ name: 'workers', instanceType: 't3.medium', min: 1, max: 2 }],
    serviceAccounts: [
      { namespace: 'web', name: '${name}', awsPolicies: ['AmazonS3ReadOnlyAccess'] },
    ],
  },
  configRepo: { url: 'git@github.com:example/config-repo' },
  flux: { version: 1, namespace: 'flux' },
  namespaces: [namespace('web')],
  apps: [web({ namespace: 'web'${placed} })],
});
`;
}

let workspace: TestingWorkspace | undefined;
afterEach(() => {
  workspace?.remove();
});

const arn = 'arn:aws-cn:iam::123456789012:role/one-web-';
const at = 'clusters/one/cluster.ts:12:33: warning[SCH012]: no service account';
const carries = 'of this cluster carries the role that is declared for it';

describe('a role of eks.serviceAccounts', () => {
  it.each([
    ['is carried by the account', 'web', '', ''],
    ['is carried by one that a release makes', 'web', ', released: true', ''],
    ['is misspelt', 'wep', '', `${at} "web/wep" ${carries}\n  help: did you mean "web/web"?\n`],
    [
      'is not asked for by the account',
      'web',
      ', annotated: false',
      `${at} "web/web" ${carries}\n  help: annotate the service account with eks.amazonaws.com/role-arn: ${arn}web, or take the role out\n`,
    ],
    [
      'is for something else',
      'autoscaler',
      '',
      `${at} "web/autoscaler" ${carries}\n  help: annotate the service account with eks.amazonaws.com/role-arn: ${arn}autoscaler, or take the role out\n`,
    ],
  ])('%s', async (_title, name, placed, expected) => {
    workspace = new TestingWorkspace([], { 'apps/web/app.ts': app, 'clusters/one/cluster.ts': cluster(name, placed) });
    const { code, out, error } = await workspace.gitops('synth');
    expect({ code, warnings: error }).toEqual({ code: 0, warnings: expect.stringContaining(expected) as string });
    expect(`${out}${error}`.includes('SCH012')).toBe(expected !== '');
  });
});
