import { startNextcloud } from '../nextcloud/index.ts';
import { addServer } from '../e2e/support/addServer.ts';
import { launch } from '../e2e/support/launch.ts';
import { hostVersions } from '../vscode/install.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';
import { median, time } from './sample.ts';

const accounts = Array.from({ length: 12 }, (_, n) => `user${n}`);

/** From the click on a row to the form that can be typed into, in the newest VS Code, as a person sees it. */
export async function form(): Promise<Figure[]> {
  const nextcloud = await startNextcloud({ seed: 'empty' });
  for (const id of accounts) nextcloud.state.createUser({ id, displayname: `Name of ${id}` });
  const vsix = await packageExtension();
  const window = await launch({ vsix, version: hostVersions.newest });
  const open = (id: string) =>
    time(async () => {
      await window.row(`Name of ${id}`).click();
      await window.form().locator(`text=Name of ${id}`).first().waitFor();
      await window.form().getByLabel('Display name').waitFor();
    });
  try {
    await addServer(window, nextcloud);
    await window.show('Nextcloud Admin');
    await window.row('Name of user0').waitFor();
    const times: number[] = [];
    for (const id of accounts) times.push(await open(id));
    return [
      { what: 'form on screen after a click, the first one', unit: 'ms', value: times[0]! },
      { what: 'form on screen after a click, the others', unit: 'ms', value: median(times.slice(1)) },
    ];
  } finally {
    await window.close();
    await nextcloud.close();
  }
}
