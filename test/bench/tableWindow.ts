import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { NextcloudClient } from '../../src/ocs/index.ts';
import { addServer } from '../e2e/support/addServer.ts';
import { launch } from '../e2e/support/launch.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { packageExtension } from '../vscode/package.ts';
import type { Figure } from './figures.ts';
import { time } from './sample.ts';

/** What a real server takes for a page of users in a warm session (milliseconds). */
const latencyMs = 100;
/** Till nothing more is drawn or tidied up (milliseconds). */
const settledMs = 3000;
/** Long enough for 100,000 users (milliseconds). */
const longestMs = 180_000;

/** The table of users in a real VS Code: of 5,000 users beside the client alone, and what a person feels with 100,000. */
export async function tableWindow(): Promise<Figure[]> {
  return [
    ...(await inWindow(5000, latencyMs, streaming)),
    ...(await inWindow(100_000, 0, async (window, _, shown) => {
      await open(window, shown);
      await window.page.waitForTimeout(settledMs);
      return figuresOf(await inPage(window, 'feel.js'));
    })),
  ];
}

async function inWindow(
  users: number,
  latency: number,
  measure: (window: Workbench, nextcloud: SimulatedNextcloud, shown: string) => Promise<Figure[]>,
): Promise<Figure[]> {
  const nextcloud = await startNextcloud({ seed: { users, groups: 50 }, latencyMs: latency });
  const window = await launch({ vsix: await packageExtension() });
  try {
    await addServer(window, nextcloud);
    return await measure(window, nextcloud, `${nextcloud.state.users.size.toLocaleString('en')} users`);
  } finally {
    await window.close();
    await nextcloud.close();
  }
}

const form = (window: Workbench): FrameLocator => window.form();

async function open(window: Workbench, shown: string): Promise<void> {
  await window.command('Nextcloud Admin: Open Users as a Table');
  await form(window).locator('.foot').getByText(shown, { exact: true }).waitFor({ timeout: longestMs });
}

/** From the first question to all rows, beside the same by the client alone; and from the first answer to the first row. */
async function streaming(window: Workbench, nextcloud: SimulatedNextcloud, shown: string): Promise<Figure[]> {
  const client = new NextcloudClient({ baseUrl: nextcloud.url, credentials: nextcloud.admin });
  await client.users.get();
  const bare = await time(async () => {
    for await (const user of client.users.iterate()) if (!user.userId) throw new Error('A user without ID.');
  });
  client.close();
  nextcloud.requests.length = 0;
  await window.command('Nextcloud Admin: Open Users as a Table');
  const first = await form(window)
    .locator('.row')
    .first()
    .evaluate(() => Date.now());
  await form(window).locator('.foot').getByText(shown, { exact: true }).waitFor({ timeout: longestMs });
  const complete = Date.now();
  const question = nextcloud.requests.find(({ path }) => path.endsWith('/cloud/users/details'));
  if (!question) throw new Error('The server was not asked for users.');
  return [
    {
      what: 'table: 5,000 rows complete (bare: the client alone)',
      unit: 'ms',
      value: complete - question.at,
      bare,
      ratio: (complete - question.at) / bare,
      budget: { of: 'ratio', most: 1.2 },
    },
    {
      what: 'table: first rows after the answer',
      unit: 'ms',
      value: first - question.at - latencyMs,
      budget: { of: 'value', most: 150 },
    },
  ];
}

interface Feel {
  filter: number;
  sort: number;
  longest: number;
  median: number;
  heap: number;
}

/** Runs a script of `page/` in the page. */
async function inPage(window: Workbench, script: string): Promise<Feel> {
  const page = await form(window).locator('html').elementHandle();
  const frame = await page.ownerFrame();
  if (!frame) throw new Error('There is no table on screen.');
  return frame.evaluate<Feel>(readFileSync(join(import.meta.dirname, 'page', script), 'utf8'));
}

function figuresOf({ sort, filter, longest, median, heap }: Feel): Figure[] {
  const of = (what: string, value: number, most?: number): Figure => ({
    what: `table of 100,000 users in a window: ${what}`,
    unit: 'ms',
    value,
    ...(most !== undefined && { budget: { of: 'value', most } }),
  });
  return [
    of('sorted by name, for the first time', sort, 150),
    of('filtered after typing, with its pause of 80 ms', filter, 230),
    of('longest frame while 10,000 rows are scrolled', longest, 50),
    of('the frame in the middle', median),
    { ...of('heap of the page', heap, 200), unit: 'MB' },
  ];
}
