import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNextcloud, type Fault, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { bracketed } from '../vscode/pseudoLanguage.ts';
import { cardOf, readCard } from './support/card.ts';
import { textsOf, Unbracketed } from './support/unbracketed.ts';
import { onNewest } from './support/onNewest.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const product = bracketed('Nextcloud Admin');

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

/** A question of each kind: commands, and how often Enter answers the first choice before Escape ends it. */
const questions: [command: string, answers: number][] = [
  ['Create User…', 1],
  ['Create Group…', 1],
  ['Manage Group Memberships…', 1],
  ['Manage Group Administrator Roles…', 1],
  ['Change Email Address…', 1],
  ['Change Quota…', 1],
  ['Change Manager…', 1],
  ['Change Language…', 1],
  ['Change Profile Visibility…', 1],
  ['Remove Additional Email Address…', 1],
  ['Reset Password…', 1],
  ['Compare User With…', 1],
  ['Wipe Devices…', 1],
  ['Delete User…', 1],
  ['Delete Group…', 1],
  ['Add Members to Group…', 1],
  ['Enable or Disable App', 0],
  ['Find User…', 0],
  ['Sort List…', 1],
  ['Filter List…', 0],
  ['Rename Server…', 0],
  ['Change Server Address…', 0],
  ['Remove Server…', 0],
];

const faults: Omit<Fault, 'match'>[] = [
  { kind: 'cutBefore', times: 9 },
  { kind: 'page', times: 9 },
  { kind: 'page', times: 9, status: 403 },
  { kind: 'emptyBody', times: 9 },
  { kind: 'status', times: 9, status: 500 },
  { kind: 'status', times: 9, status: 404 },
  { kind: 'maintenance', times: 9 },
  { kind: 'lockedBefore', times: 9 },
  { kind: 'redirect', times: 9, to: 'https://elsewhere.example/' },
];

