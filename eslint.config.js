import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** Calls that are right in one place only; each entry says where, or what to do instead. */
const bannedCalls = [
  { selector: "MemberExpression[object.name='sql'][property.name='raw']", message: 'sql.raw splices text into SQL: use the sql`` template with parameters.' },
  { selector: "Property[key.name='verbose']", message: "SQLite's `verbose` hook sees the values of customers." },
  { selector: "CallExpression[callee.property.name='serialize'][arguments.length=0]", message: 'db.serialize() makes a plaintext copy of an encrypted database.' },
  { selector: "CallExpression[callee.property.name='backup'][callee.object.name=/^(db|database|sqlite|connection)$/]", message: 'db.backup() does not work between keyed databases: use VACUUM INTO.' },
  { selector: "CallExpression[callee.property.name='loadExtension']", message: 'No native code is loaded into the database.' },
  { selector: 'TSEnumDeclaration', message: 'Types are stripped, not compiled: use a const list and a union.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

/** What the core must get from its deps, so that tests and replays are deterministic. */
const impureProperties = [
  { object: 'Date', property: 'now', message: 'Take the time from deps.clock.' },
  { object: 'Math', property: 'random', message: 'Take randomness from deps.random.' },
  { object: 'process', property: 'env', message: 'Settings come in as deps.' },
];
const impureGlobals = ['console', 'fetch', 'setInterval'].map((name) => ({ name, message: 'The core has no such outside: use a port.' }));
const impureDate = { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time from deps.clock.' };

const banned = (...more) => ({ 'no-restricted-syntax': ['error', ...bannedCalls, ...more] });

export default tseslint.config(
  { ignores: ['node_modules/**', 'out/**', 'dist/**', 'coverage/**', 'tests/.output/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.{ts,tsx}'] })),
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...banned(),
      '@typescript-eslint/consistent-type-imports': ['error', { prefer: 'type-imports', fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 400 }],
      'max-params': ['error', 6],
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['src-main/core/**/*.ts', 'shared/**/*.ts'],
    rules: { ...banned(impureDate), 'no-restricted-globals': ['error', ...impureGlobals], 'no-restricted-properties': ['error', ...impureProperties] },
  },
  // The one place where the system's clock, its randomness and the way to servers become ports.
  { files: ['src-main/core/kernel/ports.ts'], rules: { 'no-restricted-properties': 'off', 'no-restricted-globals': 'off' } },
  {
    files: ['src-main/core/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 90, skipBlankLines: true, skipComments: true }] },
  },
  {
    files: ['src-renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'no-restricted-globals': ['error', { name: 'localStorage', message: 'Nothing of a customer is kept by the browser: settings live in the book.' }, { name: 'sessionStorage', message: 'Nothing is kept by the browser.' }, { name: 'indexedDB', message: 'Nothing is kept by the browser.' }],
      'no-restricted-properties': ['error', { object: 'window', property: 'localStorage' }, { object: 'window', property: 'sessionStorage' }, { object: 'window', property: 'indexedDB' }],
      'no-console': 'error',
    },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.type='Identifier'][callee.name=/^(xit|xdescribe|xtest)$/]", message: 'A test that is skipped protects nothing.' },
        { selector: "MemberExpression[object.name=/^(it|describe|test)$/][property.name=/^(skip|todo|only)$/]", message: 'A test that is skipped protects nothing; use skipIf with a reason.' },
      ],
      'max-lines': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  { files: ['**/*.config.ts', 'eslint.config.js', 'tests/support/build-once.ts'], rules: { 'no-restricted-syntax': 'off' } },
  { files: ['**/*.{js,cjs}'], languageOptions: { globals: { process: 'readonly', module: 'writable', require: 'readonly', console: 'readonly', URL: 'readonly' } } },
  prettier,
);
