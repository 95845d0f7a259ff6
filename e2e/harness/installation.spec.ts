import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readInstallation } from './installation';

function golden(component: string, file: string): string {
  return readFileSync(resolve(__dirname, '../../platform', component, 'golden/workloads', file), 'utf8');
}

describe('readInstallation', () => {
  it.each([
    ['flux', 'flux-dep.yaml', '--git-branch=master'],
    ['helm-operator', 'helm-operator-dep.yaml', '--enabled-helm-versions=v3'],
  ])('reads what platform/%s synthesizes', (name, file, argument) => {
    const { args, serviceAccount, namespace } = readInstallation(golden(name, file));
    expect(args).toContain(argument);
    expect({ serviceAccount, namespace }).toEqual({ serviceAccount: name, namespace: 'flux' });
  });

  it.each([
    ['another kind', 'kind: Service\nmetadata: {name: a, namespace: b}\nspec: {}\n'],
    ['two containers', golden('flux', 'flux-dep.yaml').replace('      containers:\n', '      containers:\n      - args: []\n')],
    ['no service account', golden('flux', 'flux-dep.yaml').replace('serviceAccountName', 'other')],
  ])('refuses %s', (_, text) => {
    expect(() => readInstallation(text)).toThrow();
  });
});
