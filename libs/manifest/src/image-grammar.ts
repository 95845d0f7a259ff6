const domainPart = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domain = `(?:${domainPart}(?:\\.${domainPart})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`;
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';

/**
 * The source of a regular expression, without anchors, for the repository of an image: components after an optional
 * registry (distribution/reference, regexp.go). It is also the `pattern` of a Helm chart's JSON schema, so it keeps to what
 * JavaScript and Go's RE2 have in common.
 */
export const imageRepository = `(?:${domain}/)?${component}(?:/${component})*`;

/** The longest repository in characters, registry included (distribution/reference, `NameTotalLengthMax`). */
export const longestImageRepository = 255;

/** The same for a tag: at most 128 characters, not beginning with `.` or `-` (OCI distribution specification). */
export const imageTag = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
