import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { answerSignIn } from './support/addServer.ts';
import { cardOf, showHover } from './support/card.ts';
import { cutOffIn } from './support/cutOff.ts';
import { assertLegible } from './support/legible.ts';
import { activityBar, narrow, narrowEditors } from './support/narrow.ts';
import { onNewest } from './support/onNewest.ts';
import { Spoken } from './support/spoken.ts';
import { useWorkbench } from './support/useWorkbench.ts';
import type { Workbench } from './support/workbench.ts';

const wholeWindow = { width: 1280, height: 800 };

const table = 'id,displayname,email,groups\ngarply,Garply,garply@grault.example,zork\n';

/** Of pages: what each says once it is complete, and how it is opened. */
const pages: Readonly<Record<string, [says: string, open: (window: Workbench) => Promise<void>]>> = {
  'a user': ['512,3 MB von 1 GB belegt (50 %)', run('Benutzer öffnen', 'Quux Grault')],
  'a group': ['Mitglieder', run('Gruppe öffnen', 'Zorkmid')],
  'the apps': ['Installiert', run('Apps öffnen')],
  'a new user': ['Benutzer-ID', run('Benutzer im Formular erstellen…')],
  'the overview': ['588,3 GB von 1.000 GB belegt (59 %)', run('Serverübersicht öffnen')],
  'the access review': ['Administratoren ohne zweiten Faktor', run('Zugriffe prüfen')],
  'the diagnosis': ['Es wurde kein Problem gefunden.', run('Server diagnostizieren…')],
  'the table': ['Quux Grault', run('Benutzer als Tabelle öffnen')],
  'a plan': [
    'Anwenden…',
    run('Benutzer gesammelt bearbeiten…', 'Alle Benutzer', 'Geräte fernlöschen', 'Plan anzeigen'),
  ],
  'an import': [
    'Vorschau',
    async window => {
      await window.openText('users.csv');
      await run('Benutzer importieren…', 'Aktiver Editor')(window);
    },
  ],
};

/** Runs a command, and picks what it then asks for. */
function run(title: string, ...picks: string[]): (window: Workbench) => Promise<void> {
  return async window => {
    await window.command(`Nextcloud Admin: ${title}`);
    for (const pick of picks) await window.pick(pick);
  };
}

function seed({ state }: SimulatedNextcloud): void {
  state.createGroup('zork', 'Zorkmid');
  state.createUser({
    id: 'quux',
    displayname: 'Quux Grault',
    email: 'quux@grault.example',
    groups: ['zork'],
    subadmin: ['zork'],
    quota: '1 GB',
    used: 537_185_485,
    lastLogin: 1_700_000_000,
  });
  state.createUser({ id: 'waldo', displayname: 'Waldo Fred', enabled: false, manager: 'quux' });
}

onNewest('German', () => {
  const german = new Spoken('de');
  const foreign = german.foreign(new Spoken('en'));
  let nextcloud: SimulatedNextcloud;
  let workspaceFolder: string;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty', version: 34 });
    seed(nextcloud);
    workspaceFolder = await mkdtemp(join(tmpdir(), 'nca-german-'));
    await writeFile(join(workspaceFolder, 'users.csv'), table);
    return { language: 'de', workspaceFolder };
  });
  const press = (key: string) => workbench().page.keyboard.press(key);

  after(async () => {
    await nextcloud.close();
    await rm(workspaceFolder, { recursive: true, force: true });
  });

  before('sign in', async () => {
    await workbench().show('Nextcloud Admin');
    await run('Server hinzufügen…')(workbench());
    await answerSignIn(workbench(), nextcloud, { say: name => german.say(name) });
    await workbench().row(new URL(nextcloud.url).host).waitFor();
    await workbench().clearNotifications();
  });

  afterEach('as wide as before', () => workbench().page.setViewportSize(wholeWindow));

  /** Fails with what is in English or cut off there. */
  async function assertGerman(where: Locator, name: string): Promise<void> {
    await workbench().shot(`german ${name}`);
    await assertLegible(where, { foreign, nextcloud });
  }

  it('is in the tree, its tooltips and the menus of its rows', async () => {
    const { page, sideBar } = workbench();
    const { host } = new URL(nextcloud.url);
    await workbench().show('Nextcloud Admin');
    await workbench().setSidebarWidth(activityBar + narrow);
    await workbench().expand(host);
    for (const name of [/^Gruppen\b/, /^Benutzer\b/, /^Alle\b/]) await workbench().expand(name);
    await workbench().row('Zorkmid').waitFor();
    await workbench().row('Quux Grault').waitFor();
    await assertGerman(sideBar.locator('.monaco-list-row .monaco-icon-label-container'), 'tree');
    for (const [name, says] of [
      [host, 'Angemeldet'],
      [/^Quux/, 'Anmeldung'],
      ['Zorkmid', 'Mitglied'],
      [/^Apps\b/, 'Apps'],
    ] as const) {
      await workbench().row(name).click({ button: 'right' });
      await assertGerman(page.locator('.monaco-menu .action-label'), `menu ${says}`);
      await press('Escape');
      await showHover(workbench(), says);
      await assertGerman(cardOf(workbench()), `tooltip ${says}`);
      await press('Escape');
    }
  });

  it('is in the Command Palette', async () => {
    await press('F1');
    await workbench().type('>Nextcloud Admin: ');
    await workbench().option('Nextcloud Admin: ').waitFor();
    // Below each title VS Code has the English one.
    const titles = workbench().page.locator('.quick-input-list-row:first-child .label-name');
    const seen = new Set<string>();
    await eventually('most of the commands were shown', async () => {
      for (const title of await titles.allInnerTexts()) seen.add(title.replace(/^Nextcloud Admin: /, ''));
      assert.deepEqual(await cutOffIn(titles), []);
      await press('PageDown');
      return seen.size > 40;
    });
    await workbench().shot('german palette');
    assert.deepEqual(foreign([...seen]), []);
  });

  it('is in the configuration of an app, and in what asks for it', async () => {
    const { page, quickInput } = workbench();
    await run('App-Konfiguration öffnen…')(workbench());
    await page.getByPlaceholder('App auswählen').waitFor();
    await workbench().option('').waitFor();
    const asked = ':is(.quick-input-title, .quick-input-message, .quick-input-box input)';
    await assertGerman(page.locator(`.quick-input-widget:visible ${asked}`), 'app configuration asked for');
    await quickInput.press('Enter');
    await page.locator('.editor-instance .view-line').first().waitFor();
    await assertGerman(page.locator('.editor-actions'), 'app configuration');
  });

  for (const [title, [says, open]] of Object.entries(pages))
    it(`is in the page of ${title}, ${narrow} px wide`, async () => {
      await open(workbench());
      const form = workbench().form();
      await form.getByText(says).first().waitFor();
      await narrowEditors(workbench());
      await eventually('the page is narrow', async () => {
        const box = await form.locator('html').boundingBox();
        return box !== null && box.width <= narrow;
      });
      await assertGerman(form.locator('body'), title);
    });
});
