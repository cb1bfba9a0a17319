// Looks at the extension as it is in the working tree: `npm run look [journey.ts]` starts the demo without a screen, runs the
// journey's default export with it and leaves the pictures it takes in .tmp/shots. Without a journey: the side bar.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launch } from '../e2e/support/launch.ts';
import { recentLog } from '../e2e/support/logs.ts';
import { themes, type Theme } from '../e2e/support/themes.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { startDemo } from './demo.ts';
import { hostVersions, root } from './install.ts';
import { run } from './main.ts';
import { build } from './package.ts';

export type Journey = (workbench: Workbench, nextcloud: SimulatedNextcloud) => Promise<void>;

const sideBar: Journey = async workbench => {
  await workbench.row('Demo').waitFor();
  for (const theme of Object.keys(themes) as Theme[]) {
    await workbench.setTheme(theme);
    await workbench.shot(`sidebar-${theme}`);
  }
};

async function load(path: string | undefined): Promise<Journey> {
  if (!path) return sideBar;
  const module = (await import(pathToFileURL(resolve(path)).href)) as {
    default: Journey | { default: Journey };
  };
  return 'default' in module.default ? module.default.default : module.default;
}

async function main(): Promise<void> {
  const journey = await load(process.argv[2]);
  await build();
  const { nextcloud, env } = await startDemo();
  const workbench = await launch({ version: hostVersions.oldest, development: root, env });
  try {
    await journey(workbench, nextcloud);
  } catch (error) {
    await workbench.shot('failed');
    console.error(error, await recentLog(workbench.server.dataFolder));
    process.exitCode = 1;
  } finally {
    console.log(workbench.shots.join('\n'));
    await workbench.close();
    await nextcloud.close();
  }
}

run(main);
