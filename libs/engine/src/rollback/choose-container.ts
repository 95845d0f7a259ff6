import { closest, type Diagnostic, type SourceLocation } from '@gitops/diagnostics';
import { describe, identityOf } from '@gitops/manifest';
import { fluxContainers, fluxOwnedContainers, tagOf, type FluxContainer } from '@gitops/ownership';
import { diagnose } from '../diagnostic';
import type { BuiltObject } from '../synth/built-object';
import type { FoundWorkload } from './change-workload';
import { fullName } from './find-workload';

/**
 * The container whose tag is rolled back: the one that is named, or the only one whose tag Flux owns. What TypeScript calls
 * automated counts even where fluxctl has switched the automation off: publish carries its tag all the same.
 */
export function chooseContainer(found: FoundWorkload, named: string | undefined): FluxContainer | Diagnostic {
  const { manifest } = found.workload.file;
  const all = fluxContainers(manifest);
  const declared = declaredObject(found);
  const names = new Set(
    [manifest, ...(declared ? [declared.manifest] : [])].flatMap((object) => fluxOwnedContainers(object).map(({ name }) => name)),
  );
  const owned = all.filter(({ name }) => names.has(name));
  const [first, ...others] = named === undefined ? owned : all.filter(({ name }) => name === named);
  if (named !== undefined && first === undefined) return noSuchContainer(found, all, named);
  if (first === undefined) return pinned(found, all[0]);
  if (others.length > 0) return several(found, owned);
  if (!owned.includes(first)) return pinned(found, first);
  if (first.reference?.digest !== '' || tagOf(first) === '') return untagged(found, first);
  return first;
}

function noSuchContainer({ workload }: FoundWorkload, all: readonly FluxContainer[], named: string): Diagnostic {
  const known = all.map(({ name }) => name);
  const meant = closest(named, known);
  return diagnose('OWN023', {
    message: `${describe(workload.file.manifest)} has no container "${named}"`,
    help: meant !== undefined ? `did you mean "${meant}"?` : `the containers are ${known.join(', ')}`,
  });
}

function several({ workload, loaded }: FoundWorkload, owned: readonly FluxContainer[]): Diagnostic {
  const command = `gitops rollback ${loaded.name} ${fullName(workload.file.manifest)}`;
  return diagnose('OWN023', {
    message: `Flux owns the tags of ${owned.length} containers of ${describe(workload.file.manifest)}`,
    notes: owned.map((container) => `${container.name} runs "${tagOf(container)}"`),
    help: `name one: ${command} --container ${owned[0]?.name ?? ''}; the lock holds them all`,
  });
}

/** A lock would not hold what TypeScript sets: the next publish would put the tag back. */
function pinned(found: FoundWorkload, container: FluxContainer | undefined): Diagnostic {
  const what = describe(found.workload.file.manifest);
  const image = container === undefined ? 'its image' : `container ${container.name} (${container.image})`;
  const source = declaredAt(found, container);
  return diagnose('OWN022', {
    source,
    message: `TypeScript owns the tag of ${image} in ${what}, so a rollback here would be undone by the next publish`,
    help: `set the earlier tag ${source === undefined ? 'where the image is declared' : 'in this line'}, and publish`,
  });
}

function untagged({ workload }: FoundWorkload, { name, image }: FluxContainer): Diagnostic {
  return diagnose('OWN024', {
    message: `container ${name} of ${describe(workload.file.manifest)} runs ${image}, which is no plain tag to go back from`,
    help: 'declare the image with a tag and without a digest, and publish that first',
  });
}

/** The line with `pinned(...)`, or the one that places the app. */
function declaredAt(found: FoundWorkload, container: FluxContainer | undefined): SourceLocation | undefined {
  const object = declaredObject(found);
  const { reporter } = found.loaded;
  if (object === undefined) return undefined;
  const declared = fluxContainers(object.manifest).find(({ name }) => name === container?.name);
  const image = object.images.find(({ reference }) => reference === declared?.image);
  return reporter.locate(image?.origin) ?? reporter.locate(object.origin) ?? reporter.locate(object.placement.origin);
}

function declaredObject({ workload, synthesis }: FoundWorkload): BuiltObject | undefined {
  const wanted = identityOf(workload.file.manifest);
  return synthesis.objects.find(({ manifest, published }) => published && identityOf(manifest) === wanted);
}
