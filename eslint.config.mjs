import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import jest from 'eslint-plugin-jest';
import regexp from 'eslint-plugin-regexp';
import ts from 'typescript-eslint';

/** A promise of another library, or of another realm, is none of ours. */
const NO_INSTANCEOF_PROMISE = {
  selector: `BinaryExpression[operator='instanceof'][right.name='Promise']`,
  message: 'Use `thenOrNow` or `isThenable` of @kanca/core: not every promise is an instance of this Promise.',
};

/** SQL with more than three parameters by position: see ADR 0047. */
const NO_POSITIONS = ['TemplateElement[value.raw=PATTERN]', 'Literal[value=PATTERN]'].map((selector) => ({
  selector: selector.replace('PATTERN', String.raw`/\$([4-9]|[1-9][0-9])(?![\w.])/`),
  message: 'Write it as a `statement` of @kanca/database: its parameters have names and types.',
}));

const ENTITIES = ['ApiKeyEntity', 'ConsumerEntity', 'SourceEntity', 'SubscriptionEntity'];
const DTOS = [
  'DeliveryQuery',
  'EventQuery',
  'HandlerView',
  'ImaginedEvent',
  'ProviderView',
  'ReplayFilter',
  'SubscriptionQuery',
];

export default ts.config(
  { ignores: ['**/dist/', '**/node_modules/', 'data/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...ts.configs.strictTypeChecked, ...ts.configs.stylisticTypeChecked],
    plugins: { regexp },
    languageOptions: {
      parserOptions: {
        project: [
          './libs/*/tsconfig.json',
          './apps/*/tsconfig.json',
          './apps/hub/examples/tsconfig.json',
          './tsconfig.spec.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A Nest module or a controller may well have no method of its own.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `_rest` names what is left out on purpose.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // An entity is the shape of a row and a DTO that of a body: both are plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string', ...ENTITIES, ...DTOS] }],
      // Callers of an HTTP API say what they expect to read.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      'no-restricted-syntax': ['error', NO_INSTANCEOF_PROMISE],
      // Strangers write the texts: an expression must not take a time that grows with the square of their length.
      'regexp/no-super-linear-backtracking': 'error',
      'regexp/no-super-linear-move': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [
                '@kanca/*/*',
                '!@kanca/receivers/*',
                '!@kanca/dispatch/operator',
                '!@kanca/dispatch/engine',
                '!@kanca/handlers/data-classes',
                '!@kanca/sender/management',
                '!@kanca/sender/settings',
              ],
              message: 'Import a library by its name, or by a door that its package.json names.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts', 'libs/*/test/**/*.ts', 'libs/testing/**/*.ts'],
    ...jest.configs['flat/recommended'],
    rules: {
      ...jest.configs['flat/recommended'].rules,
      // Contract suites describe and assert inside functions.
      'jest/expect-expect': [
        'error',
        {
          assertFunctionNames: [
            'expect',
            'eventually',
            'reached',
            'fc.assert',
            'settled',
            'assertRefused',
            'balancedAfter',
            'waitFor',
          ],
        },
      ],
      'jest/no-standalone-expect': 'off',
      'jest/no-conditional-expect': 'off',
      'jest/no-export': 'off',
      'jest/valid-title': 'off',
      'jest/require-top-level-describe': 'off',
      'jest/no-done-callback': 'off',
      'regexp/no-super-linear-backtracking': 'off',
      'regexp/no-super-linear-move': 'off',
      'max-lines': 'off',
    },
  },
  {
    // SQL with more than three parameters is a `statement` of @kanca/database, whose parameters have names: see ADR 0047.
    files: ['libs/*/src/**/*.ts'],
    ignores: [
      '**/*.spec.ts',
      '**/migrations/**',
      // Still by position: what is kept of rejections is being changed.
      'libs/receivers/src/kit/rejections/keep-latest-rejections.ts',
    ],
    rules: { 'no-restricted-syntax': ['error', NO_INSTANCEOF_PROMISE, ...NO_POSITIONS] },
  },
  {
    // A provider's folder is all its own: its index passes on everything.
    files: ['libs/*/src/**/index.ts'],
    ignores: ['libs/receivers/src/index.ts', 'libs/receivers/src/!(kit)/index.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Name each export: the index of a library is what it promises.' },
      ],
    },
  },
  {
    // A terminal obeys what strangers write: all that the command prints goes through one file.
    files: ['apps/cli/src/**/*.ts'],
    ignores: ['apps/cli/src/main.ts', 'apps/cli/src/output/print.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr'].map((property) => ({
          object: 'process',
          property,
          message: 'Print with output/print.ts.',
        })),
      ],
      'no-console': 'error',
    },
  },
  { files: ['**/*.mjs'], rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] } },
  {
    files: ['**/*.mjs', '**/*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        Buffer: 'readonly',
        URL: 'readonly',
        AbortSignal: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        performance: 'readonly',
        URLSearchParams: 'readonly',
        console: 'readonly',
        module: 'writable',
        __filename: 'readonly',
        globalThis: 'readonly',
      },
    },
  },
  {
    // Scripts of pages run in a browser.
    files: ['apps/hub/viewer/*.js'],
    languageOptions: { sourceType: 'script', globals: { window: 'readonly', document: 'readonly' } },
  },
  {
    files: ['apps/hub/console/*.js'],
    languageOptions: {
      globals: Object.fromEntries(
        ['CSS', 'document', 'EventSource', 'fetch', 'FormData', 'history', 'location', 'URLSearchParams'].map(
          (name) => [name, 'readonly'],
        ),
      ),
    },
  },
  prettier,
);
