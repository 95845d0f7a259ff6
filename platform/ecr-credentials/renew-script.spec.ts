import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renewScript } from './renew-script';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'renew-script-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function program(name: string, ...lines: readonly string[]): void {
  writeFileSync(join(folder, name), ['#!/bin/bash', ...lines, ''].join('\n'));
  chmodSync(join(folder, name), 0o755);
}

/** Runs the script with programs of the test in place of those of the image, and a `sleep` that ends it. */
function run(): ReturnType<typeof spawnSync> {
  writeFileSync(join(folder, 'token'), 'the-token');
  program('sleep', 'echo "slept $1"', 'kill -TERM "$PPID"', 'exec tail -f /dev/null --pid="$PPID"');
  const script = renewScript
    .replace('account=/var/run/secrets/kubernetes.io/serviceaccount', `account=${folder}`)
    .replaceAll('/tmp/patch', join(folder, 'patch'));
  return spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    // Given a socket to read from, bash would take itself for a remote shell and read the user's settings.
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: `${folder}:${process.env['PATH'] ?? ''}`,
      REGISTRY: 'registry.example.com',
      SECRET_URL: 'https://api/secrets/a',
      INTERVAL: '60',
    },
  });
}

const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the renewal script', () => {
  const token = Buffer.from('AWS:password').toString('base64');

  it('patches the Secret with a docker config, sleeps, and ends when it is told to', () => {
    program('aws', `echo "$@" > ${folder}/aws-args`, `echo ${token}`);
    program('curl', `echo "$@" > ${folder}/curl-args`, `cat > ${folder}/curl-config`, `cp ${folder}/patch ${folder}/sent`);
    const { status, stdout, stderr } = run();
    expect([status, stderr]).toEqual([0, '']);
    expect(stdout).toContain('renewed the credentials of registry.example.com\n');
    expect(stdout).toContain('slept 60\n');
    expect(read('aws-args')).toContain('ecr get-authorization-token');
    const { data } = JSON.parse(read('sent')) as { readonly data: Readonly<Record<string, string>> };
    expect(JSON.parse(Buffer.from(data['config.json'] ?? '', 'base64').toString())).toEqual({
      auths: { 'https://registry.example.com': { auth: token } },
    });
    expect(read('curl-config')).toBe('header = "Authorization: Bearer the-token"');
    expect(read('curl-args')).toMatch(
      /--request PATCH .*--header Content-Type: application\/merge-patch\+json .*https:\/\/api\/secrets\/a/,
    );
    expect(read('curl-args')).not.toContain('the-token');
  });

  it.each([
    ['ECR', 'exit 254', 'exit 0', 254],
    ['the API server', `echo ${token}`, 'cat > /dev/null; exit 22', 22],
  ])('fails where %s refuses', (_, aws, curl, code) => {
    program('aws', aws);
    program('curl', curl);
    const { status, stdout } = run();
    expect(status).toBe(code);
    expect(stdout).toBe('');
  });
});
