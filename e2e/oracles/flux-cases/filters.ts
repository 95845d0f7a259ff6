import * as fc from 'fast-check';

/** Pieces put together make far more near misses than texts made of random characters. */
function textOf(maxLength: number, ...pieces: readonly string[]): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(''));
}

const number = fc.constantFrom('0', '1', '2', '3', '01', '10', '18446744073709551615', '18446744073709551616');
const prerelease = fc.constantFrom('', '', '', '-rc', '-rc.1', '-0', '-01', '-a.b', '-');
const version = fc
  .tuple(
    fc.constantFrom('', '', 'v'),
    fc.array(number, { minLength: 1, maxLength: 4 }),
    prerelease,
    fc.constantFrom('', '', '+b'),
  )
  .map(([v, numbers, pre, build]) => v + numbers.join('.') + pre + build);
const openVersion = fc.oneof(version, fc.constantFrom('*', 'x', 'X', '1.x', '1.*', '1.2.x', 'x.2', '1.2.x-rc', '*-rc', ''));
const operator = fc.constantFrom('', '', '=', '!=', '>', '<', '>=', '=>', '<=', '=<', '~', '~>', '^', '==', '> ');
const comparison = fc.tuple(operator, openVersion).map((parts) => parts.join(''));
const separator = fc.constantFrom(' ', ',', ', ', ' , ', ' || ', '||', ' - ', ' -', '|', '', '&&', '\t');
const range = fc
  .tuple(comparison, fc.array(fc.tuple(separator, comparison), { maxLength: 3 }))
  .map(([first, rest]) => first + rest.flat().join(''));

const glob = textOf(6, '*', '*', 'a', 'b', 'ab', '1', '.', '-', 'latest', '?', '[ab]', 'é');
const expression = textOf(
  8,
  ...[
    'a',
    'b',
    '1',
    '.',
    '*',
    '+',
    '?',
    '^',
    '$',
    '(',
    ')',
    '[',
    ']',
    '[a-z]',
    '[^0-9]',
    '-',
    '|',
    '\\d',
    '\\w',
    '\\.',
    '{2}',
    '{2,}',
    '{,3}',
  ],
  ...[
    '{1001}',
    '(?i)',
    '(?:',
    '(?P<n>',
    '(?<n>',
    '(?=',
    '(?!',
    '\\b',
    '\\z',
    '\\Z',
    '\\A',
    '\\1',
    '\\Q',
    '\\E',
    '[[:alpha:]]',
    '\\pL',
    'é',
  ],
);

/** Filters as annotations carry them: with every prefix, and right and wrong behind it. */
export const filters: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom('semver:', 'semver:', 'glob:'), range).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('glob:', '', 'regexp:'), glob).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('regexp:', 'regex:', 'semver:'), expression).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('Glob:', 'glob:semver:', ' semver:', 'regex', 'tag:'), glob).map((parts) => parts.join('')),
);

/** Tags, of which some are versions and some are `latest`. */
export const tags: fc.Arbitrary<string> = fc.oneof(
  version,
  textOf(5, 'a', 'b', 'ab', '1', '.', '-', 'rc', 'v', '4f1c2d7', '_'),
  fc.constantFrom('latest', 'Latest', 'LATEST', 'latest-1', 'later', ''),
);

/** Images as containers carry them, of which about half are malformed. */
export const images: fc.Arbitrary<string> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom(
        '',
        '',
        'quay.io/',
        'localhost/',
        'localhost:5000/',
        '127.0.0.1:5000/',
        'registry:5000/',
        'shop/',
        'a.b/c/',
      ),
      fc.constantFrom('web', 'web', 'a/b', 'web.io', 'a.b/c', '.a/b', 'é.b/c'),
      fc.constantFrom('', ':1', ':v1.2', ':latest', ':', '@sha256:0af', ':1@sha256:0af', '@sha256:', '@sha512:0af', ':1:2', '/'),
    )
    .map((parts) => parts.join('')),
  textOf(6, 'a', '/', ':', '.', '@sha256:', 'localhost', '-', '5000', '@'),
);
