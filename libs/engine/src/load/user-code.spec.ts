import { afterEach, describe, expect, it, vi } from 'vitest';
import { runUserCode } from './user-code';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('code of a definition', () => {
  it('prints to stderr, because stdout belongs to the command', () => {
    const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    runUserCode('/', () => process.stdout.write('from the app'));
    expect(error).toHaveBeenCalledWith('from the app');
    expect(out).not.toHaveBeenCalled();
    process.stdout.write('from the command');
    expect(out).toHaveBeenCalledWith('from the command');
  });

  it('cannot end the process, and leaves it as it was', () => {
    const before = [process.exit, process.stdout.write];
    expect(() => runUserCode('/', () => process.exit(0))).toThrow('process.exit() would end synth');
    expect([process.exit, process.stdout.write]).toEqual(before);
  });

  it('returns what it makes', () => {
    expect(runUserCode('/', () => 1)).toBe(1);
  });
});
