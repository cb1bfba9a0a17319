import assert from 'node:assert/strict';
import { accountTable } from '../../src/model/accountFields.ts';
import type { FieldSpec } from '../../src/model/fields.ts';
import type { Fault } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { bracketed } from '../vscode/pseudoLanguage.ts';
import { cardOf, readCard } from './support/card.ts';
import { onNewest } from './support/onNewest.ts';
import { product, usePseudoLanguage } from './support/pseudoWalk.ts';
import type { PseudoWalk } from './support/pseudoWalk.ts';

const rows = ['id,displayname,email,groups', 'garply,Garply,garply@grault.example,zork', 'w@ldo!,,,'];
const files = { 'users.csv': rows.join('\n'), 'cloud.log': '{"user":"quux"}\n{"user":"nobodyElse"}\n' };

/** A question of each kind: commands, and what is entered before Enter: nothing to take the first choice. Escape ends it. */
const questions: [command: string, ...answers: string[]][] = [
  ['Create User…', 'a/b'],
  ['Create Group…', '0'],
  ['Manage Group Memberships…', ''],
  ['Manage Group Administrator Roles…', ''],
  ['Change Email Address…', ''],
  ['Change Quota…', ''],
  ['Change Manager…', ''],
  ['Change Language…', ''],
  ['Change Profile Visibility…', ''],
  ['Remove Additional Email Address…', ''],
  ['Reset Password…', ''],
  ['Reset Second Factor…', ''],
  ['Compare User With…', ''],
  ['Wipe Devices…', ''],
  ['Delete User…', ''],
  ['Delete Group…', ''],
  ['Add Members to Group…', ''],
  ['Enable or Disable App'],
  ['Find User…'],
  ['Sort List…', ''],
  ['Filter List…'],
  ['Rename Server…'],
  ['Change Server Address…'],
  ['Remove Server…'],
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

/** A button that newer versions of VS Code have on every card. */
const ofCards = ['Copy'];

/** Opens the form of a user. */
async function openUser(walk: PseudoWalk, name: string): Promise<void> {
  await walk.run('Open User');
  await walk.workbench.pick(name);
  await walk.workbench.form().getByText(name).first().waitFor();
}

/** Opens the JSON text of a user. */
async function openJson(walk: PseudoWalk): Promise<void> {
  await openUser(walk, 'Quux Grault');
  await walk.button('Show JSON');
  await walk.page.locator('.view-line', { hasText: '"quota"' }).waitFor();
}

onNewest('the extension in a language in which every text stands in brackets', () => {
  const walks = usePseudoLanguage(files);

  walks('the tree, its tooltips and its menus', async walk => {
    const { nextcloud, workbench } = walk;
    const { host } = new URL(nextcloud.url);
    await workbench.show(product);
    await workbench.expand(host);
    // The rows of apps would push those of users out of sight, where a tree has none.
    for (const name of ['Groups', 'Users']) await workbench.expand(new RegExp(`^⟦${name}`));
    await workbench.expand(/^⟦All/);
    await workbench.row('Quux Grault').waitFor();
    await walk.read('.part.sidebar .pane-body', '35.0.0 dev');
    const names = ['Quux Grault', 'Waldo Fred', 'thud', /^⟦Groups/, 'Zorkmid', /^⟦Apps/];
    for (const name of [host, /^⟦Users/, /^⟦All/, ...names]) {
      await workbench.row(name).scrollIntoViewIfNeeded();
      await workbench.row(name).click({ button: 'right' });
      await walk.read('.monaco-menu .action-label');
      await walk.press('Escape');
      await walk.showHover();
      await walk.read(cardOf(workbench), '35.0.0 dev', ...ofCards);
      await walk.press('Escape');
    }
  });

  walks('the Command Palette and the settings', async walk => {
    const { page, workbench } = walk;
    await walk.press('F1');
    await workbench.quickInput.waitFor();
    await workbench.type(`>${product}`);
    await workbench.option(product).waitFor();
    const seen = new Set<string>();
    const ours = () => [...seen].filter(text => !text.includes('View'));
    let pages = 0;
    // At its end the list begins again.
    await eventually('most of our commands were shown', async () => {
      for (const text of await page
        .locator('.quick-input-list-rows > .quick-input-list-row:first-child .label-name')
        .allInnerTexts())
        seen.add(text);
      await walk.press('PageDown');
      return ++pages >= 8 && ours().length > 40;
    });
    walk.note(ours());
    await walk.press('Escape');
    await workbench.command('Preferences: Open Settings (UI)');
    await page.keyboard.type('@ext:nextcloud-admin.nextcloud-admin');
    await page.locator('.settings-editor .setting-item-description', { hasText: '⟦' }).first().waitFor();
    await walk.read('.settings-editor .setting-item-description');
  });

  for (const [command, ...answers] of questions)
    walks(`“${command}”`, async walk => {
      const { workbench } = walk;
      await walk.run(command);
      let said = await walk.readAsked();
      for (const answer of answers) {
        if (!(await workbench.quickInput.isVisible())) return;
        if (answer) await workbench.type(answer);
        await walk.press('Enter');
        said = await walk.readAsked(said);
      }
    });

  walks('the forms', async walk => {
    const { workbench } = walk;
    for (const id of ['Quux Grault', 'Waldo Fred', 'Plugh Xyzzy']) {
      await openUser(walk, id);
      await walk.field('Email').fill('no address');
      await walk.field('Quota').fill('much');
      await walk.press('Tab');
      await workbench.form().locator('.problem').first().waitFor();
      await walk.readForm();
      await workbench.fresh();
    }
    await walk.run('Open Group');
    await workbench.pick('Zorkmid');
    await workbench.form().getByText('Zorkmid').first().waitFor();
    await walk.readForm();
    await walk.run('Open Apps');
    await workbench.form().getByText('Files').first().waitFor();
    await walk.readForm();
    await walk.run('Create User in Form…');
    await walk.button('Create');
    await workbench.form().locator('.problem').first().waitFor();
    await walk.readForm();
  });

  walks('an import and its plan', async walk => {
    const { workbench } = walk;
    const own = ['users.csv', ...rows.flatMap(row => [row, ...row.split(',')]).filter(Boolean)];
    await workbench.openText('users.csv');
    await walk.run('Import Users…');
    await workbench.pick(bracketed('Active Editor'));
    await workbench.form().getByText('Garply').first().waitFor();
    await walk.readForm(...own);
    await walk.button('Show Plan');
    await workbench.dialog.waitFor();
    await walk.readAsked();
    await workbench.dialogButton(bracketed('Leave Out'));
    await workbench
      .form()
      .getByRole('button', { name: bracketed('Apply…') })
      .waitFor();
    await walk.readForm(...own);
  });

  walks('the problems in the JSON text of a document', async walk => {
    const { page, workbench } = walk;
    await openJson(walk);
    await page.locator('.view-line', { hasText: '1 GB' }).click();
    await walk.press('End');
    for (let key = 0; key < 2; key++) await walk.press('ArrowLeft');
    await page.keyboard.type('x');
    await walk.press('Control+Shift+M');
    // The source of a problem is the product's own name.
    await walk.read('.markers-panel :is(.marker-message-details, .marker-source)', 'Nextcloud Admin');
    await workbench.command('View: Toggle Panel Visibility');
  });

  walks('the help on the fields of the JSON text', async walk => {
    const { page, workbench } = walk;
    await openJson(walk);
    for (const name of ['displayname', 'quota', 'subadmin'] as const) {
      await page
        .locator('.view-line span', { hasText: `"${name}"` })
        .last()
        .click();
      await walk.showHover(bracketed(accountTable[name].description()));
      await walk.read(cardOf(workbench), ...ofCards);
      await walk.press('Escape');
    }
  });

  walks('the completion of the JSON text', async walk => {
    const { page } = walk;
    await openJson(walk);
    await page.locator('.view-line', { hasText: '"quota"' }).click();
    await walk.press('Control+a');
    await page.keyboard.type('{ "id": "quux", ');
    await walk.press('Control+Space');
    const focused = page.locator('.suggest-widget .monaco-list-row.focused');
    const details = page.locator('.suggest-details-container .body');
    await focused.waitFor();
    await walk.press('Control+Space');
    const left = new Map(Object.entries<FieldSpec>(accountTable));
    while (left.size > 0) {
      const name = await focused.locator('.label-name').innerText();
      const field = left.get(name);
      assert(field && left.delete(name), `${name} is a field, and is listed once.`);
      await details.filter({ hasText: bracketed(field.description()) }).waitFor();
      await walk.read(details.locator('.docs, .type'));
      await walk.read(focused.locator('.qualifier-label, .details-label, .label-name'), name);
      await walk.press('ArrowDown');
    }
  });

  walks('the hover card and the view of a user', async walk => {
    const { page, workbench } = walk;
    const readCardOf = (...own: string[]) => walk.read(cardOf(workbench), ...ofCards, ...own);
    await workbench.openText('cloud.log');
    await page.locator('.view-line', { hasText: 'quux' }).waitFor();
    await readCard(workbench, 0, 'quux', /Quux|Who/);
    await readCardOf();
    await walk.press('Escape');
    await walk.run('Allow Hovers in This Workspace…');
    await readCard(workbench, 0, 'quux', 'Quux Grault');
    await readCardOf();
    await walk.press('Escape');
    await readCard(workbench, 1, 'nobodyElse', /nobodyElse/);
    await readCardOf('nobodyElse');
    await walk.press('Escape');
    await page.locator('.view-line', { hasText: 'quux' }).click();
    await walk.run('Inspect User');
    await workbench.option('Quux Grault').waitFor();
    await walk.readAsked();
  });

  for (const fault of faults)
    walks(`what ${Object.values(fault).join(' ')} is answered with`, async walk => {
      const { nextcloud, workbench } = walk;
      await walk.run('Send Welcome Email');
      await workbench.option('Quux Grault').waitFor();
      const over = nextcloud.faults.add({ ...fault, match: { method: 'POST', path: '/welcome' } });
      const question = await walk.readAsked();
      await workbench.pick('Quux Grault');
      try {
        await walk.readAsked(question);
      } finally {
        over();
      }
    });
});
