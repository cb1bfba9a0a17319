import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { bracketed, pseudoLanguage } from '../../vscode/pseudoLanguage.ts';
import { showHover } from './card.ts';
import { textsOf, Unbracketed } from './unbracketed.ts';
import { useWorkbench } from './useWorkbench.ts';
import type { Workbench } from './workbench.ts';

/** What the extension is called in the pseudo-language. */
export const product = bracketed('Nextcloud Admin');

/** How an input box or a dialog can be left, in VS Code's words. */
const ofQuestions = [
  "(Press 'Enter' to confirm or 'Escape' to cancel)",
  "Press 'Enter' to confirm your input or 'Escape' to cancel",
  'Cancel',
];

/** Names that are no words of the interface. */
function seed({ state }: SimulatedNextcloud): void {
  state.createGroup('zork', 'Zorkmid');
  state.createUser({
    id: 'quux',
    displayname: 'Quux Grault',
    email: 'quux@grault.example',
    additional_mail: ['corge@grault.example'],
    groups: ['zork'],
    subadmin: ['zork'],
    quota: '1 GB',
    used: 2 ** 31,
    language: 'de',
    lastLogin: 1_700_000_000,
  });
  state.createUser({
    id: 'waldo',
    displayname: 'Waldo Fred',
    enabled: false,
    quota: 'none',
    manager: 'quux',
  });
  state.createUser({ id: 'plugh', displayname: 'Plugh Xyzzy', backend: 'LDAP', canSetDisplayName: false });
  state.createUser({ id: 'thud', unreadable: true });
}

/** What is read of the DOM, which the tests are compiled without. */
interface Icon {
  className: string;
  ownerDocument: {
    defaultView: { getComputedStyle(icon: Icon, part: string): { content: string } };
    fonts: Iterable<{ family: string; status: string }>;
  };
}

/** In the page: the icons that the build has left out, and the font if the browser refuses it. */
function iconsWithoutPicture(icons: Icon[]): string[] {
  const fonts = [...(icons[0]?.ownerDocument.fonts ?? [])].filter(({ status }) => status === 'error');
  const missing = icons.filter(
    icon => icon.ownerDocument.defaultView.getComputedStyle(icon, '::before').content === 'none',
  );
  return [...fonts.map(({ family }) => family), ...missing.map(({ className }) => className)];
}

/** A window in the pseudo-language, and what was read in it that stands in no brackets. */
export class PseudoWalk {
  readonly nextcloud: SimulatedNextcloud;
  readonly workbench: Workbench;
  readonly #unbracketed: Unbracketed;
  #found: string[] = [];

  constructor(nextcloud: SimulatedNextcloud, workbench: Workbench) {
    this.nextcloud = nextcloud;
    this.workbench = workbench;
    this.#unbracketed = new Unbracketed(nextcloud);
  }

  get page() {
    return this.workbench.page;
  }

