import { closest } from '@gitops/diagnostics';
import { isJsonObject, objectAt, objectsAt, stringAt, type Json, type JsonObject } from '@gitops/manifest';
import type { IndexPath, Issue } from '../finding';
import { containersOf, podTemplatesOf } from '../pod-template';
import { amountOf, computeResources, containerResourceProblem, isContainerResource } from './resource-name';
import type { Rule } from './rule';

/** Requests and limits of containers. */
export const invalidResources: Rule = function* (manifest) {
  for (const template of podTemplatesOf(manifest)) {
    const claims = new Set(objectsAt(template.spec['resourceClaims']).map(({ name }) => stringAt(name)));
    for (const { container, path } of containersOf(template)) {
      const resources = container['resources'];
      if (isJsonObject(resources)) yield* resourceIssues(resources, [...path, 'resources'], claims);
    }
  }
};

function* resourceIssues(resources: JsonObject, path: IndexPath, claims: ReadonlySet<string | undefined>): Generator<Issue> {
  const [limits, requests] = [objectAt(resources['limits']), objectAt(resources['requests'])];
  yield* listIssues(limits, [...path, 'limits']);
  yield* listIssues(requests, [...path, 'requests']);
  for (const [name, request] of Object.entries(requests)) {
    const at = [...path, 'requests', name];
    const [asked, limit] = [amountOf(request), amountOf(limits[name])];
    if (asked === undefined) continue;
    if (limit !== undefined && asked > limit) {
      const message = `the request of ${show(request)} ${name} is above the limit of ${show(limits[name])}`;
      yield { code: 'K8S026', path: at, message, help: 'raise the limit or lower the request' };
    } else if (!computeResources.includes(name) && containerResourceProblem(name) === undefined && asked !== limit) {
      const help = `set limits["${name}"] to the same`;
      yield { code: 'K8S026', path: at, message: `the request of ${name} must be its limit: it cannot be shared`, help };
    }
  }
  for (const [index, claim] of objectsAt(resources['claims']).entries()) {
    if (claims.has(stringAt(claim['name']))) continue;
    yield {
      code: 'K8S026',
      path: [...path, 'claims', index, 'name'],
      message: `the pod has no resource claim "${String(claim['name'])}"`,
    };
  }
}

function* listIssues(list: JsonObject, path: IndexPath): Generator<Issue> {
  for (const [name, quantity] of Object.entries(list)) {
    const problem = containerResourceProblem(name);
    if (problem !== undefined) {
      const meant = closest(name, computeResources);
      const help = meant === undefined ? undefined : `did you mean "${meant}"?`;
      yield { code: 'K8S026', path: [...path, name], message: `"${name}" ${problem}`, help };
    }
    const value = amountOf(quantity);
    if (value !== undefined && value < 0) {
      yield { code: 'K8S026', path: [...path, name], message: `${name} must not be negative, and is ${show(quantity)}` };
    } else if (value !== undefined && !Number.isInteger(value) && !isContainerResource(name)) {
      yield { code: 'K8S026', path: [...path, name], message: `${name} must be a whole number, and is ${show(quantity)}` };
    }
  }
}

function show(quantity: Json | undefined): string {
  return String(quantity);
}
