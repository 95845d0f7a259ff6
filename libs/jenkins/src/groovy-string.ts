const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r' };

/** A Groovy string literal of any text. In single quotes nothing is interpolated (groovy-lang.org, Syntax, 4.1). */
export function groovyString(text: string): string {
  return `'${text.replace(/[\\'\n\r]/g, (char) => escapes[char] ?? char)}'`;
}
