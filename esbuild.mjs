// Bundles the extension and the command line (Node, CommonJS) and the webviews (browser) into dist/, or into the folder that
// `--out=` names. `--watch` keeps doing so; `--tests` builds the suites that run inside VS Code into out/ as well.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { usedIcons } from './icons.mjs';
import { licensesOf } from './licenses.mjs';

const watch = process.argv.includes('--watch');
const tests = process.argv.includes('--tests');
const dist = process.argv.find(word => word.startsWith('--out='))?.slice('--out='.length) ?? 'dist';

const common = {
  bundle: true,
  minify: !watch,
  sourcemap: watch ? 'inline' : false,
  logLevel: watch ? 'info' : 'warning',
  legalComments: 'none',
  charset: 'utf8',
  metafile: true,
};

// What libraries bring for things that are never done here: forms with files and blobs as bodies; XML with a DTD, which
// is refused before the parser sees it; the parser's own check, entities and numbers, which ours are stricter about; writing
// YAML, and types that JSON does not have.
const leftOut = [
  [/\/is-unsafe\/src\/index\.js$/, 'export const HTML = [], XML = []; export const isUnsafe = () => true;'],
  [
    /\/@nodable\/entities\/src\/index\.js$/,
    'export const XML = {}, CURRENCY = {}, COMMON_HTML = {}, ENTITY_ACTION = {}; export class EntityDecoder { reset() {} }',
  ],
  [/\/strnum\/strnum\.js$/, 'export default String;'],
  [/\/fast-xml-parser\/src\/validator\.js$/, 'export function validate() {}'],
  [/\/fast-xml-parser\/src\/xmlparser\/DocTypeReader\.js$/, 'export default class {}'],
  [/\/node-fetch\/src\/utils\/multipart-parser\.js$/, 'export function toFormData() {}'],
  [/\/formdata-polyfill\/esm\.min\.js$/, 'export class FormData {} export function formDataToBlob() {}'],
  [/\/fetch-blob\/index\.js$/, 'export default class Blob {}'],
  [
    /\/fetch-blob\/from\.js$/,
    'export class Blob {} export class File {} export function blobFrom() {} export { blobFrom as blobFromSync, blobFrom as fileFrom, blobFrom as fileFromSync };',
  ],
  [/\/js-yaml\/lib\/dumper\.js$/, 'exports.dump = () => "";'],
  [
    /\/js-yaml\/lib\/(schema\/default|type\/(binary|merge|omap|pairs|set|timestamp))\.js$/,
    'module.exports = {};',
  ],
];
const withoutDeadWeight = {
  name: 'without-dead-weight',
  setup(build) {
    const met = new Set();
    for (const [filter, contents] of leftOut)
      build.onLoad({ filter }, () => {
        met.add(filter);
        return { contents, loader: 'js' };
      });
    // A library that has moved the file would silently be bundled whole, or no longer as it was checked.
    build.onEnd(() => ({
      errors: leftOut
        .filter(([filter]) => !met.has(filter))
        .map(([filter]) => ({ text: `No library has a file that matches ${filter} any more.` })),
    }));
  },
};

// Each `import * as vscode` would copy the whole API for itself, which takes longer than all the rest of loading.
const api = await readFile('node_modules/@types/vscode/index.d.ts', 'utf8');
const names = new Set(
  [...api.matchAll(/^\texport (?:class|enum|namespace|const|function) (\w+)/gm)].map(found => found[1]),
);
const vscodeOnce = {
  name: 'vscode-once',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace, path }) =>
      namespace === 'vscode' ? { path, external: true } : { path, namespace: 'vscode' },
    );
    const lines = [...names].map(name => `export const ${name} = /* @__PURE__ */ get('${name}');`);
    const contents = `const api = require('vscode'); const get = name => api[name];\n${lines.join('\n')}`;
    build.onLoad({ filter: /./, namespace: 'vscode' }, () => ({ contents }));
  },
};

const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // jsonc-parser's CommonJS build loads its parts by names that no bundler can see.
  mainFields: ['module', 'main'],
  plugins: [withoutDeadWeight, vscodeOnce],
  // node-fetch carries 60 KB of web streams for versions of Node that VS Code has long left behind.
  // The other build of js-yaml is one file, of which nothing can be left out.
  alias: {
    'web-streams-polyfill/dist/ponyfill.es2018.js': 'node:stream/web',
    'js-yaml': './node_modules/js-yaml/index.js',
  },
};

const toCommonJs = {
  format: 'cjs',
  platform: 'node',
  target: node.target,
  charset: 'utf8',
  legalComments: 'none',
};

/** Without what lets foreign code import a file, which esbuild repeats in each: these are read by each other alone. */
function amongThemselves(code) {
  const plain = code
    .replace('var stdin_exports = {};\n', '')
    .replace('__export(stdin_exports,', '__export(exports,')
    .replace('module.exports = __toCommonJS(stdin_exports);\n', '')
    .replace(/\n\/\/ Annotate the CommonJS[^\n]*\n0 && \(module\.exports = \{[^}]*\}\);\n/, '\n');
  if (/stdin_exports/.test(plain)) throw new Error('esbuild writes its exports in another way.');
  return withoutIdleReads(plain);
}

