import type { PlannedChange, Plan } from './plan-types';

const verbs: Readonly<Record<PlannedChange['kind'], string>> = { add: 'Add', change: 'Change', move: 'Move', remove: 'Remove' };

/**
 * The message of a publish, for people first, then trailers for machines (git interpret-trailers reads them):
 * `Gitops-Cluster`, `Gitops-Source`, and one `Gitops-Change: <kind> <path>` for each file.
 */
export function commitMessage({ changes, carried, inventory }: Plan): string {
  const [only, ...more] = changes;
  const many = `Publish ${inventory.cluster}: ${counts(changes)}`;
  const one = only === undefined ? `Record what is published of ${inventory.cluster}` : `${verbs[only.kind]} ${only.what}`;
  const subject = more.length > 0 ? many : one;
  const lines = changes.map(({ kind, what, path }) => `- ${kind} ${what === path ? path : `${what} (${path})`}`);
  const kept = carried.map(({ what, container, published }) => `- ${what}: ${container} stays at ${published}`);
  const trailers = [
    `Gitops-Cluster: ${inventory.cluster}`,
    ...(inventory.source === '' ? [] : [`Gitops-Source: ${inventory.source}`]),
    ...changes.map(({ kind, path }) => `Gitops-Change: ${kind} ${path}`),
  ];
  return [
    subject,
    ...(more.length > 0 ? [lines.join('\n')] : []),
    ...(kept.length > 0 ? [`Kept as published:\n${kept.join('\n')}`] : []),
    `${trailers.join('\n')}\n`,
  ].join('\n\n');
}

function counts(changes: readonly PlannedChange[]): string {
  const kinds = ['add', 'change', 'move', 'remove'] as const;
  const parts = kinds.map((kind) => [kind, changes.filter((change) => change.kind === kind).length] as const);
  return parts
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${count} ${{ add: 'new', change: 'changed', move: 'moved', remove: 'removed' }[kind]}`)
    .join(', ');
}
