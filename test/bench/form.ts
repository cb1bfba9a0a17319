import { join } from 'node:path';
import { startNextcloud } from '../nextcloud/index.ts';
import { addServer } from '../e2e/support/addServer.ts';
import { launch } from '../e2e/support/launch.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { hostVersions, root } from '../vscode/install.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';
import { comparison } from './sample.ts';

const accounts = Array.from({ length: 16 }, (_, n) => `user${n}`);
const groups = Array.from({ length: 500 }, (_, n) => `group${n}`);
/** What a real server takes for one account in a warm session (milliseconds). */
const latencyMs = 100;

/** Till the form is there with its avatar and all (milliseconds): to look for it meanwhile would slow it down. */
const settledMs = 1500;

/** Till a row under the mouse has its looks and its buttons (milliseconds). */
const hoverMs = 300;

interface Opened {
  fromClick: number;
  fromAnswer: number;
}

/**
 * From the click on a row, and from the server's answer, to the form on screen, in the newest VS Code; beside the least
 * that shows an answer in a custom text editor.
 */
export async function form(): Promise<Figure[]> {
  const nextcloud = await startNextcloud({ seed: 'empty', latencyMs });
  for (const id of groups) nextcloud.state.createGroup(id, `The ${id}`);
  for (const id of accounts)
    nextcloud.state.createUser({ id, displayname: `Name of ${id}`, groups: groups.slice(0, 5) });
  const window = await launch({
    vsix: await packageExtension(),
    extensions: [join(root, 'test/bench/trivial')],
    env: { BENCH_TARGET: JSON.stringify({ url: nextcloud.url, ...nextcloud.admin, ids: accounts }) },
    version: hostVersions.newest,
  });
  try {
    await addServer(window, nextcloud);
    await window.expand(/^All/);
    const times: { ours: Opened; bare: Opened }[] = [];
    for (const id of accounts) {
      await window.show('Trivial');
      const bare = await open(window, nextcloud, id, `Trivial ${id}`);
      await window.show('Nextcloud Admin');
      const ours = await open(window, nextcloud, id, `Name of ${id}`);
      times.push({ ours, bare });
    }
    const expanded = [];
    for (let round = 0; round < 9; round++)
      expanded.push({
        bare: await expand(window, 'Trivial', 'Trivial branch', 'Trivial leaf 0'),
        ours: await expand(window, 'Nextcloud Admin', /^Groups/, /^The group0/),
      });
    const [first, ...others] = times;
    const by = (what: keyof Opened) =>
      comparison(others.map(({ ours, bare }) => ({ ours: ours[what], bare: bare[what] })));
    return [
      { what: 'form on screen after a click, the first one', unit: 'ms', value: first?.ours.fromClick ?? 0 },
      {
        what: 'form on screen after a click (bare: a heading in a custom text editor)',
        unit: 'ms',
        ...by('fromClick'),
        budget: { of: 'ratio', most: 1.3 },
      },
      {
        what: 'form on screen after the answer, 500 groups on the server',
        unit: 'ms',
        ...by('fromAnswer'),
        budget: { of: 'value', most: 300 },
      },
      {
        what: 'rows on screen after a branch was expanded (bare: a tree with constant rows)',
        unit: 'ms',
        ...comparison(expanded.slice(1)),
        budget: { of: 'ratio', most: 1.5 },
      },
    ];
  } finally {
    await window.close();
    await nextcloud.close();
  }
}

/** From the click that expands a branch to its first row. A branch that is closed keeps no rows, here and there. */
async function expand(
  window: Workbench,
  view: string,
  branch: string | RegExp,
  first: string | RegExp,
): Promise<number> {
  await window.show(view);
  await window.row(branch).hover();
  await window.page.waitForTimeout(hoverMs);
  const { mouse } = window.page;
  const clicked = Date.now();
  await mouse.down();
  await mouse.up();
  await window.row(first).waitFor();
  const took = Date.now() - clicked;
  await window.page.keyboard.press('ArrowLeft');
  await window.row(first).waitFor({ state: 'detached' });
  return took;
}

async function open(
  window: Workbench,
  nextcloud: SimulatedNextcloud,
  id: string,
  row: string,
): Promise<Opened> {
  await window.row(row).hover();
  await window.page.waitForTimeout(hoverMs);
  nextcloud.requests.length = 0;
  const { mouse } = window.page;
  const clicked = Date.now();
  await mouse.down();
  await mouse.up();
  await window.page.waitForTimeout(settledMs);
  const heading = window.form().getByRole('heading', { name: `Name of ${id}` });
  const shown = await heading.evaluate(firstPainted);
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