/** esbuild lets a part read every file that belongs to it, for the sake of effects that no file here has. */
function withoutIdleReads(code) {
  const counts = new Map();
  for (const [name] of code.matchAll(/\bimport_\w+/g)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return code.replace(/^var (import_\w+) = require\("\.[^"]+"\);\n/gm, (line, name) =>
    counts.get(name) > 1 ? line : '',
  );
}

// esbuild splits only ESM, which VS Code does not load as an extension: what `import()` names becomes a file of its own in an
// ESM build, and each file is turned into CommonJS afterwards. So what is not used at start is not read at start.
const parts = {
  name: 'parts',
  setup(build) {
    build.onEnd(async ({ metafile, outputFiles = [] }) => {
      await rm(join(dist, 'parts'), { recursive: true, force: true });
      await mkdir(join(dist, 'parts'), { recursive: true });
      for (const { path, text } of outputFiles) {
        const { code } = await esbuild.transform(text, {
          ...toCommonJs,
          // `import()` of CommonJS would give VS Code's own loader a file that it cannot trace to an extension.
          supported: { 'dynamic-import': false },
        });
        const { code: shipped } = await esbuild.transform(amongThemselves(code), {
          ...toCommonJs,
          minify: node.minify,
          sourcemap: node.sourcemap,
          treeShaking: true,
        });
        await writeFile(path, shipped);
      }
      if (metafile) await writeFile(join(dist, 'meta.json'), `${JSON.stringify(loaded(metafile.outputs))}\n`);
    });
  },
};

/** The files that are read at start, those that the extension reads when they are first needed, and those of the command line. */
function loaded(outputs) {
  const from = (entry, kinds) => {
    const found = new Set([entry]);
    for (const file of found)
      for (const { path, kind } of outputs[file].imports)
        if (kinds.includes(kind) && outputs[path]) found.add(path);
    return [...found];
  };
  const all = ['import-statement', 'dynamic-import'];
  const start = from(join(dist, 'extension.js'), ['import-statement']);
  return {
    start,
    onDemand: from(join(dist, 'extension.js'), all).filter(file => !start.includes(file)),
    commandLine: from(join(dist, 'cli.js'), all),
  };
}

const views = existsSync('src/webview')
  ? (await readdir('src/webview', { withFileTypes: true }))
      .filter(entry => entry.isDirectory() && existsSync(join('src/webview', entry.name, 'main.ts')))
      .map(entry => entry.name)
  : [];

const builds = [
  {
    ...node,
    format: 'esm',
    splitting: true,
    write: false,
    // What the command line has in common with the extension is shipped once.
    entryPoints: ['src/extension.ts', { in: 'src/cli/main.ts', out: 'cli' }],
    outdir: dist,
    chunkNames: 'parts/[name]-[hash]',
    plugins: [...node.plugins, parts],
  },
  {
    ...common,
    platform: 'browser',
    target: 'es2022',
    // The page holds the script itself.
    format: 'iife',
    entryPoints: views.map(view => ({ in: `src/webview/${view}/main.ts`, out: view })),
    outdir: join(dist, 'webview'),
  },
  // The simulated server that *Try the Demo* starts in a thread of its own.
  {
    ...common,
    ...toCommonJs,
    entryPoints: [{ in: 'test/nextcloud/shipped.ts', out: 'demo' }],
    outdir: dist,
  },
  ...(tests
    ? [
        {
          ...node,
          minify: false,
          sourcemap: 'inline',
          external: ['mocha'],
          entryPoints: ['test/host/index.ts', 'test/host/**/*.test.ts', 'test/bench/host/index.ts'],
          outbase: '.',
          outdir: 'out',
        },
      ]
    : []),
];

if (tests) await rm('out', { recursive: true, force: true });
await mkdir(join(dist, 'webview'), { recursive: true });

/** All of VS Code's while watching, else those that are used. */
async function writeIcons() {
  const folder = 'node_modules/@vscode/codicons/dist';
  const all = {
    css: await readFile(join(folder, 'codicon.css'), 'utf8'),
    ttf: await readFile(join(folder, 'codicon.ttf')),
  };
  const icons = watch ? all : await usedIcons(all, await codeIn(dist));
  for (const kind of ['css', 'ttf']) await writeFile(join(dist, 'webview', `codicon.${kind}`), icons[kind]);
}

/** The scripts in a folder and in those below it. */
async function codeIn(folder) {
  const files = (await readdir(folder, { recursive: true })).filter(file => file.endsWith('.js'));
  return (await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')))).join('\n');
}

if (watch) {
  await writeIcons();
  for (const build of builds) await (await esbuild.context(build)).watch();
} else {
  // esbuild itself says what is wrong
  const results = await Promise.all(builds.map(build => esbuild.build(build))).catch(() => process.exit(1));
  await writeIcons();
  const ours = file => !leftOut.some(([part]) => part.test(file));
  await writeFile(join(dist, 'THIRD-PARTY-LICENSES.txt'), await licensesOf(results.slice(0, 3), ours));
}