  /** What was found since the last call. */
  take(): string[] {
    const found = [...new Set(this.#found)];
    this.#found = [];
    return found;
  }

  /** Runs a command by its title in English. */
  run(title: string): Promise<void> {
    return this.workbench.command(`${product}: ${bracketed(title)}`);
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** A text box of the form on screen, by its label in English. */
  field(label: string): Locator {
    const form = this.workbench.form();
    return form.locator('input, textarea').and(form.getByLabel(bracketed(label), { exact: true }));
  }

  /** Clicks a button of the form on screen, by its label in English. */
  async button(name: string): Promise<void> {
    await this.workbench
      .form()
      .getByRole('button', { name: bracketed(name), exact: true })
      .click();
  }

  /** Shows the hover of what has the keyboard: a row of the tree, or the text at the cursor. */
  async showHover(says: string | RegExp = /⟦/): Promise<void> {
    await showHover(this.workbench, says);
  }

  /** @param own VS Code's own texts among the lines, and names that no server knows */
  note(lines: readonly string[], ...own: string[]): void {
    this.#found.push(...this.#unbracketed.in(lines, ...own));
  }

  /** Reads what is there, once something is. */
  async read(where: string | Locator, ...own: string[]): Promise<void> {
    const what = typeof where === 'string' ? this.page.locator(where) : where;
    const lines = await eventually(`there is a text in ${String(what)}`, async () => {
      const found = await textsOf(what);
      return found.length > 0 ? found : undefined;
    });
    this.note(lines, ...own);
  }

  async readForm(...own: string[]): Promise<void> {
    const body = this.workbench.form().locator('body');
    const lines = await textsOf(body);
    assert(lines.length > 5, 'The form is there.');
    assert.deepEqual(await body.locator('.codicon').evaluateAll(iconsWithoutPicture), []);
    this.note(lines, ...own);
  }

  /**
   * Reads the question, dialog or message on screen, once it is complete.
   * @param last what was read before it
   * @returns what was read
   */
  async readAsked(last = ''): Promise<string> {
    const said = await eventually('something else is asked or told', async () => {
      const lines = await this.#asked();
      return lines.length > 0 && lines.join('\n') !== last ? lines : undefined;
    });
    this.note(said, ...ofQuestions);
    return said.join('\n');
  }

  /** What the extension asks or tells now; nothing while it is on its way. */
  async #asked(): Promise<string[]> {
    const { dialog, page, quickInput } = this.workbench;
    if (await dialog.isVisible())
      return textsOf(dialog.locator('.dialog-message-text, .dialog-message-detail, .dialog-buttons'));
    const box = page.locator('.quick-input-widget:visible');
    if (!(await box.isVisible()))
      return textsOf(
        page.locator(
          '.notification-toast :is(.notification-list-item-message, .notification-list-item-buttons-container)',
        ),
      );
    // Asked without waiting: the box may be gone by now.
    const [input] = await quickInput.evaluateAll((inputs: { value: string; placeholder: string }[]) =>
      inputs.map(({ value, placeholder }) => ({ value, placeholder })),
    );
    const isLoading = (await box.locator('.quick-input-progress.active').count()) > 0;
    if (!input || input.value.startsWith('>') || isLoading) return [];
    const parts = [
      '.quick-input-title',
      '.quick-input-list :is(.label-name, .label-description, .quick-input-list-label-meta, .quick-input-list-separator)',
      '.quick-input-message',
    ];
    return [...(await textsOf(box.locator(parts.join()))), input.placeholder].filter(Boolean);
  }
}

async function signIn(walk: PseudoWalk): Promise<void> {
  const { nextcloud, workbench } = walk;
  await workbench.show(product);
  await walk.read('.part.sidebar .pane-body', 'Welcome');
  await walk.run('Add Server…');
  const address = await walk.readAsked();
  await workbench.enter('https://');
  const refused = await walk.readAsked(address);
  await workbench.enter(nextcloud.url);
  const ways = await walk.readAsked(refused);
  await workbench.pick(bracketed('Sign in with user ID and password'));
  const user = await walk.readAsked(ways);
  await workbench.enter(nextcloud.admin.user);
  const password = await walk.readAsked(user);
  await workbench.enter('wrong');
  await walk.readAsked(password);
  await workbench.enter(nextcloud.admin.password);
  await workbench.row(new URL(nextcloud.url).host).waitFor();
}

/**
 * Signs in to a server in a window in the pseudo-language, for the tests of a `describe` block.
 * @returns a function that declares a test: it fails with all that was found on a walk, and what ended the walk early, if
 * something did
 */
export function usePseudoLanguage(
  files: Record<string, string>,
): (title: string, run: (walk: PseudoWalk) => Promise<void>) => void {
  let nextcloud: SimulatedNextcloud;
  let workspaceFolder: string;
  let walk: PseudoWalk;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    seed(nextcloud);
    workspaceFolder = await mkdtemp(join(tmpdir(), 'nca-words-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(workspaceFolder, name), text);
    return { language: pseudoLanguage, workspaceFolder };
  });

  before('walk through the welcome view and the sign-in', async () => {
    walk = new PseudoWalk(nextcloud, workbench());
    await signIn(walk);
    assert.deepEqual(walk.take(), []);
  });

  after(async () => {
    await nextcloud.close();
    await rm(workspaceFolder, { recursive: true, force: true });
  });

  return (title, run) =>
    it(`walks through ${title}`, async () => {
      const ended = await run(walk).catch((error: unknown) => [String(error)]);
      assert.deepEqual([...walk.take(), ...(ended ?? [])], []);
    });
}
