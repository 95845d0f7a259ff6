/**
 * What the writer of Flux v1 (kubeyaml on ruamel.yaml 0.17, round trip with preserved quotes) does to our YAML, as edits of
 * text: a value keeps the quotes that it had, a plain one gets single quotes where it would be no string, a comment keeps its
 * column where it can, a new annotation goes to the end.
 */
export function writeImage(text: string, container: string, image: string): string {
  const shapes = [
    new RegExp(`^( *- name: ${container}\\n +image: )(\\S+)(?:( +)(#.*))?$`, 'm'),
    new RegExp(`^( +${container}:\\n +image: )(\\S+)(?:( +)(#.*))?$`, 'm'),
  ];
  const shape = shapes.find((each) => each.test(text));
  return shape === undefined ? text : replaceValue(text, shape, image);
}

/** The tag in `image: {repository, tag}` at the top of a HelmRelease's values. */
export function writeChartTag(text: string, tag: string): string {
  return replaceValue(text, /^( {4}image:\n +repository: \S+\n +tag: )(\S+)(?:( +)(#.*))?$/m, tag);
}

function replaceValue(text: string, shape: RegExp, value: string): string {
  return text.replace(shape, (_, before: string, old: string, gap: string | undefined, comment: string | undefined) => {
    const written = quoteLike(old, value);
    const column = Math.max(written.length + 1, old.length + (gap?.length ?? 0));
    return before + (comment === undefined ? written : written.padEnd(column) + comment);
  });
}

/** Sets annotations, and removes those that are undefined; an empty map of annotations goes. */
export function annotate(text: string, changes: Readonly<Record<string, string | undefined>>): string {
  const lines = text.split('\n');
  const start = lines.indexOf('metadata:') + 1;
  const end = lines.findIndex((line, at) => at >= start && !line.startsWith(' '));
  const metadata = lines.slice(start, end);
  const at = metadata.indexOf('  annotations:');
  const after = metadata.findIndex((line, index) => index > at && !line.startsWith('    '));
  const last = after < 0 ? metadata.length : after;
  const annotations = new Map(
    (at < 0 ? [] : metadata.slice(at + 1, last)).map((line) => {
      const [, key = '', value = ''] = /^ {4}(\S+): (.*)$/.exec(line) ?? [];
      return [key, value];
    }),
  );
  for (const [key, value] of Object.entries(changes)) {
    if (value === undefined) annotations.delete(key);
    else annotations.set(key, quoteLike(annotations.get(key) ?? '', value));
  }
  const block =
    annotations.size === 0 ? [] : ['  annotations:', ...[...annotations].map(([key, value]) => `    ${key}: ${value}`)];
  const changed = at < 0 ? [...metadata, ...block] : [...metadata.slice(0, at), ...block, ...metadata.slice(last)];
  return [...lines.slice(0, start), ...changed, ...lines.slice(end)].join('\n');
}

function quoteLike(old: string, value: string): string {
  if (old.startsWith('"')) return JSON.stringify(value);
  const noString = /^(?:true|false|null|[-+]?\d[\d.]*(?:e[-+]?\d+)?)$/i.test(value);
  return old.startsWith("'") || noString ? `'${value}'` : value;
}
