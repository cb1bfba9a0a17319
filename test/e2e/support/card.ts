import type { Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { happens } from './happens.ts';
import type { Workbench } from './workbench.ts';

/** What VS Code shows beside a text that the mouse points at. */
export function cardOf({ page }: Workbench): Locator {
  return page.locator('.monaco-hover:visible').last();
}

/** Points at a text in a line of the editor on screen, counted from 0. Characters have one width. */
export async function pointAt({ page }: Workbench, line: number, text: string): Promise<void> {
  const content = page.locator('.view-line').nth(line).locator('> span');
  const all = await content.innerText();
  const box = await content.boundingBox();
  if (!box || !all.includes(text)) throw new Error(`${text} is not on the line.`);
  const x = box.x + (box.width * (all.indexOf(text) + text.length / 2)) / all.length;
  const y = box.y + box.height / 2;
  await page.mouse.move(x + 60, y);
  await page.mouse.move(x, y, { steps: 5 });
}

/** Points at it until the card says something: a line that is drawn anew under the mouse shows none. */
export async function readCard(
  workbench: Workbench,
  line: number,
  text: string,
  says: string | RegExp,
): Promise<void> {
  await eventually(`the card of ${text} says ${String(says)}`, async () => {
    await pointAt(workbench, line, text);
    return happens(cardOf(workbench).getByText(says).first());
  });
}
