export { catalog, type DiagnosticCode } from './catalog';
export type { CatalogEntry } from './catalog/entry';
export { formatLocation, hasErrors, type Diagnostic, type Severity, type SourceLocation } from './diagnostic';
export { captureOrigin, type Origin } from './origin';
export { closest } from './closest';
export { formatPropPath, propProblems, type PropProblem } from './prop-problem';
export { isPropsError, parseProps, PropsError } from './props-error';
export { countText, renderJson, renderText, type Paint } from './render';
