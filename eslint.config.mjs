import { createProjectGraphAsync, readCachedProjectGraph } from '@nx/devkit';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import { builtinModules } from 'node:module';
import { configs, parser } from 'typescript-eslint';

// Without a project graph the boundaries rule lets everything pass, so a bare `eslint` in a fresh clone makes one first.
try {
  readCachedProjectGraph();
} catch {
  await createProjectGraphAsync({ exitOnError: true });
}

/** Who may import whom; the reasons are in docs/architecture.md. Tags come from libs/nx-plugin and the project.json files. */
const boundaries = {
  app: ['authoring'],
  platform: ['authoring'],
  cluster: ['app', 'platform', 'authoring'],
  core: ['core'],
  authoring: ['authoring', 'core'],
  engine: ['authoring', 'core'],
  testing: ['authoring', 'engine', 'core'],
  plugin: ['engine', 'core'],
  tool: [],
  e2e: ['app', 'platform', 'authoring', 'engine', 'core'],
};

/** Specs of what is synthesized render it, and only the testing library does that. */
const specBoundaries = {
  ...boundaries,
  ...Object.fromEntries(['app', 'platform', 'cluster'].map((type) => [type, [...boundaries[type], 'testing']])),
};

const moduleBoundaries = (allowed) => [
  'error',
  {
    depConstraints: Object.entries(allowed).map(([from, to]) => ({
      sourceTag: `type:${from}`,
      onlyDependOnLibsWithTags: to.map((type) => `type:${type}`),
    })),
  },
];

/** Everything whose result becomes YAML: the same source must give the same bytes, on any machine, at any time. */
const synthesized = [
  'apps',
  'platform',
  'clusters',
  ...['manifest', 'diagnostics', 'validation', 'ownership', 'aws', 'flux', 'helm', 'constructs', 'jenkins'].map(
    (lib) => `libs/${lib}/src`,
  ),
];
const impure = 'synth is a pure function of the source: no clock, no chance, no environment, no files, no network';

export default [
  {
    ignores: [
      '.nx/',
      'coverage/',
      'dist/',
      '**/generated/**',
      '**/imports/**',
      '**/bad-input/**',
      'libs/nx-plugin/src/generators/*/files/**',
    ],
  },
  { linterOptions: { noInlineConfig: true } },
  ...[...configs.strict, ...configs.stylistic].map((config) => ({ ...config, files: ['**/*.ts', '**/*.mts'] })),
  {
    files: ['**/*.ts', '**/*.mts', '**/*.mjs'],
    languageOptions: { parser },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': moduleBoundaries(boundaries),
      'no-console': 'off',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.ts', '**/*.mts'],
    rules: {
      // A construct is made for its effect on the tree, and a class that only extends another still names it.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
    },
  },
  {
    files: synthesized.map((folder) => `${folder}/**/*.ts`),
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: builtinModules.map((module) => ({ name: module, message: impure })),
          patterns: [{ group: ['node:*'], message: impure }],
        },
      ],
      'no-restricted-globals': [
        'error',
        ...['process', 'performance', 'crypto', 'fetch', 'require'].map((global) => ({ name: global, message: impure })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: impure },
        { object: 'Math', property: 'random', message: impure },
        { object: 'globalThis', property: 'process', message: impure },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: impure },
        { selector: "CallExpression[callee.name='Date']", message: impure },
        { selector: 'ImportExpression[source.value=/^node:/]', message: impure },
      ],
    },
  },
  { files: ['**/*.spec.ts'], rules: { '@nx/enforce-module-boundaries': moduleBoundaries(specBoundaries) } },
  prettier,
];
