import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = resolve(__dirname, '../..');
let directory = '';

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'demo-spec-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

interface Ending {
  readonly code: number | null;
  readonly text: string;
}

/** @param interruptAt what somebody has read when they press Ctrl-C */
function demo(interruptAt?: string): Promise<Ending> {
  const env = { ...process.env, TMPDIR: directory, TMP: directory, TEMP: directory };
  const child = spawn(process.execPath, ['tools/demo/run.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (interruptAt !== undefined && text.includes(interruptAt)) child.kill('SIGINT');
    });
  }
  return new Promise((done) => {
    child.on('close', (code) => {
      done({ code, text });
    });
  });
}

/** Without the ids of commits, which differ each time. */
function lines(text: string): readonly string[] {
  return text.split('\n').map((line) => line.replace(/\b[0-9a-f]{40}\b/, '<commit>'));
}

describe('npm run demo', () => {
  it('proves what it tells, prints what the README shows, and leaves nothing behind', { timeout: 120_000 }, async () => {
    const { code, text } = await demo();
    expect(text).toContain('=> six pods, the newest tag, no lock');
    expect(code).toBe(0);
    expect(text).not.toContain('\x1b');
    expect(readdirSync(directory)).toEqual([]);

    // The README's first picture.
    const picture = /```console\n([^]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? '';
    const shown = lines(picture).filter((line) => line !== '');
    expect(shown.length).toBeGreaterThan(5);
    let rest = lines(text);
    for (const line of shown) {
      expect(rest, 'in this order').toContain(line);
      rest = rest.slice(rest.indexOf(line) + 1);
    }
  });

  it('leaves nothing behind when it is interrupted', async () => {
    const { code, text } = await demo('npx gitops synth');
    expect(code).toBe(130);
    expect(text).not.toContain('stops here');
    expect(readdirSync(directory)).toEqual([]);
  });
});
