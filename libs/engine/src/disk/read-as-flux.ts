import type { Diagnostic, SourceLocation } from '@gitops/diagnostics';
import {
  describe,
  identityOf,
  isJsonObject,
  isManifest,
  objectsAt,
  readYaml,
  type FileSpec,
  type Json,
  type Manifest,
} from '@gitops/manifest';
import { diagnose } from '../diagnostic';
import { chartDirectories } from './chart-directories';

/** A file to read. */
export interface FileToRead extends FileSpec {
  /** What the text holds, where that is known, so that the text need not be parsed. */
  readonly manifest?: Manifest;
}

/**
 * What stops Flux v1 from reading a directory. It reads every .yaml and .yml below it, but for directories that hold
 * both Chart.yaml and values.yaml; passes over documents without kind; takes the items of a List one by one; and stops
 * its whole sync at one file that does not parse, or at two objects of one identity (fluxcd/flux
 * pkg/cluster/kubernetes/resource/load.go).
 * @param shown the directory as a person knows it
 */
export function readAsFlux(files: readonly FileToRead[], shown: string): readonly Diagnostic[] {
  const charts = chartDirectories(files.map(({ path }) => path));
  const diagnostics: Diagnostic[] = [];
  const seen = new Map<string, SourceLocation>();
  for (const { path, text, manifest } of files) {
    if (!/\.ya?ml$/.test(path) || charts.some((chart) => path.startsWith(chart))) continue;
    const { documents, problems } =
      manifest === undefined ? readYaml(text) : { documents: [{ value: manifest, line: 1, column: 1 }], problems: [] };
    const file = `${shown}/${path}`;
    for (const { message, line, column } of problems) {
      diagnostics.push(
        diagnose('LAY006', { source: { file, line, column }, message: `Flux cannot rely on this YAML: ${message}` }),
      );
    }
    for (const { value, line, column } of documents) {
      for (const object of manifestsIn(value)) {
        const source = { file, line, column };
        const first = seen.get(identityOf(object));
        if (first === undefined) seen.set(identityOf(object), source);
        else diagnostics.push(duplicate(object, source, first));
      }
    }
  }
  return diagnostics;
}

function manifestsIn(value: Json): readonly Manifest[] {
  if (isManifest(value)) return [value];
  const isList = isJsonObject(value) && typeof value['kind'] === 'string' && value['kind'].endsWith('List');
  return isList ? objectsAt(value['items']).filter(isManifest) : [];
}

function duplicate(manifest: Manifest, source: SourceLocation, first: SourceLocation): Diagnostic {
  return diagnose('LAY002', {
    source,
    message: `Flux takes ${describe(manifest)} for the object of the same kind and name at ${first.file}:${first.line}`,
    help: 'remove one of the two',
  });
}
