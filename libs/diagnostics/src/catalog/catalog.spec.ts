import { describe, expect, it } from 'vitest';
import { catalog } from '.';

const entries = Object.entries(catalog);
const families = {
  SRC: 'The TypeScript',
  SCH: 'Schemas',
  K8S: 'Kubernetes',
  FLX: 'Flux and the Helm Operator',
  LAY: 'Layout',
  OWN: 'Ownership',
  GIT: 'The config repository',
  SEC: 'Secrets and privileges',
};

function table(family: string): string {
  const rows = entries.filter(([code]) => code.startsWith(family)).sort(([a], [b]) => (a < b ? -1 : 1));
  return rows
    .map(([code, { name, severity, summary }]) => `| <a id="${code}"></a>${code} | ${name} | ${severity} | ${summary} |`)
    .join('\n');
}

const page = `# Diagnostics

This page is generated from \`libs/diagnostics/src/catalog\`; \`npx vitest run libs/diagnostics --update\` writes it anew.

An error stops the verb and nothing is written; a warning does not. Codes keep their meaning.
${Object.entries(families)
  .map(
    ([family, title]) =>
      `\n## ${title}\n\n| code | name | severity | what and why |\n| --- | --- | --- | --- |\n${table(family)}\n`,
  )
  .join('')}`;

describe('the catalog', () => {
  it.each(entries)('%s is well-formed', (code, { name, summary }) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9]{2}\d{3}$/);
    expect(Object.keys(families)).toContain(code.slice(0, 3));
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(summary).toMatch(/^[A-Z“`].*[.)]$/);
  });

  it('names no two diagnostics alike', () => {
    const names = entries.map(([, { name }]) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('is docs/diagnostics.md', async () => {
    await expect(page).toMatchFileSnapshot(`${import.meta.dirname}/../../../../docs/diagnostics.md`);
  });
});
