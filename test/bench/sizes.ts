import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../vscode/install.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';

/** What the build says of its files, by paths from the root. */
interface Loaded {
  start: string[];
  onDemand: string[];
  /** All that the command line may read, of which the extension reads most, too. */
  commandLine: string[];
}

async function size(files: readonly string[], what: string, most: number): Promise<Figure> {
  const sizes = await Promise.all(files.map(async file => (await stat(file)).size));
  const value = sizes.reduce((sum, size) => sum + size, 0) / 1000;
  return { what, value, unit: 'KB', budget: { of: 'value', most } };
}

const inRoot = (file: string): string => join(root, file);

/** Of what is shipped, as a release builds it. */
export async function sizes(): Promise<Figure[]> {
  const vsix = await packageExtension();
  try {
    const views = (await readdir(join(root, 'dist/webview'))).filter(file => file.endsWith('.js'));
    const { start, onDemand, commandLine } = JSON.parse(
      await readFile(join(root, 'dist/meta.json'), 'utf8'),
    ) as Loaded;
    return await Promise.all([
      size(start.map(inRoot), 'dist/extension.js, with what it loads at start', 350),
      size([...start, ...onDemand].map(inRoot), 'all code of the extension host', 900),
      size(commandLine.map(inRoot), 'all code of the command line', 500),
      size([join(root, 'dist/demo.js')], 'dist/demo.js, the server of the demo', 120),
      ...views.map(file => size([join(root, 'dist/webview', file)], `dist/webview/${file}`, 250)),
      size([vsix], 'nextcloud-admin.vsix', 1200),
    ]);
  } finally {
    await rm(dirname(vsix), { recursive: true });
  }
}
