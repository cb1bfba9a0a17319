import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from '../../vscode/chromium.ts';
import { limits, scaled } from '../../support/limits.ts';
import { hostVersions, type HostVersion } from '../../vscode/install.ts';
import { startServer, type ServerOptions } from '../../vscode/server.ts';
import { slowProxy } from './slowProxy.ts';
import { themes, type Theme } from './themes.ts';
import { Workbench } from './workbench.ts';

export interface LaunchOptions extends Omit<ServerOptions, 'version'> {
  version?: HostVersion;
  /** The extension's source folder, loaded in development mode, instead of a `vsix`; on the oldest version only. */
  development?: string;
  theme?: Theme;
  /** How long a message between the window and the extension host takes now, as over a slow network (milliseconds). */
  channelDelayMs?: () => number;
  /** Chromium's profile, which keeps VS Code's state and secrets; a temporary one when absent. */
  profileFolder?: string;
  /** The folder that is open; a temporary, empty one when absent. */
  workspaceFolder?: string;
}

/** The version that the environment asks for. */
export function hostVersion(): HostVersion {
  const asked = process.env.VSCODE_HOST ?? hostVersions.newest;
  const version = Object.values(hostVersions).find(known => known === asked);
  if (!version)
    throw new Error(`VSCODE_HOST is one of ${Object.values(hostVersions).join(', ')}, not ${asked}.`);
  return version;
}

/** Starts a real VS Code with the extension and opens it in Chromium. */
export async function launch(options: LaunchOptions): Promise<Workbench> {
  const { development, theme = 'dark', version = hostVersion(), channelDelayMs, ...rest } = options;
  const temporary = await mkdtemp(join(tmpdir(), 'nca-e2e-'));
  const {
    profileFolder = join(temporary, 'profile'),
    workspaceFolder = join(temporary, 'workspace'),
    settings,
  } = options;
  await mkdir(workspaceFolder, { recursive: true });
  const server = await startServer({
    ...rest,
    version,
    settings: {
      'workbench.colorTheme': themes[theme].setting,
      // What pops up beside one row lies over the next, and takes the click that is meant for that.
      'workbench.hover.delay': 600_000,
      ...settings,
    },
  });
  const proxy =
    channelDelayMs && (await slowProxy(Number(new URL(server.url({ folder: '' })).port), channelDelayMs));
  const context = await openChromium(profileFolder);
  context.setDefaultTimeout(scaled(limits.fact));
  const page = context.pages()[0] ?? (await context.newPage());
  const workbench = new Workbench(page, server, workspaceFolder, async () => {
    await context.close();
    if (proxy) proxy.close();
    await server.stop();
    await rm(temporary, { recursive: true, force: true });
  });
  try {
    const address = new URL(server.url({ folder: workspaceFolder, ...(development && { development }) }));
    if (proxy) address.port = String(proxy.port);
    await page.goto(address.href);
    await workbench.ready();
  } catch (error) {
    await workbench.close();
    throw error;
  }
  return workbench;
}
