/** What was published of a cluster last, though that publish may have changed no file. */
export interface SourceRecord {
  /** The commit in the config repository that says so. */
  readonly oid: string;
  /** The commit of the monorepo; '' in what publish has not written. */
  readonly source: string;
  /** The object id of the inventory that it left; '' where the record does not tell. */
  readonly inventory: string;
}

/**
 * Where a config repository keeps it: beside the branch, in the namespace to which Flux v1 itself pushes its notes
 * (`--git-notes-ref`), so that whatever server Flux works with takes it, and no branch protection is about it.
 */
export function recordRef(cluster: string): string {
  return `refs/notes/gitops/${cluster}/source`;
}

export function recordMessage(cluster: string, { source, inventory }: Omit<SourceRecord, 'oid'>): string {
  const trailers = [`Gitops-Cluster: ${cluster}`, `Gitops-Source: ${source}`, `Gitops-Inventory: ${inventory}`];
  return `Publish ${cluster} from ${source}\n\n${trailers.join('\n')}\n`;
}

/** @param commit as git keeps it */
export function readRecord(oid: string, commit: string): SourceRecord {
  const trailer = (name: string): string => new RegExp(`^${name}: (\\S+)$`, 'm').exec(commit)?.[1] ?? '';
  return { oid, source: trailer('Gitops-Source'), inventory: trailer('Gitops-Inventory') };
}
