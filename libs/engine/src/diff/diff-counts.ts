import type { ClusterDiff, ObjectChange } from './cluster-diff';
import { riskTitles, type Risk } from './risks/risk';

/** What a kind of change is called, and marked with, wherever one is shown. */
export const changeWords: Readonly<Record<ObjectChange['kind'], { readonly mark: string; readonly word: string }>> = {
  add: { mark: '+', word: 'new' },
  change: { mark: '~', word: 'changed' },
  move: { mark: '>', word: 'moved' },
  remove: { mark: '-', word: 'removed' },
};

/** `1 new, 2 changed, 1 removed`. */
export function changeCounts({ changes, inventoryAlone }: Pick<ClusterDiff, 'changes' | 'inventoryAlone'>): string {
  const counts = Object.entries(changeWords).map(
    ([kind, { word }]) => [changes.filter((change) => change.kind === kind).length, word] as const,
  );
  const parts = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  if (parts.length > 0) return parts.join(', ');
  return inventoryAlone ? 'the inventory alone' : 'no differences';
}

/** Risks of one kind with one consequence, which need telling only once. */
export interface RiskGroup {
  readonly title: string;
  readonly consequence: string;
  readonly risks: readonly Risk[];
}

export function groupRisks(risks: readonly Risk[]): readonly RiskGroup[] {
  const groups = new Map<string, RiskGroup>();
  for (const risk of risks) {
    const { name, consequence } = risk;
    const key = JSON.stringify([name, consequence]);
    groups.set(key, { title: riskTitles[name], consequence, risks: [...(groups.get(key)?.risks ?? []), risk] });
  }
  return [...groups.values()];
}

export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
