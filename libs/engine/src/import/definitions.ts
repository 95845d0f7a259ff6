import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Document, parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { ImportRefused } from './import-refused';

/** The CustomResourceDefinitions of one API group. */
export interface Definitions {
  readonly group: string;
  /** Sorted. */
  readonly kinds: readonly string[];
  /** The definitions alone, as YAML documents. */
  readonly yaml: string;
}

/** What is needed of a definition here; the generator and the API server's schema see to the rest. */
const Definition = z.looseObject({
  apiVersion: z.literal('apiextensions.k8s.io/v1', 'expected apiextensions.k8s.io/v1, the only version since Kubernetes 1.22'),
  kind: z.literal('CustomResourceDefinition'),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    group: z.string().regex(/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/, 'expected a DNS name'),
    names: z.looseObject({ kind: z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'expected a name such as CronTab') }),
    versions: z.array(z.looseObject({ name: z.string() })).min(1),
  }),
});
type Definition = z.output<typeof Definition>;

/** How long a download may take, in milliseconds. */
const patience = 30_000;

/**
 * The text of a file or of an http(s) URL.
 * @param source a path from the working directory, or a URL
 */
export async function readSource(source: string): Promise<string> {
  if (/^https?:\/\//.test(source)) return download(source);
  const file = resolve(source);
  if (!existsSync(file)) throw new ImportRefused(`there is no file "${source}"; give a file or an https:// URL`, 'usage');
  return readFileSync(file, 'utf8');
}

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(patience) });
    if (response.ok) return await response.text();
    throw new ImportRefused(`${url} answers ${response.status} ${response.statusText}`, 'failure');
  } catch (thrown) {
    if (thrown instanceof ImportRefused) throw thrown;
    const { cause, message } = thrown as Error;
    throw new ImportRefused(`cannot download ${url}: ${cause instanceof Error ? cause.message : message}`, 'failure');
  }
}

/** The definitions in a YAML text, by group, sorted; everything else in it is passed over. */
export function definitionsIn(text: string, source: string): readonly Definitions[] {
  const groups = new Map<string, Definition[]>();
  for (const document of parseAllDocuments(text)) {
    const [error] = document.errors;
    if (error !== undefined)
      throw new ImportRefused(`${source} is no YAML: ${error.message.split('\n')[0] ?? ''}`, 'definitions');
    for (const candidate of candidatesIn(document.toJS())) {
      const definition = parse(candidate, source);
      groups.set(definition.spec.group, [...(groups.get(definition.spec.group) ?? []), definition]);
    }
  }
  if (groups.size === 0) throw new ImportRefused(`${source} holds no CustomResourceDefinition`, 'definitions');
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([group, definitions]) => ({
      group,
      kinds: [...new Set(definitions.map(({ spec }) => spec.names.kind))].sort(),
      yaml: definitions.map((definition) => `---\n${new Document(definition).toString({ lineWidth: 0 })}`).join(''),
    }));
}

const Candidate = z.looseObject({ kind: z.literal('CustomResourceDefinition') });
const List = z.looseObject({ kind: z.literal('List'), items: z.array(z.unknown()) });

function candidatesIn(value: unknown): readonly unknown[] {
  const list = List.safeParse(value);
  if (list.success) return list.data.items.flatMap(candidatesIn);
  return Candidate.safeParse(value).success ? [value] : [];
}

function parse(candidate: unknown, source: string): Definition {
  const { data, error } = Definition.safeParse(candidate);
  if (data !== undefined) return data;
  const [issue] = error.issues;
  const field = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
  throw new ImportRefused(
    `${source} holds a CustomResourceDefinition that is invalid${field}: ${issue?.message ?? ''}`,
    'definitions',
  );
}
