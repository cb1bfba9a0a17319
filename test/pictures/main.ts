// `npm run pictures`: takes all pictures of README.md and of the walkthrough anew, from the demo that the packaged extension
// brings along, in the newest VS Code. Look at them before they are committed.
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from '../e2e/support/launch.ts';
import { recentLog } from '../e2e/support/logs.ts';
import { hostVersions, root } from '../vscode/install.ts';
import { run } from '../vscode/main.ts';
import { packageExtension } from '../vscode/package.ts';
import { Camera } from './camera.ts';
import { animation, pictures } from './pictures.ts';

const size = { width: 1120, height: 700 };

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const window = await launch({
    vsix: await packageExtension(),
    version: hostVersions.newest,
    settings: { 'workbench.activityBar.compact': true, 'breadcrumbs.enabled': false },
  });
  try {
    await copyFile(join(root, 'samples/class-list.csv'), join(window.folder, 'class-list.csv'));
    await copyFile(join(root, 'samples/faulty.csv'), join(window.folder, 'faulty.csv'));
    for (const folder of ['readme', 'walkthrough'])
      await mkdir(join(root, 'media', folder), { recursive: true });
    await window.page.setViewportSize(size);
    await window.command('Nextcloud Admin: Try the Demo');
    await window.row('Demo').waitFor();
    await window.clearNotifications();
    const camera = new Camera(window);
    for (const [name, take] of Object.entries(pictures))
      if (wanted.length === 0 || wanted.includes(name)) {
        await window.fresh();
        await take(window, camera);
      }
    if (wanted.length === 0 || wanted.includes('animation')) {
      await window.fresh();
      await writeFile(join(root, 'media/readme/tour.png'), await animation(window, camera));
    }
    console.log(camera.taken.join('\n'));
  } catch (error) {
    await window.shot('failed');
    console.error(error, await recentLog(window.server.dataFolder));
    process.exitCode = 1;
  } finally {
    await window.close();
  }
}

run(main);
