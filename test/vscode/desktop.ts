// Desktop VS Code, downloaded by @vscode/test-electron: where code-server cannot run, and to check that nothing depends on it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { root, testDebugger } from './install.ts';
import { build } from './package.ts';

const version = process.env.VSCODE_VERSION || '1.100.3';
const flags = ['--disable-extensions', '--disable-workspace-trust', '--skip-release-notes', '--skip-welcome'];

/** Runs the suites of test/host; rejects when one fails. Linux needs a screen (`xvfb-run`). */
export async function testInDesktop(): Promise<void> {
  await build({ tests: true });
  const folder = await mkdtemp(join(tmpdir(), 'nca-desktop-'));
  try {
    await runTests({
      version,
      extensionDevelopmentPath: [root, testDebugger],
      extensionTestsPath: join(root, 'out/test/host/index'),
      launchArgs: [folder, ...flags],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens the extension in development mode; settles when VS Code ends, and ends it with this process. */
export async function showOnDesktop(dataFolder: string, env: Record<string, string>): Promise<void> {
  const program = await downloadAndUnzipVSCode(version);
  const workspace = join(dataFolder, 'workspace');
  await mkdir(workspace, { recursive: true });
  const args = [workspace, ...flags, `--extensionDevelopmentPath=${root}`, `--user-data-dir=${dataFolder}`];
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: 'ignore' });
  process.once('exit', () => child.kill());
  await once(child, 'exit');
}
