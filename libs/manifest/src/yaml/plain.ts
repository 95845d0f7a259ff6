/** First character that starts no YAML structure, followed by printable ASCII that ends none. */
const shape = /^[A-Za-z0-9_$(/.+-](?:[\x20-\x7e]*[\x21-\x7e])?$/;

/** Ends a key, starts a comment, is a list item or a document marker: text of that form would be structure. */
const structure = /:(?: |$)| #|^-(?: |$)|^---|^\.\.\./;

/**
 * Words that some reader takes for a boolean or null: the YAML 1.1 types and gopkg.in/yaml.v2 (which fluxd reads with)
 * know `y` and `n` too, the YAML 1.2 core schema only the last four. Any letter case is refused, which is wider than all.
 */
const words = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/**
 * Digits, signs and separators only: integers, floats, exponents, `1_000`, sexagesimal `12:30`, dates, versions and
 * addresses. Wider than every number syntax; `e3` belongs here because the `yaml` package reads it as a YAML 1.1 float.
 */
const numeric = /^[-+.0-9][-+.0-9_,:eE]*$|^[eE][-+]?[0-9]+$/;
const prefixed = /^[-+]?(?:0[xXoObB]|\.(?:inf|nan)$)/i;
const timestamp = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]|$)/;

/**
 * Whether a string can stand without quotes as a value, key or list item and is read as that same string by YAML 1.1,
 * YAML 1.2, yaml.v2, PyYAML and ruamel.yaml alike. Conservative: a string that needs no quotes may still be refused.
 */
export function isPlain(text: string): boolean {
  return (
    shape.test(text) &&
    !structure.test(text) &&
    !words.test(text) &&
    !numeric.test(text) &&
    !prefixed.test(text) &&
    !timestamp.test(text)
  );
}
