import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';
import { recordIn } from '../../src/ocs/narrow.ts';
import { limits } from '../support/limits.ts';
import { hostVersions } from '../vscode/install.ts';

const read = (file: string): string => readFileSync(file, 'utf8');
const manifest = recordIn(JSON.parse(read('package.json')));
const lock = recordIn(JSON.parse(read('package-lock.json')));
const workflows = readdirSync('.github/workflows').map(file => join('.github/workflows', file));

/** Files that package.json names, such as icons, grammars and pages of the walkthrough. */
const named = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|dist|l10n)\/[^"*]+\.\w+)"/g)].map(
  ([, file = '']) => file,
);

describe('the package', () => {
  it('has every file that package.json names, and nothing that is for development', async () => {
    const packed = await listFiles({ packageManager: PackageManager.None });
    const built = (file: string) => file.startsWith('dist/');
    assert.ok(named.length > 5);
    assert.deepEqual(
      named.filter(file => !built(file) && !packed.includes(file)),
      [],
    );
    const top = new Set(packed.filter(file => !built(file)).map(file => file.replace(/\/.*/, '')));
    const translated = [...top].filter(file => /^package\.nls\.[\w-]+\.json$/.test(file));
    assert.deepEqual(
      [...top].filter(file => !translated.includes(file)).sort(),
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'SECURITY.md',
        'l10n',
        'media',
        'package.json',
        'package.nls.json',
      ].sort(),
    );
  }).timeout(limits.long);

  it('has the command line with its languages, and no more, for npm', async () => {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      shell: process.platform === 'win32',
    });
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
    assert.deepEqual(
      files
        .map(({ path }) => path)
        .filter(file => !/^dist\/(?:cli\.js$|parts\/|[^/]+\.txt$)/.test(file))
        .sort(),
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        ...['de', 'es', 'fr'].map(language => `l10n/bundle.l10n.${language}.json`),
        'package.json',
      ],
    );
  }).timeout(limits.long);

  it('has one version, which the changelog has a section for', () => {
    assert.equal(lock.version, manifest.version);
    assert.ok(read('CHANGELOG.md').includes(`\n## [${String(manifest.version)}] - 20`));
  });
});

describe('the workflows', () => {
  for (const file of workflows) {
    const text = read(file);
    it(`${file} run scripts that are there`, () => {
      const scripts = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = '']) => script);
      assert.ok(scripts.length > 0);
      assert.deepEqual(
        scripts.filter(script => !(script in recordIn(manifest.scripts))),
        [],
      );
    });
    it(`${file} use actions by their commits`, () => {
      const used = [...text.matchAll(/uses: (\S+)/g)].map(([, action = '']) => action);
      assert.deepEqual(
        used.filter(action =>
          action.startsWith('./') ? !existsSync(action) : !/@[0-9a-f]{40}$/.test(action),
        ),
        [],
      );
    });
  }

  it('walk through the oldest and the newest VS Code', () => {
    const versions = Object.values(hostVersions).map(version => `'${version}'`);
    const text = read('.github/workflows/ci.yml');
    assert.ok(text.includes(`vscode: [${versions.join(', ')}]`));
    const oldest = recordIn(manifest.engines).vscode;
    assert.ok(text.includes(`vscode: ['${String(oldest).replace(/^\^|\.0$/g, '')}`));
  });
});
