import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The repository. */
export const root = resolve(import.meta.dirname, '../..');

/** An extension with a debugger, for the suites inside VS Code. */
export const testDebugger = join(root, 'test/host/inspect/debugger');

/** code-server releases by what they stand for: VS Code 1.100.3, the oldest supported, and 1.139.1, the newest. */
export const hostVersions = { oldest: '4.100.3', newest: '4.139.1' } as const;
export type HostVersion = (typeof hostVersions)[keyof typeof hostVersions];

/** Whether code-server can run here; everywhere else a desktop VS Code takes its place. */
export const hostRunsHere = process.platform === 'linux' && process.arch === 'x64';

const locks = join(import.meta.dirname, 'host');
const shims = join(locks, 'shims');

/** What replaces the native modules that `--ignore-scripts` leaves unbuilt, below code-server's lib/vscode/node_modules. */
const shimOf: Record<string, string> = {
  '@vscode/spdlog': 'spdlog.js',
  'native-watchdog': 'watchdog.js',
  '@vscode/native-watchdog': 'watchdog.js',
};

/** Not below the extension: VS Code 1.100 takes every theme under extensionDevelopmentPath for the developed one's. */
export function cacheFolder(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return process.env.NEXTCLOUD_ADMIN_HOST_CACHE || join(base, 'nextcloud-admin', 'vscode-host');
}

async function fingerprint(version: HostVersion): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of [join(locks, version), shims])
    for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 12);
}

async function npmCi(folder: string, ...options: string[]): Promise<void> {
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', ...options];
  await promisify(execFile)('npm', args, { cwd: folder, maxBuffer: 64 * 1024 * 1024 });
}

async function installInto(folder: string, version: HostVersion, say: (text: string) => void): Promise<void> {
  const steps = 4;
  const step = (n: number, text: string) => say(`[${n}/${steps}] ${text}`);
  await cp(join(locks, version), folder, { recursive: true });
  step(1, 'code-server');
  await npmCi(folder);
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  step(2, 'what VS Code needs');
  // Its own lock is out of step with one peer dependency.
  await npmCi(vscode, '--omit=dev', '--legacy-peer-deps');
  step(3, "what VS Code's own extensions need");
  await npmCi(join(vscode, 'extensions'), '--omit=dev');
  step(4, 'replacements for native modules');
  for (const [module, shim] of Object.entries(shimOf)) {
    const target = join(vscode, 'node_modules', module);
    if (existsSync(target)) await copyFile(join(shims, shim), join(target, 'index.js'));
  }
  if (existsSync(join(folder, 'node_modules/@vscode/ripgrep-linux-x64/bin')))
    await symlink(
      '../../../../../../@vscode/ripgrep-linux-x64/bin',
      join(vscode, 'node_modules/@vscode/ripgrep/bin'),
    );
}

/**
 * Installs one code-server release from npm into a cache outside the project, once, and returns its folder.
 * It is built aside and moved into place when complete, so an interrupted or a parallel run leaves nothing half done.
 * @param say is given a line for each step of a first installation
 */
export async function installHost(
  version: HostVersion,
  say: (text: string) => void = text => console.log(text),
): Promise<string> {
  const cache = cacheFolder();
  const folder = join(cache, `${version}-${await fingerprint(version)}`);
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const aside = await mkdtemp(join(cache, '.installing-'));
  try {
    say(`Installing VS Code (code-server ${version}) into ${folder}, once; this takes some seconds.`);
    await installInto(aside, version, say);
    await rename(aside, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return folder;
}
