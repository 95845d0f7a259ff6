/** From which commit of the monorepo a cluster was last published, though that publish may have changed no file. */
export interface SourceRecord {
  /** The commit in the config repository that says so. */
  readonly oid: string;
  readonly source: string;
}

/**
 * Where a config repository keeps it: beside the branch, in the namespace to which Flux v1 itself pushes its notes
 * (`--git-notes-ref`), so that whatever server Flux works with takes it, and no branch protection is about it.
 */
export function recordRef(cluster: string): string {
  return `refs/notes/gitops/${cluster}/source`;
}

export function recordMessage(cluster: string, source: string): string {
  return `Publish ${cluster} from ${source}\n\nGitops-Cluster: ${cluster}\nGitops-Source: ${source}\n`;
}

/** @returns '' for what publish has not written */
export function sourceIn(commit: string): string {
  return /^Gitops-Source: (\S+)$/m.exec(commit)?.[1] ?? '';
}
