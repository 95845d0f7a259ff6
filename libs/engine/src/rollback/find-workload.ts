import { closest, type Diagnostic } from '@gitops/diagnostics';
import { describe, identityOf, namespaceOf, type Manifest } from '@gitops/manifest';
import { diagnose } from '../diagnostic';
import { identitiesIn, type PublishedWorkload, type PublishedWorkloads } from './published-workloads';

/** The published workload that a person named, by its name, `namespace/kind/name`, Flux's identity or its file. */
export function findWorkload({ workloads, unreadable }: PublishedWorkloads, named: string): PublishedWorkload | Diagnostic {
  const damaged = unreadable.find(
    (file) => file.path === named || identitiesIn(file).some((identity) => identityNames(identity).includes(named)),
  );
  if (damaged !== undefined) {
    const why = damaged.file.kind === 'unreadable' ? damaged.file.why : '';
    return diagnose('LAY006', {
      message: `${named} is in ${damaged.path}, which cannot be edited safely: ${why}`,
      help: `give it a file of its own that is plain YAML; git log -p -- ${damaged.path} tells who changed it`,
    });
  }
  const found = workloads.filter(({ file, path }) => path === named || names(file.manifest).includes(named));
  const [only, ...others] = found;
  if (only === undefined) return unknown(workloads, named);
  if (others.length === 0) return only;
  return diagnose('OWN021', {
    message: `"${named}" is the name of ${found.length} workloads`,
    notes: found.map(({ file, path }) => `${describe(file.manifest)} in ${path}`),
    help: `name one of them in full: ${found.map(({ file }) => fullName(file.manifest)).join(', ')}`,
  });
}

/** `namespace/kind/name`: what says it all and needs no quotes in a shell. */
export function fullName(manifest: Manifest): string {
  return `${namespaceOf(manifest) ?? ''}/${manifest.kind.toLowerCase()}/${manifest.metadata.name}`;
}

function names(manifest: Manifest): readonly string[] {
  return [
    ...identityNames(identityOf(manifest)),
    `${namespaceOf(manifest) ?? ''}/${manifest.kind}/${manifest.metadata.name}`,
    describe(manifest),
  ];
}

function identityNames(identity: string): readonly string[] {
  const [, namespace = '', kind = '', name = ''] = /^([^:]*):([^/]*)\/(.*)$/.exec(identity) ?? [];
  return [identity, name, `${namespace}/${name}`, `${kind}/${name}`, `${namespace}/${kind}/${name}`];
}

function unknown(workloads: readonly PublishedWorkload[], named: string): Diagnostic {
  const manifests = workloads.map(({ file }) => file.manifest);
  const meant = closest(named, manifests.flatMap(names));
  const known = manifests.map((manifest) => manifest.metadata.name).sort();
  const list = known.length > 8 ? `${known.slice(0, 8).join(', ')} and ${known.length - 8} more` : known.join(', ');
  return diagnose('OWN020', {
    message: `no workload "${named}" is published`,
    help:
      meant !== undefined
        ? `did you mean "${meant}"?`
        : known.length > 0
          ? `the workloads are ${list}`
          : 'nothing with an image is published yet',
  });
}
