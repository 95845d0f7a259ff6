import { countText, formatLocation, hasErrors, type Diagnostic } from '@gitops/diagnostics';
import { toYaml, type Manifest } from '@gitops/manifest';
import type { ClusterDiff, DiffResult, ObjectChange } from './cluster-diff';
import { changeCounts, changeWords, counted, groupRisks, type RiskGroup } from './diff-counts';
import { fieldLines } from './field-lines';
import { code, commentLimit, fence, fit, fold, htmlCode, prose, type Block } from './markdown';

/** Longer parts are folded, and so are all of them where there are many. */
const openLines = 12;
const openChanges = 8;
const openItems = 10;
/** Of one object; the rest is counted. */
const mostLines = 300;

/**
 * Diffs as one comment on a pull request: for each cluster what would stop the publish, risks, then each object, folded where
 * it is long.
 * @param limit in characters, for all clusters together; default: what GitHub takes
 */
export function renderDiffMarkdown(results: readonly DiffResult[], limit = commentLimit): string {
  const each = Math.floor(limit / Math.max(1, results.length)) - 1;
  return results.map((result) => renderOne(result, each)).join('\n');
}

function renderOne(result: DiffResult, limit: number): string {
  const { cluster, diff, diagnostics } = result;
  const errors = diagnostics.filter((diagnostic) => hasErrors([diagnostic]));
  const warnings = diagnostics.filter((diagnostic) => !hasErrors([diagnostic]));
  const blocks: readonly Block[] = [
    { full: headline(result) },
    ...diagnosticBlocks('What would stop the publish', errors),
    ...diagnosticBlocks('Warnings', warnings),
    ...(diff === undefined ? [] : [...riskBlocks(diff), ...changeBlocks(diff), ...carriedBlocks(diff)]),
  ];
  const rest = (left: number): string =>
    `${counted(left, 'more part')} of this diff ${left === 1 ? 'is' : 'are'} left out, because a comment holds ${commentLimit.toLocaleString('en-US')} characters. ${code(`gitops diff ${cluster}`)} shows all of it.`;
  return fit(blocks, rest, limit);
}

function headline({ cluster, diff, diagnostics }: DiffResult): string {
  const title = `## gitops diff: ${code(cluster)}`;
  if (diff === undefined) return `${title}\n\n**No diff:** ${countText(diagnostics)}`;
  const { risks, carried, repository, branch, directory, first } = diff;
  const stops = hasErrors(diagnostics) ? `, and ${countText(diagnostics)}` : '';
  const counts = [
    `**${changeCounts(diff)}**${stops}`,
    ...(risks.length > 0 ? [`${counted(risks.length, 'risk')}`] : []),
    ...(carried.length > 0 ? [`${counted(carried.length, 'tag')} ${carried.length === 1 ? 'stays' : 'stay'} as published`] : []),
  ];
  const place = `Against ${directory === '' ? '' : `${code(`${directory}/`)} on `}branch ${code(branch)} of ${code(repository)}`;
  return `${title}\n\n${counts.join(' · ')}\n\n${place}${first ? ', where nothing of this cluster has been published yet' : ''}`;
}

function diagnosticBlocks(title: string, diagnostics: readonly Diagnostic[]): readonly Block[] {
  return section(
    title,
    diagnostics.map(({ code: id, source, message, notes = [], help }) => {
      const place = source === undefined ? '' : ` ${code(formatLocation(source))}`;
      const head = `- **${id}**${place} ${prose(message)}`;
      const below = [
        ...notes.map((note) => `  - ${prose(note)}`),
        ...(help === undefined ? [] : [`  - **help:** ${prose(help)}`]),
      ];
      return { full: [head, ...below].join('\n'), brief: head };
    }),
  );
}

function riskBlocks({ risks }: ClusterDiff): readonly Block[] {
  return section('Risks', groupRisks(risks).map(riskBlock));
}

function riskBlock({ title, consequence, risks }: RiskGroup): Block {
  const head = `- **${prose(title)}:** ${prose(consequence)}`;
  const items = risks.map(({ what, detail }) => `  - ${code(what)}: ${prose(detail)}`);
  const open = items.slice(0, openItems).join('\n');
  const folded = items
    .slice(openItems)
    .map((item) => item.slice(2))
    .join('\n');
  const more = folded === '' ? '' : `\n\n${fold(`${items.length - openItems} more`, folded).replaceAll(/^(?=.)/gm, '  ')}`;
  return { full: `${head}\n${open}${more}`, brief: `${head} (${counted(items.length, 'object')})` };
}

function changeBlocks({ changes }: ClusterDiff): readonly Block[] {
  const many = changes.length > openChanges;
  return section(
    'Changes',
    changes.map((change) => changeBlock(change, many)),
  );
}

function changeBlock(change: ObjectChange, many: boolean): Block {
  const { kind, what, path, from, manifest, fields } = change;
  const { word } = changeWords[kind];
  const place = [...(from === undefined ? [] : [from]), path].map(code).join(' to ');
  const brief = `- **${word}** ${code(what)}${what === path ? '' : ` in ${place}`}`;
  if (manifest !== undefined)
    return { full: fold(`<b>${word}</b> ${htmlCode(what)} in ${htmlCode(path)}`, yaml(manifest)), brief };
  const lines = fields.flatMap(fieldLines).map(({ mark, text }) => `${mark} ${text}`);
  if (lines.length === 0) return { full: brief };
  const rest = lines.length - mostLines;
  const body = fence(rest > 0 ? [...lines.slice(0, mostLines), `  ... ${rest} more lines`] : lines, 'diff');
  if (many || lines.length > openLines) {
    const summary = `<b>${word}</b> ${htmlCode(what)}${from === undefined ? '' : ` from ${htmlCode(from)}`} (${counted(fields.length, 'field')})`;
    return { full: fold(summary, body), brief };
  }
  return { full: `**${word}** ${code(what)}${what === path ? '' : ` in ${place}`}\n\n${body}`, brief };
}

function yaml(manifest: Manifest): string {
  const lines = toYaml(manifest).trimEnd().split('\n').slice(1);
  const rest = lines.length - mostLines;
  return fence(rest > 0 ? [...lines.slice(0, mostLines), `# ${rest} more lines`] : lines, 'yaml');
}

function carriedBlocks({ carried }: ClusterDiff): readonly Block[] {
  if (carried.length === 0) return [];
  const items = carried.map(
    ({ what, container, declared, published }) =>
      `- ${code(what)}: container ${code(container)} stays at ${code(published)}; TypeScript declares ${code(declared)}`,
  );
  const title = '### Stays as published';
  const list = items.length > openItems ? fold(counted(items.length, 'tag'), items.join('\n')) : items.join('\n');
  return [{ full: `${title}\n\n${list}`, brief: `${title}\n\n${counted(items.length, 'tag')}` }];
}

/** A heading is part of the first block below it, so that neither stands without the other. */
function section(title: string, blocks: readonly Block[]): readonly Block[] {
  const [first, ...others] = blocks;
  if (first === undefined) return [];
  const under = (text: string): string => `### ${title}\n\n${text}`;
  return [{ full: under(first.full), ...(first.brief !== undefined && { brief: under(first.brief) }) }, ...others];
}
