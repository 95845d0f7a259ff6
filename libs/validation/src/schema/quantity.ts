/**
 * A Kubernetes quantity such as `250m`, `1.5Gi` or `2e3`, after the scanner in apimachinery
 * pkg/api/resource/quantity.go, which is laxer than its documented grammar: a missing number counts as 0, and blanks
 * around it do not count.
 */
const grammar = /^([+-]?)(\d*(?:\.\d*)?)(|[numkMGTPE]|[KMGTPE]i|[eE][+-]?\d+)$/;

const powers: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
};
const binary = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

/** The quantity as a number, close enough to compare two; undefined where it is none. */
export function parseQuantity(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return undefined;
  const trimmed = text.replace(/^ +| +$/g, '');
  const match = trimmed === '' ? null : grammar.exec(trimmed);
  if (match === null) return undefined;
  const [, sign = '', digits = '', suffix = ''] = match;
  const magnitude = Number(digits === '' || digits === '.' ? '0' : digits) * factorOf(suffix);
  return sign === '-' ? -magnitude : magnitude;
}

function factorOf(suffix: string): number {
  const power = powers[suffix];
  if (power !== undefined) return power;
  return suffix.endsWith('i') ? 1024 ** (binary.indexOf(suffix) + 1) : Number(`1${suffix}`);
}
