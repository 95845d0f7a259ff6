import ts from 'typescript';
import { z } from 'zod';

/**
 * The name of an app, a component or a cluster. It becomes the name of Services, which must be DNS labels that begin with a
 * letter (RFC 1035), and `-deployment` and the like are appended to it within Kubernetes' limit of 63 characters.
 */
export const ProjectName = z
  .string()
  .max(50, 'must have at most 50 characters, so that names made from it stay within the 63 of Kubernetes')
  .regex(
    /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and "-", beginning with a letter and not ending in "-"',
  );

/** A namespace: a DNS label (RFC 1123). */
export const NamespaceName = z
  .string()
  .max(63, 'must have at most 63 characters')
  .regex(
    /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
    'must be lower case letters, digits and "-", beginning and ending with a letter or digit',
  );

// What the templates import beside it.
const used = new Set(['automated', 'ecr', 'k8s', 'pinned', 'z']);

/** What the code calls it: `gitops-example` is exported as `gitopsExample`, and `import`, a keyword, as `importApp`. */
export function exportName(name: string, suffix: 'App' | 'Component'): string {
  const camel = camelCase(name);
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, camel);
  return scanner.scan() === ts.SyntaxKind.Identifier && !used.has(camel) ? camel : camel + suffix;
}

/** `http-proxy` is the class `HttpProxy`. */
export function className(name: string): string {
  const camel = camelCase(name);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

function camelCase(name: string): string {
  return name.replace(/-+(.)/g, (_, letter: string) => letter.toUpperCase());
}
