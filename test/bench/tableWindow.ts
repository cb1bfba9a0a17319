import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { NextcloudClient } from '../../src/ocs/index.ts';
import { addServer } from '../e2e/support/addServer.ts';
import { launch } from '../e2e/support/launch.ts';
import type { LaunchOptions } from '../e2e/support/launch.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';
import { comparison, median, time } from './sample.ts';
import { MemoryGauge } from './windowMemory.ts';
import type { WindowMemory } from './windowMemory.ts';

/** What a real server takes for a page of users in a warm session (milliseconds). */
const latencyMs = 100;
/** An answer so late that the page waits for it, however slow the machine is (milliseconds). */
const lateMs = 1000;
/** Till nothing more is drawn or tidied up (milliseconds). */
const settledMs = 3000;
/** Long enough for 100,000 users (milliseconds). */
const longestMs = 180_000;

interface Scene {
  window: Workbench;
  nextcloud: SimulatedNextcloud;
}

/** The table of users in a real VS Code: of 5,000 users beside the client alone, and what 100,000 cost a person. */
export async function tableWindow(): Promise<Figure[]> {
  const gauge = await MemoryGauge.make();
  try {
    return [
      ...(await inWindow(5000, async scene => [await streaming(scene), ...(await firstRows(scene))])),
      ...(await inWindow(100_000, scene => manyRows(scene, gauge), gauge.options)),
    ];
  } finally {
    await gauge.dispose();
  }
}

async function inWindow(
  users: number,
  measure: (scene: Scene) => Promise<Figure[]>,
  options: LaunchOptions = {},
): Promise<Figure[]> {
  const nextcloud = await startNextcloud({ seed: { users, groups: 50 } });
  const window = await launch({ ...options, vsix: await packageExtension() });
  try {
    await addServer(window, nextcloud);
    return await measure({ window, nextcloud });
  } finally {
    await window.close();
    await nextcloud.close();
  }
}

const form = (window: Workbench): FrameLocator => window.form();
const open = (window: Workbench): Promise<void> => window.command('Nextcloud Admin: Open Users as a Table');
const close = (window: Workbench): Promise<void> => window.command('View: Close All Editors');

/** What stands below the table once all users are shown. */
const allWords = ({ nextcloud }: Scene): string => `${nextcloud.state.users.size.toLocaleString('en')} users`;

function isComplete(scene: Scene): Promise<void> {
  const words = form(scene.window).locator('.foot').getByText(allWords(scene), { exact: true });
  return words.waitFor({ timeout: longestMs });
}

/** When the server was first asked for users (milliseconds since 1970). */
function askedAt({ nextcloud }: Scene): number {
  const question = nextcloud.requests.find(({ path }) => path.endsWith('/cloud/users/details'));
  if (!question) throw new Error('The server was not asked for users.');
  return question.at;
}

/** From the first question to all rows, beside the same by the client alone. */
async function streaming(scene: Scene): Promise<Figure> {
  const { window, nextcloud } = scene;
  nextcloud.latencyMs = latencyMs;
  const client = new NextcloudClient({ baseUrl: nextcloud.url, credentials: nextcloud.admin });
  await client.users.get();
  const rounds: { ours: number; bare: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const bare = await time(async () => {
      for await (const user of client.users.iterate())
        if (!user.userId) throw new Error('A user without ID.');
    });
    nextcloud.requests.length = 0;
    await open(window);
    const complete = await inPage<number>(window, 'appears.js', { selector: '.foot', text: allWords(scene) });
    rounds.push({ ours: complete - askedAt(scene), bare });
    await close(window);
  }
  client.close();
  return {
    what: 'table: 5,000 rows complete (bare: the client alone)',
    unit: 'ms',
    ...comparison(rounds),
    budget: { of: 'ratio', most: 1.2 },
  };
}

/** From the first answer to the first row on screen, of some tables that are opened one after another. */
async function firstRows(scene: Scene): Promise<Figure[]> {
  const { window, nextcloud } = scene;
  const times: number[] = [];
  for (let round = 0; round < 7; round++) {
    nextcloud.requests.length = 0;
    nextcloud.latencyMs = lateMs;
    await open(window);
    const shown = await inPage<number>(window, 'appears.js', { selector: '.row', text: '' });
    times.push(shown - askedAt(scene) - lateMs);
    nextcloud.latencyMs = 0;
    await isComplete(scene);
    await close(window);
  }
  const what = 'table: first rows on screen after the answer';
  return [{ what, unit: 'ms', value: median(times), budget: { of: 'value', most: 150 } }];
}

async function manyRows(scene: Scene, gauge: MemoryGauge): Promise<Figure[]> {
  const { window } = scene;
  const before = await gauge.read(window);
  await open(window);
  await isComplete(scene);
  await window.page.waitForTimeout(settledMs);
  const felt = feltFigures(await inPage<Feel>(window, 'feel.js'));
  const shown = await gauge.read(window);
  await close(window);
  await window.page.waitForTimeout(settledMs);
  return [...felt, ...memoryFigures(before, shown, await gauge.read(window))];
}

interface Feel {
  filter: number;
  sort: number;
  longest: number;
  median: number;
}

/** Runs a function of `page/` in the page, as soon as there is one. */
async function inPage<Result>(window: Workbench, script: string, options: object = {}): Promise<Result> {
  const page = await form(window).locator('.table-page').elementHandle();
  const frame = await page.ownerFrame();
  if (!frame) throw new Error('There is no table on screen.');
  const text = readFileSync(join(import.meta.dirname, 'page', script), 'utf8')
    .trim()
    .replace(/;$/, '');
  return frame.evaluate<Result>(`(${text})(${JSON.stringify(options)})`);
}

const figureOf = (what: string, unit: Figure['unit'], value: number, most?: number): Figure => ({
  what: `table of 100,000 users in a window: ${what}`,
  unit,
  value,
  ...(most !== undefined && { budget: { of: 'value', most } }),
});

const feltFigures = ({ sort, filter, longest, median }: Feel): Figure[] => [
  figureOf('sorted by name, for the first time', 'ms', sort, 150),
  figureOf('filtered after typing, with its pause of 80 ms', 'ms', filter, 230),
  figureOf('longest frame while 10,000 rows are scrolled', 'ms', longest, 50),
  figureOf('the frame in the middle', 'ms', median),
];

function memoryFigures(before: WindowMemory, shown: WindowMemory, closed: WindowMemory): Figure[] {
  const more = (now: WindowMemory, of: keyof WindowMemory) => (now[of] - before[of]) / 1e6;
  const both = (now: WindowMemory) => more(now, 'pages') + more(now, 'host');
  return [
    figureOf('more memory in the page', 'MB', more(shown, 'pages')),
    figureOf('more memory in the extension host', 'MB', more(shown, 'host')),
    figureOf('more memory in both', 'MB', both(shown), 200),
    figureOf('more memory in both, once the tab is closed', 'MB', both(closed), 20),
  ];
}
