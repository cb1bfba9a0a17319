import type { Locator } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { happens } from './happens.ts';
import type { Workbench } from './workbench.ts';

/** What VS Code shows beside a text that the mouse points at. */
export function cardOf({ page }: Workbench): Locator {
  return page.locator('.monaco-hover:visible').last();
}

/** Points at a text in a line of the editor on screen, counted from 0 at its top, if it is drawn. Characters have one width. */
export async function pointAt({ page }: Workbench, line: number, text: string): Promise<void> {
  const lines = await page.locator('.editor-group-container.active .view-line > span').all();
  const boxes = await Promise.all(lines.map(async one => ({ one, box: await one.boundingBox() })));
  // Their order in the page is the order in which they were drawn.
  const seen = boxes.flatMap(({ one, box }) => (box && box.height > 0 ? [{ one, ...box }] : []));
  const found = seen.sort((a, b) => a.y - b.y)[line];
  const says = (await found?.one.textContent()) ?? '';
  if (!found || !says.includes(text)) return;
  const x = found.x + (found.width * (says.indexOf(text) + text.length / 2)) / says.length;
  const y = found.y + found.height / 2;
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

/** Shows the hover of what has the keyboard: a row of the tree, or the text at the cursor. */
export async function showHover(workbench: Workbench, says: string | RegExp): Promise<void> {
  await eventually(`a hover says ${String(says)}`, async () => {
    await workbench.page.keyboard.press('Control+k');
    await workbench.page.keyboard.press('Control+i');
    return happens(cardOf(workbench).filter({ hasText: says }));
  });
}
