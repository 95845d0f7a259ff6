import ts from 'typescript';
import { propertyValue } from './cluster-call';
import { SourceProblem } from './source-problem';

/**
 * The text of a property that is written as a literal; undefined if the object has no such property.
 *
 * @param shown what messages call the object
 * @throws SourceProblem if the value is no literal, or might come from a spread
 */
export function literalText(object: ts.ObjectLiteralExpression, shown: string, name: string): string | undefined {
  const shorthand = object.properties.find((property) => !ts.isPropertyAssignment(property));
  const value = propertyValue(object, name);
  if (value !== undefined && ts.isStringLiteralLike(value)) return value.text;
  if (value === undefined && shorthand === undefined) return undefined;
  throw SourceProblem.at(
    value ?? shorthand ?? object,
    `${shown}.${name} is not a string literal`,
    'Nx reads it without running the file, so write the text itself, in quotes',
  );
}
