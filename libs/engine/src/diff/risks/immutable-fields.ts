import { differences, formatPath, groupOf, valueAt, type Difference, type Json, type Manifest } from '@gitops/manifest';
import { immutableRules, type ImmutableRule } from './immutable-rules';
import type { FindRisks } from './risk';

const usualAdvice = 'delete it in the cluster and Flux makes it anew, or give it another name';
/** More fields than these are counted. */
const named = 3;

/** Fields that the API server refuses to change: the publish goes through, and Flux fails on the object from then on. */
export const immutableFields: FindRisks = ({ what, before, after }, { facts }) => {
  if (before === undefined || after === undefined) return [];
  const minor = Number(facts.kubernetes.slice('1.'.length));
  return immutableRules
    .filter((rule) => applies(rule, before, after, minor))
    .map((rule) => ({ rule, changed: changedFields(rule, before, after) }))
    .filter(({ changed }) => changed.length > 0)
    .map(({ rule, changed }) => ({
      name: 'immutable-field',
      what,
      detail: listed(changed.map(({ path }) => formatPath(path))),
      consequence: `the API server refuses the change, and Flux fails on this object at every sync; ${rule.advice ?? usualAdvice}`,
    }));
};

function applies(
  { group, kinds, until = Infinity, when }: ImmutableRule,
  before: Manifest,
  after: Manifest,
  minor: number,
): boolean {
  const same = [before, after].every(({ apiVersion, kind }) => groupOf(apiVersion) === group && kinds.includes(kind));
  return same && minor < until && (when === undefined || when(before, after));
}

function changedFields(
  { fields, except = [], defaults = {} }: ImmutableRule,
  before: Manifest,
  after: Manifest,
): readonly Difference[] {
  return fields
    .flatMap((field) => differences(valueAt(before, field.split('.')), valueAt(after, field.split('.')), field.split('.')))
    .filter(({ path, before: from, after: to }) => {
      const name = formatPath(path);
      const filledIn: Json | undefined = Object.hasOwn(defaults, name) ? defaults[name] : undefined;
      return !except.some((free) => `${name}.`.startsWith(`${free}.`)) && (from ?? filledIn) !== (to ?? filledIn);
    });
}

function listed(fields: readonly string[]): string {
  const rest = fields.length - named;
  return rest > 0 ? `${fields.slice(0, named).join(', ')} and ${rest} more` : fields.join(', ');
}
