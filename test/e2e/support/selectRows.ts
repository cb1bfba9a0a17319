import { eventually } from '../../support/eventually.ts';
import type { Workbench } from './workbench.ts';

/** Repeats what went wrong: while rows come, go or scroll, a click may reach the neighbor of a row. */
export async function selectRows(
  window: Workbench,
  names: readonly [string | RegExp, ...(string | RegExp)[]],
): Promise<void> {
  const [first, ...others] = names;
  const selected = window.page.locator('[aria-selected=true]');
  await eventually(`${names.join(', ')} are selected`, async () => {
    await window.row(first).click();
    for (const name of others) await window.row(name).click({ modifiers: ['Control'] });
    const hits = await Promise.all(names.map(name => window.row(name).and(selected).count()));
    const all = await window.sideBar.getByRole('treeitem').and(selected).count();
    return hits.every(count => count === 1) && all === names.length;
  });
}
