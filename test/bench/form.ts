import { startNextcloud } from '../nextcloud/index.ts';
import { addServer } from '../e2e/support/addServer.ts';
import { launch } from '../e2e/support/launch.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { hostVersions } from '../vscode/install.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';
import { median } from './sample.ts';

const accounts = Array.from({ length: 16 }, (_, n) => `user${n}`);
const groups = Array.from({ length: 500 }, (_, n) => `group${n}`);
/** What a real server takes for one account in a warm session (milliseconds). */
const latencyMs = 100;

/** Till the form is there with its avatar and all (milliseconds): to look for it meanwhile would slow it down. */
const settledMs = 1500;

interface Opened {
  fromClick: number;
  fromAnswer: number;
}

/** From the click on a row, and from the server's answer, to the form on screen, in the newest VS Code. */
export async function form(): Promise<Figure[]> {
  const nextcloud = await startNextcloud({ seed: 'empty', latencyMs });
  for (const id of groups) nextcloud.state.createGroup(id, `The ${id}`);
  for (const id of accounts)
    nextcloud.state.createUser({ id, displayname: `Name of ${id}`, groups: groups.slice(0, 5) });
  const window = await launch({ vsix: await packageExtension(), version: hostVersions.newest });
  try {
    await addServer(window, nextcloud);
    await window.show('Nextcloud Admin');
    await window.row('Name of user0').waitFor();
    const times: Opened[] = [];
    for (const id of accounts) times.push(await open(window, nextcloud, id));
    const [first, ...others] = times as [Opened, ...Opened[]];
    const budget = { of: 'value', most: 300 } as const;
    return [
      { what: 'form on screen after a click, the first one', unit: 'ms', value: first.fromClick },
      {
        what: 'form on screen after a click, the others',
        unit: 'ms',
        value: median(others.map(({ fromClick }) => fromClick)),
      },
      {
        what: 'form on screen after the answer, 500 groups on the server',
        unit: 'ms',
        value: median(others.map(({ fromAnswer }) => fromAnswer)),
        budget,
      },
    ];
  } finally {
    await window.close();
    await nextcloud.close();
  }
}

async function open(window: Workbench, nextcloud: SimulatedNextcloud, id: string): Promise<Opened> {
  nextcloud.requests.length = 0;
  const clicked = Date.now();
  await window.row(`Name of ${id}`).click();
  await window.page.waitForTimeout(settledMs);
  await window
    .form()
    .getByRole('heading', { name: `Name of ${id}` })
    .waitFor();
  const field = window.form().getByLabel('Display name', { exact: true });
  const shown = await field.evaluate(firstPainted);
  const question = nextcloud.requests.find(({ path }) => path.endsWith(`/cloud/users/${id}`));
  if (!question) throw new Error(`The server was not asked for ${id}.`);
  return { fromClick: shown - clicked, fromAnswer: shown - (question.at + latencyMs) };
}

/** When the browser first put something of the form on screen (milliseconds since 1970): till then the page is empty. */
async function firstPainted(): Promise<number> {
  for (;;) {
    const [first] = performance.getEntriesByName('first-contentful-paint');
    if (first) return performance.timeOrigin + first.startTime;
    await new Promise(resolve => setTimeout(resolve, 5));
  }
}
