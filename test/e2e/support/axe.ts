import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { FrameLocator } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The serious and critical problems that axe-core finds in a form, one a line, with the places. */
export async function seriousProblems(form: Pick<FrameLocator, 'locator'>): Promise<string[]> {
  const page = await form.locator('html').elementHandle();
  const frame = await page.ownerFrame();
  if (!frame) throw new Error('There is no form on screen.');
  await frame.evaluate(source);
  const { violations } = await frame.evaluate<AxeResults>('axe.run()');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')})`,
    );
}
