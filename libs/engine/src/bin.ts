import type { Paint } from '@gitops/diagnostics';
import { styleText } from 'node:util';
import { run } from './cli/program';
import { findWorkspace } from './workspace';

const styles = { error: 'red', warning: 'yellow', place: 'bold', label: 'cyan' } as const;

const paint: Paint = (style, text) => styleText(styles[style], text);
const plain: Paint = (_, text) => text;
const interactive = process.stderr.isTTY && !process.env['CI'];
const colours = !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';

// Stands only where the process ends before the verb has: then it has not done its work.
process.exitCode = 3;

// Not process.exit: stdout may be a pipe that still drains.
void run(process.argv.slice(2), findWorkspace(process.cwd()), {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  paint: colours && process.stderr.isTTY ? paint : plain,
  paintOut: colours && process.stdout.isTTY ? paint : plain,
  interactive,
}).then((code) => {
  process.exitCode = code;
});
