import {
  formatPropPath,
  isPropsError,
  type Diagnostic,
  type Origin,
  type PropProblem,
  type SourceLocation,
} from '@gitops/diagnostics';
import type { FieldPath } from '@gitops/manifest';
import { diagnose } from '../diagnostic';
import type { Locator } from './locator';
import { missingModule } from './missing-module';
import type { Refiner } from './refine';
import { Refused } from './refused';
import { schemaProblems } from './schema-problems';

/** Turns what went wrong while a cluster's TypeScript ran into diagnostics at its lines. */
export interface Reporter {
  /**
   * The line at which something was declared, narrowed down to the property at `path` where that is written there.
   * @param key whether the property's name is wrong, rather than its value
   */
  locate(origin: Origin | undefined, path?: FieldPath, key?: boolean): SourceLocation | undefined;
  /** Props that their schema refuses, given in the call at `origin`. */
  problems(problems: readonly PropProblem[], origin: Origin | undefined, what: string): readonly Diagnostic[];
  /** Anything that a definition threw. */
  thrown(thrown: unknown, fallback: SourceLocation | undefined): readonly Diagnostic[];
}

export function createReporter(locator: Locator, refiner: Refiner): Reporter {
  function locate(origin: Origin | undefined, path: FieldPath = [], key = false): SourceLocation | undefined {
    const location = locator.locate(origin);
    return location && refiner.refine(location, path, key);
  }

  function problems(found: readonly PropProblem[], origin: Origin | undefined, what: string): readonly Diagnostic[] {
    return found.map(({ path, unknownKey, message, help }) => {
      const where = unknownKey ? path.slice(0, -1) : path;
      return diagnose('SCH010', {
        source: locate(origin, path, unknownKey),
        message: where.length === 0 ? `${what}: ${message}` : `${what}, prop ${formatPropPath(where)}: ${message}`,
        help,
      });
    });
  }

  function thrown(error: unknown, fallback: SourceLocation | undefined): readonly Diagnostic[] {
    if (isPropsError(error))
      return problems(error.problems, error, error.what).map((diagnostic) => ({ source: fallback, ...diagnostic }));
    const source = (error instanceof Error ? locate(error) : undefined) ?? fallback;
    const refused = schemaProblems(error);
    if (refused !== undefined)
      return problems(refused.problems, refused.origin, 'the value parsed here').map((diagnostic) => ({
        source: fallback,
        ...diagnostic,
      }));
    if (error instanceof Refused) return [diagnose(error.code, { source, message: error.message, help: error.help })];
    const missing = missingModule(error);
    if (missing !== undefined) return [diagnose('SRC002', { source, ...missing })];
    const [message = '', ...notes] = textOf(error)
      .split('\n')
      .filter((line) => line.trim() !== '');
    return [
      diagnose('SRC004', { source, message: `this threw: ${message === '' ? 'an error without a message' : message}`, notes }),
    ];
  }

  return { locate, problems, thrown };
}

function textOf(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (typeof thrown !== 'object') return String(thrown);
  try {
    return JSON.stringify(thrown);
  } catch {
    return Object.prototype.toString.call(thrown);
  }
}

/** For a cluster that no file declares: diagnostics have no place. */
export const unlocated: Reporter = createReporter({ locate: () => undefined }, { refine: (location) => location });
