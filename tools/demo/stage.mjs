import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const styles = { heading: 1, command: 36, aside: 2, proof: 32 };

/** Somebody ended a command from outside, as Ctrl-C does. */
export class Interrupted extends Error {}

/**
 * Runs commands one after the other, and shows each as one would type it, with what it prints.
 * What is shown is real: the only thing left out are lines of output, and `...` says where.
 */
export class Stage {
  #child;
  #headings = 0;

  /**
   * @param {string} directory where the folders are in which commands run
   * @param {{ out: (text: string) => void, coloured: boolean, env: NodeJS.ProcessEnv, programs: Record<string, string[]> }} options
   *   `programs` says what a typed word such as `npx gitops` really runs
   */
  constructor(directory, { out, coloured, env, programs }) {
    Object.assign(this, { directory, out, coloured, env, programs });
  }

  heading(text) {
    this.#headings += 1;
    this.out(`${this.#headings === 1 ? '' : '\n'}${this.#paint('heading', `${this.#headings}. ${text}`)}\n\n`);
  }

  /** What happens without a command. */
  aside(text) {
    this.out(`${this.#paint('aside', `# ${text}`)}\n`);
  }

  /** What has been shown. Throws where it does not hold. */
  proof(text, holds) {
    if (!holds) throw new Error(`this should hold, and does not: ${text}`);
    this.out(`${this.#paint('proof', `=> ${text}`)}\n`);
  }

  /**
   * @param {string} folder where the command runs; it is the prompt, too
   * @param {string[]} words of the command line
   * @param {{ show?: RegExp, exits?: number[] }} options `show`: the lines of output worth reading (default: all);
   *   `exits`: the exit codes that are right (default: 0)
   * @returns the whole output, without colours
   */
  async run(folder, words, { show = /./, exits = [0] } = {}) {
    this.out(`${this.#paint('command', `${folder}$ ${words.map(quote).join(' ')}`)}\n`);
    const { code, text } = await this.#spawn(folder, words);
    if (code === null) throw new Interrupted();
    const plain = stripVTControlCharacters(text);
    if (!exits.includes(code)) throw new Error(`exit code ${code}:\n${plain}`);
    this.out(shorten(text, show));
    return plain;
  }

  /** Ends what is running. */
  async stop() {
    const child = this.#child;
    if (child === undefined) return;
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill();
    await ended;
  }

  #spawn(folder, words) {
    const known = Object.entries(this.programs).find(([typed]) => `${words.join(' ')} `.startsWith(`${typed} `));
    if (known === undefined) throw new Error(`the demo has no program for: ${words.join(' ')}`);
    const [typed, [program, ...first]] = known;
    const args = [...first, ...words.slice(typed.split(' ').length)];
    return new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd: join(this.directory, folder), env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
      this.#child = child;
      const chunks = [];
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => chunks.push(chunk));
      child.on('error', reject);
      child.on('close', (code) => {
        this.#child = undefined;
        resolve({ code, text: Buffer.concat(chunks).toString('utf8') });
      });
    });
  }

  #paint(style, text) {
    return this.coloured ? `\x1b[${styles[style]}m${text}\x1b[0m` : text;
  }
}

function quote(word) {
  return /^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Only the lines to show; each run of others becomes one line of dots. */
function shorten(text, show) {
  const lines = text.split('\n').filter((line) => line !== '');
  const kept = lines.map((line) => (show.test(stripVTControlCharacters(line)) ? line : '  ...'));
  return kept
    .filter((line, index) => line !== '  ...' || kept[index - 1] !== '  ...')
    .map((line) => `${line}\n`)
    .join('');
}
