import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const nodeGlobals = ['Buffer', 'URL', 'clearTimeout', 'console', 'fetch', 'process', 'setTimeout', 'performance'];
const commonJsGlobals = ['__dirname', '__filename', 'module', 'require'];

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', 'data/', 'libs/client/src/schema.ts']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  { rules: { eqeqeq: 'error', 'object-shorthand': 'error', 'prefer-const': 'error' } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Constructor types become metadata at run time (emitDecoratorMetadata); as type-only imports they would vanish.
      '@typescript-eslint/consistent-type-imports': 'off',
      // DTO classes describe plain objects to Swagger; nobody makes instances of them.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // As TypeScript's own noUnusedParameters has it.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // A Nest module is a class with nothing but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['libs/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'error' },
  },
  {
    files: ['apps/**/*.{ts,tsx}', 'libs/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', 200],
      'max-lines-per-function': ['error', 40],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression:matches([callee.object.name='console'], [callee.property.name='write'][callee.object.property.name=/^std(out|err)$/])",
          message: 'Use writeText of @app/onet: texts of files, clients and servers must not steer a terminal.',
        },
        // As max-params would, but that counts what Nest puts into constructors as well.
        {
          selector:
            ':matches(FunctionDeclaration, FunctionExpression, ArrowFunctionExpression)[params.length>4]' +
            ':not(MethodDefinition[kind="constructor"] > FunctionExpression)',
          message: 'More than 4 parameters: pass an object, or split what the function does.',
        },
        {
          selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>5]',
          message: 'More than 5 dependencies: the class has more than one job.',
        },
      ],
    },
  },
  {
    // Every word of the page stands in one file.
    files: ['apps/web/src/texts.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // A migration that has run is never edited.
    files: ['libs/database/src/migrations/*.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
  {
    files: ['test/support/**/*.ts'],
    rules: { 'max-lines': ['error', 200] },
  },
  {
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      // expect.any() and its kin are typed any; a missing array element fails the test anyway.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.js', '**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: readonly([...nodeGlobals, ...commonJsGlobals]) },
  },
  { files: ['**/*.mjs'], languageOptions: { globals: readonly(nodeGlobals) } },
  {
    files: ['test/support/**/*.js'],
    languageOptions: { globals: readonly(['jest', 'expect', 'beforeAll', 'afterAll', 'beforeEach', 'afterEach']) },
  },
  prettier,
);

function readonly(names) {
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
