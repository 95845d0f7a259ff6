export * from './field-path';
export * from './identity';
export * from './json';
export * from './kinds';
export * from './manifest';
export * from './yaml';
export * from './layout';
