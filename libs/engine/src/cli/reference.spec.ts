import { expect, it } from 'vitest';
import { run } from './program';

/** What `gitops <args>` prints to a reader. */
async function help(...args: string[]): Promise<string> {
  let text = '';
  const add = (part: string): void => {
    text += part;
  };
  await run(args, undefined, { out: add, error: add, paint: (_, part) => part, interactive: false });
  return text.trim();
}

it('is docs/cli.md', async () => {
  const top = await help('--help');
  const commands = /^Commands:\n((?: {2}.*\n?)*)/m.exec(top)?.[1] ?? '';
  const verbs = [...commands.matchAll(/^ {2}([a-z]+)/gm)].map(([, verb = '']) => verb).filter((verb) => verb !== 'help');
  expect(verbs).toContain('synth');
  const pages = await Promise.all(verbs.map(async (verb) => `## ${verb}\n\n\`\`\`\n${await help(verb, '--help')}\n\`\`\`\n`));
  const page = [
    '# Command line\n',
    'This page is generated from the help texts; `npx vitest run libs/engine/src/cli --update` writes it anew.\n',
    '`npx gitops <verb>` in the workspace, or `npm run <verb> -- <arguments>`.\n',
    `\`\`\`\n${top}\n\`\`\`\n`,
    ...pages,
  ].join('\n');
  await expect(page).toMatchFileSnapshot(`${import.meta.dirname}/../../../../docs/cli.md`);
});
