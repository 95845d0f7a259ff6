/**
 * A finite number without exponent. YAML 1.1 reads `1e-7` as a string, and ruamel.yaml rewrites the digits of a long or
 * very small mantissa; plain digits mean the same number to every reader and stay.
 */
export function decimal(value: number): string {
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(String(value));
  if (match === null) return String(value);
  const [, sign = '', whole = '', fraction = '', power = ''] = match;
  const exponent = Number(power);
  const digits = whole + fraction;
  return sign + (exponent > 0 ? digits.padEnd(exponent + 1, '0') : `0.${'0'.repeat(-exponent - 1)}${digits}`);
}
