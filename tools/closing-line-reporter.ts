import { writeSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/**
 * Ends the output with `N passed, N failed`. Whatever broke without being a test (a file that does not load, a hook, an
 * unhandled error) counts as failed, so that the line never says 0 while the exit code says otherwise.
 */
export default class ClosingLineReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap(({ children }) => [...children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const count = (state: 'passed' | 'failed'): number => tests.filter((test) => test.result().state === state).length;
    const broken = suites.filter((suite) => suite.errors().length > 0).length + unhandledErrors.length;
    const line = `${String(count('passed'))} passed, ${String(count('failed') + broken)} failed\n`;
    // On exit, because vitest itself may have more to say after its reporters.
    process.once('exit', () => writeSync(process.stdout.fd, line));
  }
}
