import { readFileSync } from 'node:fs';
import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** What each folder below src/ may import of ours: the architecture, held by lint and by test/unit/architecture.test.ts. */
const { mayImport, withoutVscode } = JSON.parse(
  readFileSync(`${import.meta.dirname}/src/architecture.json`, 'utf8'),
);

const isTranslation = ":matches([object.name='l10n'], [object.property.name='l10n'])[property.name='t']";

/** What writes a number or a date in the language of the machine or the browser. */
const languageOfVsCode = {
  selector: 'CallExpression[callee.property.name=/^toLocale(Date|Time)?String$/][arguments.length=0]',
  message: 'Numbers and dates are in the language of VS Code: name it.',
};

/** What hides a sentence from `npm run words`, which reads the source. */
const extractable = [
  {
    selector: `CallExpression:has(> MemberExpression.callee${isTranslation}):not([arguments.0.type='Literal'], [arguments.0.properties.0.value.type='Literal'])`,
    message: 'l10n.t takes a literal, or one with a comment: no variable, template or concatenation.',
  },
  {
    selector: `:not(CallExpression) > MemberExpression${isTranslation}`,
    message: 'Call l10n.t by its name: an alias is not found.',
  },
  {
    selector: `CallExpression > MemberExpression.arguments${isTranslation}`,
    message: 'Call l10n.t by its name: an alias is not found.',
  },
  {
    selector: "VariableDeclarator:matches([init.name='l10n'], [init.property.name='l10n'])",
    message: 'Call l10n.t by its name: an alias is not found.',
  },
  {
    selector:
      "ImportDeclaration[source.value='@vscode/l10n'] > :not(ImportNamespaceSpecifier[local.name='l10n'], Literal)",
    message: "Import it as `import * as l10n from '@vscode/l10n'`.",
  },
];

export default tseslint.config(
  { ignores: ['dist', 'out', '.tmp', 'test/vscode/host'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          basePath: `${import.meta.dirname}/src`,
          zones: Object.entries(mayImport).map(([folder, allowed]) => ({
            target: `./${folder}`,
            from: '.',
            except: [`./${folder}`, ...allowed.map(name => `./${name}`)],
            message: `src/${folder} may import only ${['itself', ...allowed].join(', ')}`,
          })),
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/prefer-nullish-coalescing': [
        'error',
        { ignorePrimitives: { string: true, boolean: true } },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    // Nothing in a file switches a rule off.
    linterOptions: { noInlineConfig: true },
    rules: {
      'no-restricted-syntax': ['error', ...extractable, languageOfVsCode],
      '@typescript-eslint/no-unsafe-type-assertion': 'error',
    },
  },
  {
    // Decoders: they check what comes from elsewhere and give it its type.
    files: [
      'src/ocs/decode/*.ts',
      'src/model/recipes/read.ts',
      'src/model/recipes/step.ts',
      'src/model/document.ts',
      'src/model/table/document.ts',
      'src/keep/compare/mappingFile.ts',
      'src/keep/review/acceptances.ts',
      'src/keep/snapshot/readers.ts',
      'src/documents/forms/formChannel.ts',
      'src/webview/shared/host.ts',
    ],
    rules: { '@typescript-eslint/no-unsafe-type-assertion': 'off' },
  },
  ...withoutVscode.map(folder => ({
    files: [`src/${folder}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'vscode', message: `src/${folder} knows nothing of VS Code` }] },
      ],
    },
  })),
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], languageOptions: { globals: globals.node } },
  { files: ['test/bench/page/*.js'], languageOptions: { globals: globals.browser } },
);