onNewest('the extension in a language in which every text stands in brackets', () => {
  let nextcloud: SimulatedNextcloud;
  let workspaceFolder: string;
  let unbracketed: Unbracketed;
  /** What the walk of one test has found. */
  const found: string[] = [];
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    seed(nextcloud);
    unbracketed = new Unbracketed(nextcloud);
    workspaceFolder = await mkdtemp(join(tmpdir(), 'nca-words-'));
    await writeFile(join(workspaceFolder, 'cloud.log'), '{"user":"quux"}\n{"user":"nobodyElse"}\n');
    return { pseudo: true, workspaceFolder };
  });

  after(async () => {
    await nextcloud.close();
    await rm(workspaceFolder, { recursive: true, force: true });
  });

  /** A test that fails with all that was found on the walk, and what ended it early, if something did. */
  const walk = (title: string, run: () => Promise<void>) =>
    it(`walks through ${title}`, async () => {
      const ended = await run().catch((error: unknown) => [String(error)]);
      const all = [...new Set([...found.splice(0), ...(ended ?? [])])];
      assert.deepEqual(all, []);
    });

  const page = () => workbench().page;
  const field = (label: string) => {
    const form = workbench().form();
    return form.locator('input, textarea').and(form.getByLabel(bracketed(label), { exact: true }));
  };
  const run = (title: string) => workbench().command(`${product}: ${bracketed(title)}`);
  const press = (key: string) => page().keyboard.press(key);
  const quickInput = () => page().locator('.quick-input-widget:visible');
  const asked = (text: string) => quickInput().filter({ hasText: text }).waitFor();

  /** Fails with what is in no brackets there, once something is there at all. */
  const check = async (selector: string, ...own: string[]) => {
    const where = page().locator(selector);
    let lines: string[] = [];
    await eventually(`${selector} says something`, async () => (lines = await textsOf(where)).length > 0);
    found.push(...unbracketed.in(lines, ...own));
  };
  /** Of a quick pick or input box only what the extension says; VS Code's is how it can be ended. */
  const checkQuestion = async () => {
    const { quickInput: box } = workbench();
    const lines = await textsOf(
      quickInput().locator(
        '.quick-input-title, .quick-input-list .label-name, .quick-input-list .label-description, .quick-input-list-label-meta, .quick-input-list-separator',
      ),
    );
    const message = (await quickInput().locator('.quick-input-message').allInnerTexts()).map(text =>
      text.replace(/ \(Press 'Enter' to confirm or 'Escape' to cancel\)/, ''),
    );
    const placeholder = (await box.getAttribute('placeholder')) ?? '';
    found.push(...unbracketed.in([...lines, ...message, placeholder]));
  };
  const checkDialog = () =>
    check(
      '.monaco-dialog-box .dialog-message-text, .monaco-dialog-box .dialog-message-detail, .monaco-dialog-box .dialog-buttons',
      'Cancel',
    );
  const checkToast = () =>
    check(
      '.notification-toast .notification-list-item-message, .notification-toast .notification-list-item-buttons-container',
    );
  const checkForm = async (...own: string[]) => {
    const lines = await textsOf(workbench().form().locator('body'));
    assert(lines.length > 5, 'The form is there.');
    found.push(...unbracketed.in(lines, ...own));
  };

  before('walk through the welcome view and the sign-in', async () => {
    await workbench().show(product);
    await check('.part.sidebar .pane-body', 'Welcome');
    await run('Add Server…');
    await asked('Enter the server address');
    await checkQuestion();
    await workbench().enter('https://');
    await checkQuestion();
    await workbench().enter(nextcloud.url);
    await asked('Sign in with the browser');
    await checkQuestion();
    await workbench().pick(bracketed('Sign in with user ID and password'));
    await asked('Enter your user ID');
    await checkQuestion();
    await workbench().enter(nextcloud.admin.user);
    await asked('Enter the login password');
    await checkQuestion();
    await workbench().enter('wrong');
    await page().waitForTimeout(1500);
    await checkQuestion();
    await workbench().enter(nextcloud.admin.password);
    await workbench().row(new URL(nextcloud.url).host).waitFor();
  });

  walk('the tree, its tooltips and its menus', async () => {
    const { host } = new URL(nextcloud.url);
    await workbench().show(product);
    await workbench().expand(host);
    // The rows of apps would push those of users out of sight, where a tree has none.
    for (const name of ['Groups', 'Users']) await workbench().expand(new RegExp(`^⟦${name}`));
    await workbench().expand(/^⟦All/);
    await workbench().row('Quux Grault').waitFor();
    await check('.part.sidebar .pane-body', '35.0.0 dev');
    for (const row of [
      host,
      /^⟦Users/,
      /^⟦All/,
      'Quux Grault',
      'Waldo Fred',
      'thud',
      /^⟦Groups/,
      'Zorkmid',
      /^⟦Apps/,
    ]) {
      await workbench().row(row).scrollIntoViewIfNeeded();
      await workbench().row(row).click({ button: 'right' });
      await page().locator('.monaco-menu').first().waitFor();
      found.push(...unbracketed.in(await textsOf(page().locator('.monaco-menu .action-label'))));
      await press('Escape');
      await press('Control+k');
      await press('Control+i');
      await page().waitForTimeout(700);
      found.push(...unbracketed.in(await textsOf(page().locator('.monaco-hover:visible')), '35.0.0 dev'));
      await press('Escape');
    }
  });

  walk('the Command Palette and the settings', async () => {
    await press('F1');
    await quickInput().waitFor();
    await workbench().type(`>${product}`);
    await workbench().option(product).waitFor();
    const seen = new Set<string>();
    for (let at = 0; at < 8; at++) {
      for (const text of await page()
        .locator('.quick-input-list-rows > .quick-input-list-row:first-child .label-name')
        .allInnerTexts())
        seen.add(text);
      await press('PageDown');
    }
    const ours = [...seen].filter(text => !text.includes('View'));
    assert(ours.length > 40, `${ours.length} commands`);
    found.push(...unbracketed.in(ours));
    await press('Escape');
    await workbench().command('Preferences: Open Settings (UI)');
    await page().keyboard.type('@ext:nextcloud-admin.nextcloud-admin');
    await page().locator('.settings-editor .setting-item-description', { hasText: '⟦' }).first().waitFor();
    await check('.settings-editor .setting-item-description');
  });

  for (const [command, answers] of questions)
    walk(`“${command}”`, async () => {
      await run(command);
      for (let answered = 0; answered <= answers; answered++) {
        await page()
          .locator('.quick-input-widget:visible, .monaco-dialog-box, .notification-toast')
          .first()
          .waitFor();
        await page().waitForTimeout(600);
        if (await workbench().dialog.isVisible()) return checkDialog();
        if (await quickInput().isVisible()) await checkQuestion();
        else return checkToast();
        if (answered < answers) await press('Enter');
      }
    });

  walk('the forms', async () => {
    for (const id of ['Quux Grault', 'Waldo Fred', 'Plugh Xyzzy']) {
      await run('Open User');
      await workbench().pick(id);
      await workbench().form().getByText(id).first().waitFor();
      await field('Email').fill('no address');
      await field('Quota').fill('much');
      await press('Tab');
      await workbench().form().locator('.problem').first().waitFor();
      await checkForm();
      await workbench().fresh();
    }
    await run('Open Group');
    await workbench().pick('Zorkmid');
    await workbench().form().getByText('Zorkmid').first().waitFor();
    await checkForm();
    await run('Open Apps');
    await workbench().form().getByText('Files').first().waitFor();
    await checkForm();
    await run('Create User in Form…');
    await workbench()
      .form()
      .getByRole('button', { name: bracketed('Create'), exact: true })
      .click();
    await workbench().form().locator('.problem').first().waitFor();
    await checkForm();
  });

  walk('an import and its plan', async () => {
    const rows = ['id,displayname,email,groups', 'garply,Garply,garply@grault.example,zork', 'w@ldo!,,,'];
    await writeFile(join(workspaceFolder, 'users.csv'), rows.join('\n'));
    const own = rows.flatMap(row => [row, ...row.split(',')]).filter(Boolean);
    await workbench().openText('users.csv');
    await run('Import Users…');
    await workbench().pick(bracketed('Active Editor'));
    await workbench().form().getByText('Garply').first().waitFor();
    await checkForm('users.csv', ...own);
    await workbench()
      .form()
      .getByRole('button', { name: bracketed('Show Plan') })
      .click();
    await workbench().dialog.waitFor();
    await checkDialog();
    await workbench().dialogButton(bracketed('Leave Out'));
    await workbench()
      .form()
      .getByRole('button', { name: bracketed('Apply…') })
      .waitFor();
    await checkForm('users.csv', ...own);
  });

  walk('the JSON text of a document', async () => {
    await run('Open User');
    await workbench().pick('Quux Grault');
    await workbench().form().getByText('Quux Grault').first().waitFor();
    await workbench()
      .form()
      .getByRole('button', { name: bracketed('Show JSON') })
      .click();
    await page().locator('.view-line', { hasText: 'quota' }).waitFor();
    await page().locator('.view-line', { hasText: '1 GB' }).click();
    await press('End');
    for (let key = 0; key < 2; key++) await press('ArrowLeft');
    await page().keyboard.type('x');
    await press('Control+Shift+M');
    // The source of a problem is the product's own name.
    await check('.markers-panel .marker-message-details, .markers-panel .marker-source', 'Nextcloud Admin');
  });

  walk('the hover card and the view of a user', async () => {
    await workbench().openText('cloud.log');
    await page().locator('.view-line', { hasText: 'quux' }).waitFor();
    await readCard(workbench(), 0, 'quux', /Quux|Who/);
    found.push(...unbracketed.in(await textsOf(cardOf(workbench())), 'Copy'));
    await press('Escape');
    await run('Allow Hovers in This Workspace…');
    await readCard(workbench(), 0, 'quux', 'Quux Grault');
    // Newer versions of VS Code have a button of this name on every card.
    found.push(...unbracketed.in(await textsOf(cardOf(workbench())), 'Copy'));
    await press('Escape');
    await readCard(workbench(), 1, 'nobodyElse', /nobodyElse/);
    found.push(...unbracketed.in(await textsOf(cardOf(workbench())), 'nobodyElse', 'Copy'));
    await press('Escape');
    await page().locator('.view-line', { hasText: 'quux' }).click();
    await run('Inspect User');
    await page().waitForTimeout(1500);
    if (await quickInput().isVisible()) await checkQuestion();
  });

  for (const fault of faults)
    walk(`what ${Object.values(fault).join(' ')} is answered with`, async () => {
      await run('Send Welcome Email');
      await workbench().option('Quux Grault').waitFor();
      const over = nextcloud.faults.add({ ...fault, match: { method: 'POST', path: '/welcome' } });
      await workbench().pick('Quux Grault');
      try {
        if (await workbench().dialog.isVisible()) await checkDialog();
        await checkToast();
      } finally {
        over();
      }
    });
});
