import { adoptionHelp, Draft } from './draft';
import type { SynthesizedFile } from '../synth/synthesized-file';

/** A file without an object of its own: the README, or a file of a Helm chart. Only we write those, so any edit is drift. */
export function planText(draft: Draft, file: SynthesizedFile): void {
  const { path } = file;
  const entry = draft.entryAt(path);
  const found = draft.live.entries.get(path);
  // Somebody's own README is theirs, whatever it says.
  if (path === 'README.md' && entry === undefined && found !== undefined) return;
  const edited = entry !== undefined && found?.oid !== entry.blob && found?.oid !== draft.idOf(file.text);
  if (entry !== undefined && found?.oid !== entry.blob) draft.stale = true;
  if (edited && !Draft.names(draft.consents.overwriteDrift, undefined, path)) {
    draft.report(
      found === undefined ? 'OWN003' : 'OWN001',
      {
        source: file.source?.(),
        message: `somebody has ${found === undefined ? 'deleted' : 'edited'} ${path}`,
        help: `take the change into the TypeScript, or undo it with --overwrite-drift ${path}`,
      },
      path,
    );
  }
  if (entry === undefined && found !== undefined && found.oid !== draft.idOf(file.text)) {
    const adoptable = draft.live.inventory === undefined && found.mode !== '120000';
    if (!adoptable)
      draft.report(
        'OWN010',
        {
          source: file.source?.(),
          message: `${path} is not ours, and stands in the way`,
          help: `remove ${path} from the config repository`,
        },
        path,
      );
    else if (!draft.consents.adopt)
      draft.report('OWN009', {
        source: file.source?.(),
        message: `${path} is there already, written by hand`,
        help: adoptionHelp,
      });
  }
  draft.keep(file, file.text);
  if (draft.writes.has(path)) draft.changes.push({ kind: found === undefined ? 'add' : 'change', path, what: path });
}
