import { describe, isManifest, readYaml, type Manifest } from '@gitops/manifest';

/** What a published file holds. */
export type LiveFile =
  | { readonly kind: 'object'; readonly manifest: Manifest; readonly text: string }
  /** No YAML, or YAML that is more than one plain object. */
  | { readonly kind: 'unreadable'; readonly text: string; readonly why: string; readonly objects: readonly Manifest[] };

/** Reads a published file as the one object that it should be. */
export function readLive(text: string): LiveFile {
  const { documents, problems } = readYaml(text);
  const objects = documents.map(({ value }) => value).filter(isManifest);
  const [problem] = problems;
  if (problem !== undefined) return { kind: 'unreadable', text, why: `${problem.message} (line ${problem.line})`, objects };
  const [manifest, ...others] = objects;
  if (manifest === undefined) return { kind: 'unreadable', text, why: 'it holds no Kubernetes object', objects };
  if (others.length > 0 || documents.length > 1) {
    return {
      kind: 'unreadable',
      text,
      why: `it holds ${documents.length} documents: ${objects.map(describe).join(', ')}`,
      objects,
    };
  }
  return { kind: 'object', manifest, text };
}
