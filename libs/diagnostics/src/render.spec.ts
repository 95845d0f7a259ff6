import { describe, expect, it } from 'vitest';
import { hasErrors, type Diagnostic } from './diagnostic';
import { countText, renderJson, renderText } from './render';

const error: Diagnostic = {
  code: 'FLX004',
  severity: 'error',
  source: { file: 'clusters/demo/cluster.ts', line: 14, column: 54 },
  message: 'filter "semver:~1.0" can never admit the declared tag "4f1c2d7"',
  notes: ['a commit is no version', 'in Deployment web/web'],
  help: "use glob('*')",
};
const warning: Diagnostic = { code: 'FLX025', severity: 'warning', message: 'ignored by Flux' };

describe('renderText', () => {
  it('says place, code and message, then notes, then help', () => {
    expect(renderText([error, warning])).toBe(
      [
        'clusters/demo/cluster.ts:14:54: error[FLX004]: filter "semver:~1.0" can never admit the declared tag "4f1c2d7"',
        '  note: a commit is no version',
        '  note: in Deployment web/web',
        "  help: use glob('*')",
        'warning[FLX025]: ignored by Flux',
        '',
      ].join('\n'),
    );
  });

  it('says nothing of nothing', () => {
    expect(renderText([])).toBe('');
  });

  it('paints place, severity and labels, but no text of a message', () => {
    const styles: string[] = [];
    renderText([error, warning], (style, text) => {
      styles.push(`${style} ${text}`);
      return text;
    });
    expect(styles.sort()).toEqual([
      'error error[FLX004]',
      'label help',
      'label note',
      'label note',
      'place clusters/demo/cluster.ts:14:54',
      'warning warning[FLX025]',
    ]);
  });
});

describe('renderJson', () => {
  it.each([
    [[], true],
    [[warning], true],
    [[error, warning], false],
  ])('%j', (diagnostics, ok) => {
    const text = renderJson(diagnostics);
    expect(JSON.parse(text)).toEqual({ version: 1, ok, diagnostics });
    expect(text.endsWith('}\n')).toBe(true);
    expect(hasErrors(diagnostics)).toBe(!ok);
  });
});

describe('countText', () => {
  it.each([
    [[], ''],
    [[error], '1 error'],
    [[error, error], '2 errors'],
    [[warning], '1 warning'],
    [[error, warning, warning], '1 error, 2 warnings'],
  ])('%#', (diagnostics, text) => {
    expect(countText(diagnostics)).toBe(text);
  });
});
