import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../vscode/install.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';

async function size(file: string, what: string, most: number): Promise<Figure> {
  const { size } = await stat(file);
  return { what, value: size / 1000, unit: 'KB', budget: { of: 'value', most } };
}

/** Of what is shipped, as a release builds it. */
export async function sizes(): Promise<Figure[]> {
  const vsix = await packageExtension();
  try {
    const views = (await readdir(join(root, 'dist/webview'))).filter(file => file.endsWith('.js'));
    return await Promise.all([
      size(join(root, 'dist/extension.js'), 'dist/extension.js', 350),
      ...views.map(file => size(join(root, 'dist/webview', file), `dist/webview/${file}`, 250)),
      size(vsix, 'nextcloud-admin.vsix', 1200),
    ]);
  } finally {
    await rm(dirname(vsix), { recursive: true });
  }
}
