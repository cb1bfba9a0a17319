import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import architecture from '../../src/architecture.json';

const src = join(import.meta.dirname, '../../src');
const folders: Record<string, string[]> = architecture.mayImport;

interface Import {
  /** Both below `src`, with `/`. */
  from: string;
  to: string;
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(name => name.split(sep).join('/'));

/** The modules that a file imports, be it their types alone. */
const specifiers = (file: string): string[] =>
  [
    ...readFileSync(join(src, file), 'utf8').matchAll(/^(?:import|export)\b[^;]*?from '(?<name>[^']+)'/gms),
  ].map(({ groups }) => groups!.name!);

const imports: Import[] = files.flatMap(from =>
  specifiers(from)
    .filter(name => name.startsWith('.'))
    .map(name => ({
      from,
      to: relative(src, join(src, dirname(from), name))
        .split(sep)
        .join('/'),
    })),
);

const folderOf = (file: string): string => file.split('/')[0]!;
const isAllowed = ({ from, to }: Import): boolean =>
  from === 'extension.ts' ||
  folderOf(from) === folderOf(to) ||
  !to.includes('/') ||
  (folders[folderOf(from)] ?? []).some(allowed => to === allowed || to.startsWith(`${allowed}/`));

describe('the architecture', () => {
  it('is made of the folders that the design names', () => {
    const found = new Set(files.filter(file => file.includes('/')).map(folderOf));
    assert.deepEqual([...found].sort(), Object.keys(folders).sort());
    assert.ok(imports.length > 500);
  });

  it('lets each folder import only what it may', () => {
    const wrong = imports.filter(one => !one.to.startsWith('..') && !isAllowed(one));
    assert.deepEqual(wrong, []);
  });

  for (const folder of architecture.withoutVscode)
    it(`keeps vscode out of ${folder}`, () => {
      const knowing = files.filter(
        file => folderOf(file) === folder && specifiers(file).some(name => name === 'vscode'),
      );
      assert.deepEqual(knowing, []);
    });

  it('has a composition root that only composes', () => {
    const lines = readFileSync(join(src, 'extension.ts'), 'utf8').split('\n').length;
    assert.ok(lines <= 120, `${lines} lines`);
  });

  it('has no circular imports, be it of types alone', () => {
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
});
