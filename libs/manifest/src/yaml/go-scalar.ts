import { Scalar, type ScalarTag } from 'yaml';

/**
 * Plain scalars as gopkg.in/yaml.v2 2.4.0 resolves them (resolve.go), which fluxd 1.25 reads manifests with. It differs
 * from YAML 1.1: no sexagesimal numbers (`12:30` is a string), dates stay strings, `0o17` is 15, `1e3` needs no dot.
 */
export function goScalar(text: string): string | number | boolean | null {
  const word = words.get(text);
  if (word !== undefined) return word;
  if (/^\.[0-9]+(?:[eE][-+]?[0-9]+)?$/.test(text)) return Number(text);
  if (!/^[-+0-9]/.test(text)) return text;
  return goNumber(text.replaceAll('_', '')) ?? text;
}

const words: ReadonlyMap<string, string | number | boolean | null> = new Map<string, string | number | boolean | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

/** Go's strconv.ParseInt with base 0 (a leading 0 means octal), then a decimal float. */
function goNumber(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  if (/^0[0-7]+$/.test(digits)) return sign * parseInt(digits, 8);
  if (/^0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)$/.test(digits)) return sign * Number(digits);
  if (/^(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(digits)) return sign * Number(digits);
  return undefined;
}

/** `goScalar` as the one scalar tag of a schema of the `yaml` package. */
export const goScalarTag: ScalarTag = {
  tag: 'tag:yaml.org,2002:go-scalar',
  default: true,
  test: /^(?:[-+.0-9yYnNtTfFoO~].*)?$/,
  resolve: (text) => new Scalar(goScalar(text)),
};
