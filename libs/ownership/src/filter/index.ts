export { admits, filterProblem } from './admits';
export { formatFilter, glob, parseFilter, regexp, semver, type TagFilter } from './tag-filter';
