import { differences, formatPath } from '@gitops/manifest';
import { fluxContainers, fluxOwnedContainers, repositoryOf, tagOf } from '@gitops/ownership';
import type { FindRisks } from './risk';

/** A container pulls from somewhere else than before. */
export const imageRepository: FindRisks = ({ what, before, after }) => {
  if (before === undefined || after === undefined) return [];
  const published = new Map(fluxContainers(before).map((container) => [container.name, repositoryOf(container)]));
  return fluxContainers(after).flatMap((container) => {
    const from = published.get(container.name);
    const to = repositoryOf(container);
    if (from === undefined || from === to) return [];
    const consequence = `check that ${container.image} is there and that the nodes may pull it: a tag of the old repository means nothing in the new one`;
    return [{ name: 'image-repository', what, detail: `container ${container.name}: ${from} becomes ${to}`, consequence }];
  });
};

/** `replicas` of a workload, or what charts call it in the values of a HelmRelease. */
const replicaFields: ReadonlySet<unknown> = new Set(['replicas', 'replicaCount']);

export const scaledToZero: FindRisks = ({ what, before, after }) => {
  if (before === undefined || after === undefined) return [];
  return differences(before, after)
    .filter(({ path, after: value }) => replicaFields.has(path.at(-1)) && value === 0)
    .map(({ path }) => ({
      name: 'scaled-to-zero',
      what,
      detail: `${formatPath(path)} becomes 0`,
      consequence: 'all of its pods stop, and nothing answers for them',
    }));
};

/** Flux has never written a tag for this container, nor was there one to take over. */
export const initialTag: FindRisks = ({ what, before, after }, { carried }) => {
  if (after === undefined) return [];
  const published = new Set(before === undefined ? [] : fluxContainers(before).map(({ name }) => name));
  return fluxOwnedContainers(after)
    .filter(({ name }) => !published.has(name) && !carried.some((each) => each.what === what && each.container === name))
    .map((container) => ({
      name: 'initial-tag',
      what,
      detail: `container ${container.name} starts from ${tagOf(container)}`,
      consequence: `${repositoryOf(container)}:${tagOf(container)} must be in the registry; from there Flux goes on to the newest tag that the filter admits`,
    }));
};
