// `npm run pictures`: takes all pictures of README.md and of the walkthrough anew, from the demo that the packaged extension
// brings along, in the newest VS Code. Look at them before they are committed.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launch } from '../e2e/support/launch.ts';
import { recentLog } from '../e2e/support/logs.ts';
import { hostVersions, root } from '../vscode/install.ts';
import { run } from '../vscode/main.ts';
import { packageExtension } from '../vscode/package.ts';
import { Camera } from './camera.ts';
import { animation, pictures } from './pictures.ts';

const size = { width: 1120, height: 700 };

/** New people of the demo, and some who are there. */
const staff = [
  'userid,displayname,email,groups,quota,state',
  'noah.lindqvist,Noah Lindqvist,noah.lindqvist@example.com,Marketing;Everyone,5 GB,present',
  'emma.costa,Emma Costa,emma.costa@example.com,Marketing;Everyone,5 GB,present',
  'anna.gruber,,,+Marketing,20 GB,',
  'adam.bianchi,Adam Bianchi-Rossi,adam.bianchi-rossi@example.com,,,',
  'aisha.kraus,,,,,disabled',
  'alice.rossi,,,,50 GB,',
].join('\n');

/** With what is often wrong in such a file. */
const trainees = [
  'userid,displayname,email,groups,quota',
  'mia.keller,Mia Keller,mia.keller@example.com,Apprentices;Everyone,5 GB',
  'leon.duarte,Leon Duarte,leon.duarte at example.com,Apprentices;Everyone,5 GB',
  'zoe.marin,Zoe Marin,zoe.marin@example.com,Aprentices;Everyone,5 GB',
  'elif.aydin,Elif Aydın,elif.aydin@example.com,Apprentices;Everyone,five',
  'mia.keller,Mia Keller,mia.keller@example.com,Apprentices,5 GB',
].join('\n');

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const window = await launch({
    vsix: await packageExtension(),
    version: hostVersions.newest,
    settings: { 'workbench.activityBar.compact': true, 'breadcrumbs.enabled': false },
  });
  try {
    await writeFile(join(window.folder, 'staff.csv'), staff);
    await writeFile(join(window.folder, 'trainees.csv'), trainees);
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
