/** What is wrong with a text, as the end of a sentence that begins with the text; undefined where nothing is. */
export type SyntaxCheck = (text: string) => string | undefined;

/** The grammars of apimachinery pkg/util/validation/validation.go. */
const label = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const label1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const subdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const qualifiedPart = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const configKey = /^[-._a-zA-Z0-9]+$/;
const environmentName = /^[-._a-zA-Z][-._a-zA-Z0-9]*$/;
const printableName = /^[\x20-\x3c\x3e-\x7e]+$/;
const headerName = /^[-A-Za-z0-9]+$/;

export const dnsLabel: SyntaxCheck = (text) =>
  tooLong(text, 63) ??
  (label.test(text) ? undefined : 'must be lower-case letters, digits and "-", and begin and end with a letter or digit');

export const dns1035Label: SyntaxCheck = (text) =>
  tooLong(text, 63) ?? (label1035.test(text) ? undefined : 'must be lower-case letters, digits and "-", and begin with a letter');

export const dnsSubdomain: SyntaxCheck = (text) =>
  tooLong(text, 253) ??
  (subdomain.test(text)
    ? undefined
    : 'must be lower-case letters, digits, "-" and ".", and each part begin and end with a letter or digit');

export const wildcardSubdomain: SyntaxCheck = (text) =>
  text.startsWith('*.') ? dnsSubdomain(text.slice(2)) : 'must have its "*" as the whole first part, as in *.example.com';

export const pathSegment: SyntaxCheck = (text) =>
  text === '.' || text === '..' || /[/%]/.test(text) ? 'must not be "." or ".." or contain "/" or "%"' : undefined;

/** `prefix/name`, as of labels, annotations, resources and conditions. */
export const qualifiedName: SyntaxCheck = (text) => {
  const parts = text.split('/');
  if (parts.length > 2) return 'must have at most one "/"';
  const [name = '', prefix] = parts.reverse();
  if (prefix !== undefined && dnsSubdomain(prefix) !== undefined)
    return 'must have a DNS name before its "/", as in example.com/name';
  if (name.length > 63) return `must have at most 63 characters${prefix === undefined ? '' : ' after its "/"'}`;
  return qualifiedPart.test(name)
    ? undefined
    : 'must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit';
};

export const labelValue: SyntaxCheck = (text) =>
  tooLong(text, 63) ??
  (text === '' || qualifiedPart.test(text)
    ? undefined
    : 'must be letters, digits, "-", "_" and ".", and begin and end with a letter or digit');

/** IANA_SVC_NAME, which names of container ports follow. */
export const portName: SyntaxCheck = (text) => {
  if (text.length > 15) return 'must have at most 15 characters';
  const good = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(text) && /[a-z]/.test(text) && !text.includes('--');
  return good ? undefined : 'must be lower-case letters, digits and single "-", with at least one letter';
};

export const dataKey: SyntaxCheck = (text) => {
  if (text === '.' || text.startsWith('..')) return 'must not be "." or begin with ".."';
  return tooLong(text, 253) ?? (configKey.test(text) ? undefined : 'must be letters, digits, "-", "_" and "."');
};

/** Kubernetes 1.32 and later take every printable ASCII character but "=" (gate RelaxedEnvironmentVariableValidation). */
export function environmentVariable(minor: string): SyntaxCheck {
  if (minorNumber(minor) >= 32)
    return (text) => (printableName.test(text) ? undefined : 'must be printable ASCII characters without "="');
  return (text) => {
    if (text === '.' || text.startsWith('..')) return 'must not be "." or begin with ".."';
    return environmentName.test(text) ? undefined : 'must be letters, digits, "-", "_" and ".", and not begin with a digit';
  };
}

export const httpHeaderName: SyntaxCheck = (text) => (headerName.test(text) ? undefined : 'must be letters, digits and "-"');

function tooLong(text: string, most: number): string | undefined {
  return text.length > most ? `must have at most ${most} characters, not ${text.length}` : undefined;
}

/** 27 of `1.27`. */
export function minorNumber(minor: string): number {
  return Number(minor.slice(minor.indexOf('.') + 1));
}
