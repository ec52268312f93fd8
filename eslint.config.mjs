// Each rule beyond the recommended sets has its reason above it.
import tseslint from 'typescript-eslint';
import prettier from 'eslint-config-prettier';

/** The rooms from the ground up: a room imports from those before it, never from those after it. */
export const floors = ['text', 'filter', 'hosts', 'mapping-set', 'analysis', 'provisioning', 'review', 'exchange', 'editing', 'evaluator'];

/** Forbids a room what lies above it, and everything that is not pure. */
function room(name, index) {
  const above = floors.slice(index + 1);
  return {
    files: [`src-language/${name}/**/*.ts`],
    rules: {
      // Dependencies run downwards only; otherwise a rule could not be read, tested or moved alone.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...above.map((other) => ({ group: [`**/${other}/*`, `**/${other}/**`], message: `${name}/ stands below ${other}/.` })),
            {
              group: ['node:*', 'fs', 'path', 'os', 'child_process', 'vscode', '**/cli/**', '**/test/**'],
              message: 'src-language is pure: text in, values out.',
            },
          ],
        },
      ],
      // A file system, a clock or a console would make a result depend on more than its input.
      'no-restricted-globals': [
        'error',
        'process',
        'console',
        'setTimeout',
        'setInterval',
        'performance',
        'Date',
        'Buffer',
        'fetch',
        'require',
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/**', 'out/**', 'node_modules/**', 'coverage/**', '**/generated/**', 'test/data/**', 'test/fixtures/**'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      // Unused names are noise; a leading underscore says that a parameter is there for its place.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A type import is erased: bundles stay free of files that only lend their types.
      '@typescript-eslint/consistent-type-imports': 'error',
      // `==` compares what was not meant to be compared.
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Control characters are what hostile input is made of, and what we look for.
      'no-control-regex': 'off',
    },
  },
  ...floors.map(room),
  {
    files: ['client/**/*.ts'],
    rules: {
      // The client knows the server by its protocol alone: either could be replaced.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['**/server/**', '**/cli/**', '**/src-language/**'], message: 'client/ talks to the server by protocol.ts.' },
          ],
        },
      ],
    },
  },
  {
    files: ['panel/**/*.ts', 'panel/**/*.tsx'],
    rules: {
      // The panel shows what the server worked out: it has the protocol's types, and nothing to work anything out with. What it does itself
      // is to search and sort what it was given, as fast as one types, and to write it out to be copied or saved.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '**/server/**',
                '**/cli/**',
                '**/client/**',
                '**/src-language/**',
                '!**/src-language/evaluator/',
                '!**/src-language/evaluator/matrix-*.js',
                '!**/src-language/evaluator/*-text.js',
                '**/test/**',
              ],
              message: 'panel/ has the types of protocol.ts, what searches and sorts the matrix, and what writes out what is shown.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['cli/**/*.ts', 'server/**/*.ts'],
    rules: {
      // Command line and server share the language, not each other.
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['**/client/**', '../cli/**', '../../cli/**', '../server/**', '../../server/**', '**/test/**', 'vscode'],
              message: 'Share it by way of src-language/.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src-language/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'process', 'console', 'setTimeout', 'performance', 'Date', 'Buffer', 'require'] },
  },
  prettier,
);
