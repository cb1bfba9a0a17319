import type { Workbench } from './workbench.ts';

/** At which every text is to be read, in px; and what VS Code has beside it. */
export const narrow = 400;
export const activityBar = 48;

export async function closeSideBar(window: Workbench): Promise<void> {
  if (await window.sideBar.isVisible()) await window.command('View: Close Primary Side Bar');
}

/** Makes each of the editors side by side that narrow. */
export async function narrowEditors(window: Workbench): Promise<void> {
  await closeSideBar(window);
  const editors = await window.page.locator('.editor-group-container').count();
  await window.page.setViewportSize({ width: activityBar + editors * narrow, height: 800 });
}
