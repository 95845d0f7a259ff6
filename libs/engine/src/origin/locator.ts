import type { Origin, SourceLocation } from '@gitops/diagnostics';
import type { SourceMap } from 'node:module';
import { sourceFolders } from '../workspace';

/** Finds the line of TypeScript that a stack leads to. */
export interface Locator {
  /** The innermost line in apps/, platform/ or clusters/; undefined where the stack touches none. */
  locate(origin: Origin | undefined): SourceLocation | undefined;
}

const userCode = new RegExp(`^(?:${sourceFolders.join('|')})/`);

/**
 * @param parseMap called once, and only where a line is wanted
 * @param moduleFile the name under which the bundle ran: what its stack frames show
 */
export function createLocator(parseMap: () => SourceMap, moduleFile: string): Locator {
  let map: SourceMap | undefined;
  const found = new WeakMap<Origin, { readonly location: SourceLocation | undefined }>();

  function search(stack: string): SourceLocation | undefined {
    for (const frame of stack.split('\n')) {
      const at = frame.indexOf(moduleFile);
      if (at < 0) continue;
      const [, line, column] = /^:(\d+):(\d+)/.exec(frame.slice(at + moduleFile.length)) ?? [];
      const location = line === undefined ? undefined : original(Number(line), Number(column));
      if (location !== undefined && userCode.test(location.file)) return location;
    }
    return undefined;
  }

  function original(line: number, column: number): SourceLocation | undefined {
    map ??= parseMap();
    const entry = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry)) return undefined;
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  return {
    locate(origin) {
      if (origin?.stack === undefined) return undefined;
      const known = found.get(origin) ?? { location: search(origin.stack) };
      found.set(origin, known);
      return known.location;
    },
  };
}
