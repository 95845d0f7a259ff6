import { PropsError } from '@gitops/diagnostics';
import { k8s } from 'cdk8s-plus-27';
import { Construct } from 'constructs';
import { z } from 'zod';
import type { Mount } from './controller';

/** The Secret with the deploy key, beside Flux: `identity` is the private half. Bootstrap makes it; it is never in git. */
export const deployKeySecret = 'flux-git-deploy';

/** A line of a known_hosts file (sshd(8)), with the host's name as ssh is given it: `[host]:port` but for port 22. */
export const KnownHost = z
  .string()
  .regex(
    /^[^\s#@|]+ (?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]+={0,2}$/,
    'expected a line of a known_hosts file, such as "git.example.com ssh-ed25519 AAAA..."',
  );

/**
 * GitHub's host keys (GitHub Docs, "GitHub's SSH key fingerprints"). Without its RSA key: the images of Flux and of the
 * Helm Operator, built in 2022, hold the one that GitHub replaced in 2023 because its private half had been public.
 */
export const githubHostKeys: readonly string[] = [
  'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
  'github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=',
];

export interface GitAccessProps {
  /** The component that is given the access. */
  readonly what: string;
  readonly namespace: string;
  /** The repository. */
  readonly url: string;
  /** Whether it writes to the repository too: over ssh, since over https it would need a password in its arguments. */
  readonly pushes?: boolean;
  /** Lines of a known_hosts file. Default: GitHub's, for a repository on GitHub. */
  readonly knownHosts?: readonly string[] | undefined;
}

/**
 * What git over ssh needs in the images of Flux and of the Helm Operator: the deploy key, and the keys of hosts to trust,
 * in place of those that were right when the image was built. A change of either reaches the pod when it next starts.
 * Throws PropsError where no key of the repository's host is known, since every fetch would fail, and where it cannot push.
 */
export class GitAccess extends Construct {
  readonly mounts: readonly Mount[];

  constructor(scope: Construct, id: string, { what, namespace, url, pushes = false, knownHosts }: GitAccessProps) {
    super(scope, id);
    if (pushes && /^https?:/.test(url)) throw notPushable(what, url);
    const host = sshHost(url);
    const lines = knownHosts ?? githubHostKeys;
    if (host !== undefined && !lines.some((line) => hostsOf(line).includes(host))) throw unknownHost(what, host);
    const name = `${what}-known-hosts`;
    new k8s.KubeConfigMap(this, 'known-hosts', {
      metadata: { name, namespace },
      data: { known_hosts: lines.map((line) => `${line}\n`).join('') },
    });
    this.mounts = [
      // Not readable for others: fluxd changes any other mode than 0400, which cannot be done to a Secret's volume.
      { volume: { name: 'git-key', secret: { secretName: deployKeySecret, defaultMode: 0o400 } }, path: '/etc/fluxd/ssh' },
      { volume: { name: 'known-hosts', configMap: { name } }, path: '/etc/ssh/ssh_known_hosts', subPath: 'known_hosts' },
    ];
  }
}

function hostsOf(line: string): readonly string[] {
  return line.slice(0, line.indexOf(' ')).split(',');
}

/** The host as known_hosts spells it; undefined for a URL that needs no ssh. */
function sshHost(url: string): string | undefined {
  const [, host = '', port] = /^ssh:\/\/(?:[^/@]*@)?([^/:]+)(?::(\d+))?(?:\/|$)/.exec(url) ?? [];
  if (host !== '') return port === undefined || port === '22' ? host : `[${host}]:${port}`;
  return /^[\w.-]+@([\w.-]+):/.exec(url)?.[1];
}

function unknownHost(what: string, host: string): PropsError {
  const message = `no key of ${host} is known, and ssh refuses a host that it does not know`;
  const help = `give its keys: knownHosts: ['${host} ssh-ed25519 ...'], as "ssh-keyscan" prints them, compared with what the host publishes`;
  return new PropsError(what, [{ path: ['knownHosts'], unknownKey: false, message, help }], unknownHost, 'placement');
}

function notPushable(what: string, url: string): PropsError {
  const message = `it cannot push to ${url}: its deploy key is for ssh`;
  const path = ['configRepo', 'url'];
  const help = 'write it as ssh does, such as "git@github.com:org/config-repo"';
  return new PropsError(what, [{ path, unknownKey: false, message, help }], notPushable, 'cluster');
}
