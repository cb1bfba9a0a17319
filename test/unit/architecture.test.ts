import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import architecture from '../../src/architecture.json';
import {
  files,
  floors,
  folderOf,
  imports,
  mayImport,
  readSource,
  specifiers,
} from '../architecture/imports.ts';
import type { Import } from '../architecture/imports.ts';
import { keptPicture, picture } from '../architecture/picture.ts';

const mostLines = 300;

const isAllowed = ({ from, to }: Import): boolean =>
  from === 'extension.ts' ||
  folderOf(from) === folderOf(to) ||
  !to.includes('/') ||
  (mayImport[folderOf(from)] ?? []).some(allowed => to === allowed || to.startsWith(`${allowed}/`));

const linesOf = (file: string): number => readSource(file).trimEnd().split('\n').length;

/** Where each type name is declared that some file exports. */
function exportedTypes(): Map<string, string[]> {
  const declaration =
    /^(?<exported>export )?(?:declare )?(?:abstract )?(?:interface|type|class|enum) (?<name>\w+)/gm;
  const all = files.flatMap(file =>
    [...readSource(file).matchAll(declaration)].map(({ groups }) => ({
      file,
      name: groups!.name!,
      isExported: groups!.exported !== undefined,
    })),
  );
  const exported = new Set(all.filter(({ isExported }) => isExported).map(({ name }) => name));
  const places = new Map([...exported].map(name => [name, [] as string[]]));
  for (const { file, name } of all) places.get(name)?.push(file);
  return places;
}

describe('the architecture', () => {
  it('has the folders that src/architecture.json names', () => {
    const found = new Set(files.filter(file => file.includes('/')).map(folderOf));
    assert.deepEqual([...found].sort(), Object.keys(mayImport).sort());
    assert.ok(imports.length > 500);
  });

  it('lets each folder import only what it may', () => {
    const wrong = imports.filter(one => !one.to.startsWith('..') && !isAllowed(one));
    assert.deepEqual(wrong, []);
  });

  it('has no import from a lower floor to a higher one, or within a floor', () => {
    const floorOf = new Map(
      floors().flatMap((folders, level) => folders.map(folder => [folder, level] as const)),
    );
    const upward = imports.filter(({ from, to }) => {
      const [above, below] = [floorOf.get(folderOf(from)), floorOf.get(folderOf(to))];
      return folderOf(from) !== folderOf(to) && above !== undefined && below !== undefined && above <= below;
    });
    assert.deepEqual(upward, []);
  });

  it('has no circular imports, including imports of types only', () => {
    const next = (file: string) => imports.filter(({ from }) => from === file);
    const finished = new Set<string>();
    const visit = (file: string, path: string[]): void => {
      assert.ok(!path.includes(file), [...path, file].join(' → '));
      if (finished.has(file)) return;
      for (const { to } of next(file)) visit(to, [...path, file]);
      finished.add(file);
    };
    for (const file of files) visit(file, []);
  });

  for (const folder of architecture.withoutVscode)
    it(`keeps vscode out of ${folder}`, () => {
      const importing = files.filter(
        file => folderOf(file) === folder && specifiers(file).some(name => name === 'vscode'),
      );
      assert.deepEqual(importing, []);
    });

  it('has a composition root that only composes', () => {
    const lines = linesOf('extension.ts');
    assert.ok(lines <= 120, `${lines} lines`);
  });

  it(`has no file of more than ${mostLines} lines`, () => {
    const long = files.filter(file => linesOf(file) > mostLines).map(file => `${file}: ${linesOf(file)}`);
    assert.deepEqual(long, []);
  });

  it('has tests whose files are as short, or begin with the reason', () => {
    const tests = join(import.meta.dirname, '..');
    const long = readdirSync(tests, { recursive: true, encoding: 'utf8' })
      .filter(file => file.endsWith('.ts'))
      .filter(file => {
        const text = readFileSync(join(tests, file), 'utf8').trimEnd();
        return text.split('\n').length > mostLines && !text.startsWith('// Longer than other files, as ');
      });
    assert.deepEqual(long, []);
  });

  it('declares no exported type name a second time', () => {
    const twice = [...exportedTypes()].filter(([, places]) => places.length > 1);
    assert.deepEqual(twice, []);
  });

  it('matches docs/architecture.md (otherwise, run `npm run picture`)', () => {
    assert.equal(keptPicture(), picture());
  });
});
