import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { FrameLocator, Locator, Page } from 'playwright-core';
import { root } from '../../vscode/install.ts';
import type { VsCodeServer } from '../../vscode/server.ts';
import { eventually } from '../../support/eventually.ts';
import { limits, scaled } from '../../support/limits.ts';
import { happens } from './happens.ts';
import { selectRows } from './selectRows.ts';
import { startOf } from './startOf.ts';
import { themes, type Theme } from './themes.ts';

/** One window of a real VS Code, used as a person uses it. Every method waits for what it names. */
export class Workbench {
  readonly page: Page;
  readonly server: VsCodeServer;
  /** The open folder, on this machine's disk. */
  readonly folder: string;
  readonly close: () => Promise<void>;
  /** The pictures taken so far. */
  readonly shots: string[] = [];

  constructor(page: Page, server: VsCodeServer, folder: string, close: () => Promise<void>) {
    this.page = page;
    this.server = server;
    this.folder = folder;
    this.close = close;
  }

  async ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: scaled(limits.start) });
  }

  /** What every test starts from: no question, no notification, no editor on screen; what was edited is forgotten. */
  async fresh(): Promise<void> {
    this.page.context().setDefaultTimeout(scaled(limits.fact));
    for (const box of [this.quickInput, this.dialog, this.page.locator('.monaco-menu').first()])
      await eventually('no question is open', async () => {
        if (await box.isHidden()) return true;
        await this.page.keyboard.press('Escape');
        return false;
      });
    if ((await this.page.locator('.notification-toast').count()) > 0) await this.clearNotifications();
    const tabs = this.page.locator('.editor-group-container .tab');
    if ((await tabs.count()) === 0) return;
    await this.command('View: Close All Editors');
    const discard = this.dialog.getByRole('button', { name: "Don't Save" });
    await eventually('the editors are closed', async () => {
      if (await discard.isVisible()) await discard.click();
      return (await tabs.count()) === 0;
    });
  }

  /** Runs a command from the palette by its whole title, such as "Nextcloud Admin: Add Server…". */
  async command(title: string): Promise<void> {
    // A key pressed while the focus changes gets lost; and the palette lists what is registered when it opens, which just
    // after a start may not be everything.
    await eventually(
      `the palette runs “${title}”`,
      async () => {
        await this.page.keyboard.press('F1');
        if (await this.#listed(`>${title}`, title)) return true;
        await this.page.keyboard.press('Escape');
        return false;
      },
      limits.start,
    );
  }

  /** Whether the palette came up, took the text and had the row, which is clicked then. */
  async #listed(text: string, title: string): Promise<boolean> {
    const timeout = scaled(limits.attempt);
    const input = this.quickInput;
    try {
      await eventually(
        title,
        async () => {
          // Never into the box of another question; and again when the palette has begun anew meanwhile.
          const typed = (await input.isVisible()) ? await input.inputValue({ timeout }) : '';
          if (typed.startsWith('>') && typed !== text) await input.fill(text, { timeout });
          return typed === text && (await this.option(title).isVisible());
        },
        limits.attempt,
      );
      await this.option(title).click({ timeout });
      return true;
    } catch {
      return false;
    }
  }

  /** The text box of the quick pick or input box on screen. */
  get quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** A row of the quick pick on screen, whose label is or starts with the text. */
  option(text: string): Locator {
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    return rows.filter({ has: this.page.locator('.label-name', { hasText: startOf(text) }) }).first();
  }

  /** Clicks a row of the quick pick on screen; in one with checkboxes this ticks it. */
  async pick(text: string): Promise<void> {
    await this.option(text).click();
  }

  /** Replaces the text of the quick pick or input box on screen. */
  async type(text: string): Promise<void> {
    await this.quickInput.fill(text);
  }

  /** Types into the input box on screen and confirms; where one box follows another, see `answer`. */
  async enter(text: string): Promise<void> {
    await this.type(text);
    await this.confirm();
  }

  /** Confirms the quick pick or input box on screen, wherever the focus is. */
  async confirm(): Promise<void> {
    await this.quickInput.press('Enter');
  }

  /** Waits for the quick pick or input box that asks this, types and confirms. */
  async answer(question: string | RegExp, text: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible', { hasText: question }).waitFor();
    await this.enter(text);
  }

  /** Shows a view container, such as "Nextcloud Admin", in the side bar, whichever is shown. */
  async show(title: string): Promise<void> {
    await this.command(`View: Show ${title}`);
  }

  get sideBar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** A row of a tree in the side bar, by what a screen reader says of it. */
  row(name: string | RegExp): Locator {
    return this.sideBar.getByRole('treeitem', { name }).first();
  }

  /** The list of rows that has the keyboard, once it is focused. */
  get tree(): Locator {
    return this.sideBar.getByRole('tree').first();
  }

  async expand(name: string | RegExp): Promise<void> {
    const row = this.row(name);
    await row.waitFor();
    const expanded = row.and(this.page.locator('[aria-expanded=true]'));
    // A row that is drawn anew may lose the click, or be open by then. One click too many would close it again.
    await eventually(
      `${String(name)} is expanded`,
      async () => {
        if (await expanded.isVisible()) return true;
        await row.locator('.monaco-tl-twistie').click();
        return happens(expanded, limits.fact);
      },
      limits.start,
    );
  }

  /** Not *Collapse All*: what is opened within 200 ms after it, as no person would, VS Code may leave empty. */
  async collapse(name: string | RegExp): Promise<void> {
    const expanded = this.row(name).and(this.page.locator('[aria-expanded=true]'));
    if (!(await expanded.isVisible())) return;
    await expanded.locator('.monaco-tl-twistie').click();
    await expanded.waitFor({ state: 'detached' });
  }

  async scrollToTop(): Promise<void> {
    await this.sideBar.hover({ position: { x: 20, y: 200 } });
    await this.page.mouse.wheel(0, -100_000);
  }

  /** Clicks one of the icons that a row shows under the mouse. */
  async rowAction(name: string | RegExp, title: string): Promise<void> {
    const row = this.row(name);
    await row.hover();
    await row.getByRole('button', { name: title }).click();
  }

  /** Selects rows and no others: the first with a click, the rest with Ctrl held. */
  select(...names: [string | RegExp, ...(string | RegExp)[]]): Promise<void> {
    return selectRows(this, names);
  }

  /** Chooses from a row's context menu; further items lead through submenus. */
  async contextMenu(name: string | RegExp, ...path: string[]): Promise<void> {
    await this.row(name).click({ button: 'right' });
    await this.menu(...path);
  }

  /** Chooses from the menu on screen. */
  async menu(...path: string[]): Promise<void> {
    for (const name of path) await this.page.getByRole('menuitem', { name, exact: true }).hover();
    // A menu ignores the mouse button for a moment after it has opened.
    await this.page.keyboard.press('Enter');
    await this.page.locator('.monaco-menu').first().waitFor({ state: 'detached' });
  }

  /** The document of a form on screen: the one opened last, or the nth (from 0) where several are side by side. */
  form(nth = -1): FrameLocator {
    const outer = this.page.locator('iframe.webview:visible').nth(nth).contentFrame();
    return outer.locator('iframe#active-frame').contentFrame();
  }

  /** A notification that holds the text. */
  async toast(text: string | RegExp): Promise<Locator> {
    const toast = this.page.locator('.notification-toast', { hasText: text }).first();
    await toast.waitFor();
    return toast;
  }

  async notificationButton(text: string | RegExp, button: string): Promise<void> {
    const toast = await this.toast(text);
    await toast.getByRole('button', { name: button, exact: true }).click();
  }

  /** At most three notifications show at once: makes room for the next. */
  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
  }

  /** Allows the web page that VS Code asks about, and returns it; close it when done. */
  async openedPage(): Promise<Page> {
    const opened = this.page.context().waitForEvent('page');
    await this.dialogButton('Open');
    return opened;
  }

  /** The modal dialog on screen. */
  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  async dialogButton(button: string): Promise<void> {
    await this.dialog.getByRole('button', { name: button, exact: true }).click();
  }

  /** Opens a file, by its path in the open folder or by its absolute path. */
  async openText(path: string): Promise<void> {
    await this.command('Go to File...');
    await this.type(path);
    await this.pick(basename(path));
  }

  /** A tab of the editor area, by its file name. */
  tab(name: string): Locator {
    return this.page.locator(`.tabs-container .tab[data-resource-name="${name}"]`);
  }

  /** Opens another folder in the same window. */
  async openFolder(folder: string): Promise<void> {
    await this.page.goto(this.server.url({ folder }));
    await this.ready();
  }

  /** Reloads the window as a person does, so that state and secrets are kept. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load', { timeout: scaled(limits.start) });
    await this.command('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.command('Preferences: Color Theme');
    await this.enter(themes[theme].label);
    await this.page.locator(`.monaco-workbench.${themes[theme].className}`).waitFor();
  }

  /** @param width in CSS pixels; VS Code keeps it above 170 */
  async setSidebarWidth(width: number): Promise<void> {
    const box = await this.sideBar.boundingBox();
    if (!box) throw new Error('The side bar is not shown.');
    const { mouse } = this.page;
    await mouse.move(box.x + box.width, box.y + box.height / 2);
    await mouse.down();
    await mouse.move(box.x + width, box.y + box.height / 2, { steps: 5 });
    await mouse.up();
  }

  /** Without it the extension's `env.clipboard.readText` never answers. */
  async grantClipboard(): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  }

  /** Leaves a picture of the window in .tmp/shots/<version>/ and returns its path. */
  async shot(name: string): Promise<string> {
    const folder = join(root, '.tmp/shots', this.server.version);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name.replace(/[^\w.-]+/g, '-')}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
    this.shots.push(path);
    return path;
  }
}
