import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from './install.ts';

/** Builds the extension and, with `tests`, the suites that run inside VS Code. */
export async function build({ tests = false } = {}): Promise<void> {
  await promisify(execFile)(process.execPath, ['esbuild.mjs', ...(tests ? ['--tests'] : [])], { cwd: root });
}

/** Packages the extension as it would be published and returns the .vsix, which is there until this process ends. */
export async function packageExtension(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nca-vsix-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const vsix = join(folder, 'nextcloud-admin.vsix');
  await promisify(execFile)('npm', ['run', 'package', '--', '--out', vsix], { cwd: root });
  return vsix;
}
