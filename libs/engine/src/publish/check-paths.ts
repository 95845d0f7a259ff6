import type { Diagnostic } from '@gitops/diagnostics';
import { diagnose } from '../diagnostic';
import type { TreeChange, TreeEntry } from '../git/config-repository';

const kinds: Readonly<Record<string, string>> = { '120000': 'a symbolic link', '160000': 'a submodule' };

/**
 * Where git would replace what is not ours without a word: a directory by a file of its name, or a file, a symbolic link or a
 * submodule by a directory. Git takes such a commit, and everything below is gone.
 * @param entries every file of the repository
 * @throws Error for a path that leaves the repository, which definitions refuse: git would take that too.
 */
export function checkPaths({ writes, deletes }: TreeChange, entries: ReadonlyMap<string, TreeEntry>): readonly Diagnostic[] {
  const going = new Set(deletes);
  const inTheWay = new Map<string, string>();
  for (const path of writes.keys()) {
    if (path.split('/').some((name) => /^(?:\.{0,2}|\.git)$/i.test(name))) throw new Error(`${path} is no path in a repository`);
    const parent = ancestorsOf(path).find((ancestor) => entries.has(ancestor) && !going.has(ancestor));
    if (parent !== undefined) inTheWay.set(parent, kinds[entries.get(parent)?.mode ?? ''] ?? 'a file');
  }
  for (const path of entries.keys()) {
    if (going.has(path)) continue;
    const replaced = ancestorsOf(path).find((ancestor) => writes.has(ancestor));
    if (replaced !== undefined) inTheWay.set(replaced, 'a directory');
  }
  return [...inTheWay].map(([path, what]) =>
    diagnose('OWN010', {
      message: `${path} is ${what} that is not ours, and stands in the way`,
      help: `remove ${path} from the config repository`,
    }),
  );
}

/** `a/b/c` lies below `a` and `a/b`. */
function ancestorsOf(path: string): readonly string[] {
  return [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
}
