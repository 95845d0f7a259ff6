/** One line of a difference: gone, new, or there on both sides. */
export interface DiffLine {
  readonly mark: '-' | '+' | ' ';
  readonly text: string;
}

/** Lines on either side of a difference that say where it is. */
const context = 2;
/** Cells of the table below, beyond which old and new are shown one after the other. */
const tableLimit = 1_000_000;

/** What differs between two texts, line by line, with a little of what is around it. */
export function lineDiff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  const lines = [
    ...before.slice(0, start).map(same),
    ...changedLines(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
  return nearChanges(lines);
}

/** By the longest common subsequence. */
function changedLines(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
  if (before.length * after.length > tableLimit) return [...before.map(gone), ...after.map(added)];
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [diagonal = 0, down = 0, right = 0] = [
        common[(i + 1) * width + j + 1],
        common[(i + 1) * width + j],
        common[i * width + j + 1],
      ];
      common[i * width + j] = before[i] === after[j] ? diagonal + 1 : Math.max(down, right);
    }
  }
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [old, next] = [before[i], after[j]];
    if (old !== undefined && old === next) {
      lines.push(same(old));
      i += 1;
      j += 1;
    } else if (
      old !== undefined &&
      (next === undefined || (common[(i + 1) * width + j] ?? 0) >= (common[i * width + j + 1] ?? 0))
    ) {
      lines.push(gone(old));
      i += 1;
    } else {
      lines.push(added(next ?? ''));
      j += 1;
    }
  }
  return lines;
}

function nearChanges(lines: readonly DiffLine[]): readonly DiffLine[] {
  const shown = new Set(
    lines.flatMap(({ mark }, at) =>
      mark === ' ' ? [] : Array.from({ length: 2 * context + 1 }, (_, step) => at + step - context),
    ),
  );
  const there = (at: number): boolean => shown.has(at) || at < 0 || at >= lines.length;
  return lines.flatMap((line, at) => {
    // Three dots in place of one line would save nothing.
    if (there(at) || (there(at - 1) && there(at + 1))) return [line];
    return there(at - 1) ? [{ mark: ' ', text: '...' } as const] : [];
  });
}

const same = (text: string): DiffLine => ({ mark: ' ', text });
const gone = (text: string): DiffLine => ({ mark: '-', text });
const added = (text: string): DiffLine => ({ mark: '+', text });
