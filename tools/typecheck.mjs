// Type-checks one project with the options of the root tsconfig.json: apps and clusters have no tsconfig of their own.
import ts from 'typescript';

const [root] = process.argv.slice(2);
if (root === undefined || root.startsWith('-')) {
  console.error('usage: node tools/typecheck.mjs <project root>   for example: node tools/typecheck.mjs apps/gitops-example');
  process.exit(2);
}

const { config, error } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
const { fileNames, options, errors } = ts.parseJsonConfigFileContent(
  { ...config, include: [root] },
  ts.sys,
  ts.sys.getCurrentDirectory(),
);
const program = ts.createProgram(fileNames, options);
// Of its own files alone: what it imports is checked as the project that it belongs to.
const own = fileNames.flatMap((name) => ts.getPreEmitDiagnostics(program, program.getSourceFile(name)));
const diagnostics = ts.sortAndDeduplicateDiagnostics([...(error ? [error] : []), ...errors, ...own]);

if (diagnostics.length > 0) {
  const host = { getCurrentDirectory: ts.sys.getCurrentDirectory, getCanonicalFileName: (name) => name, getNewLine: () => '\n' };
  const format = process.stdout.isTTY ? ts.formatDiagnosticsWithColorAndContext : ts.formatDiagnostics;
  process.stdout.write(format(diagnostics, host));
  process.exit(1);
}
