import type { Diagnostic } from '@gitops/diagnostics';
import type ts from 'typescript';

/**
 * A mistake in a source file, as the error that Nx wants. It is thrown before anything is written; the message alone is
 * meant for the user, so it carries the place, and Nx prints no stack unless asked to be verbose.
 */
export class SourceProblem extends Error {
  override readonly name = 'SourceProblem';

  constructor(readonly problem: Pick<Diagnostic, 'source' | 'message' | 'help'> & { readonly code: Diagnostic['code'] }) {
    const { code, source, message, help } = problem;
    const place = source === undefined ? '' : `${source.file}:${source.line}:${source.column}: `;
    super([`${place}error[${code}]: ${message}`, ...(help === undefined ? [] : [`  help: ${help}`])].join('\n'));
    this.stack = this.message;
  }

  /** The problem of one node of a syntax tree; the file's name is the tree's, relative to the workspace root. */
  static at(node: ts.Node, message: string, help: string): SourceProblem {
    const file = node.getSourceFile();
    const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
    return new SourceProblem({
      code: 'SRC009',
      source: { file: file.fileName, line: line + 1, column: character + 1 },
      message,
      help,
    });
  }
}
