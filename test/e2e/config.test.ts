import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { limits, scaled } from '../support/limits.ts';
import { addServer } from './support/addServer.ts';
import { onNewest } from './support/onNewest.ts';
import { themes, type Theme } from './support/themes.ts';
import { useWorkbench } from './support/useWorkbench.ts';

/** Its width, beside which the editor is seen. */
const activityBar = 48;

onNewest('the configuration of apps', () => {
  let nextcloud: SimulatedNextcloud;
  let second: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'demo', version: 34 });
    second = await startNextcloud({ seed: 'demo', version: 29 });
    second.state.config.get('theming')?.set('name', 'Second Works');
    return {};
  });

  after(() => Promise.all([nextcloud.close(), second.close()]));

  before('add the servers', async () => {
    await addServer(workbench(), nextcloud);
    await addServer(workbench(), second);
  });

  const editor = () => workbench().page.locator('.editor-instance .monaco-editor').last();
  const open = async (app: string) => {
    await workbench().command('Nextcloud Admin: Open App Configuration…');
    await workbench().page.getByPlaceholder('Select a server').waitFor();
    await workbench().pick(new URL(nextcloud.url).host);
    await pickApp(app);
    await editor().waitFor();
  };
  const pickApp = async (app: string) => {
    const box = workbench().page.getByPlaceholder('Select an app');
    await box.waitFor();
    await workbench().type(app);
    // A row is taken once the search for what was typed has ended.
    await eventually('the app is taken', async () => {
      await workbench().pick(app);
      return box.waitFor({ state: 'hidden', timeout: scaled(limits.attempt) }).then(
        () => true,
        () => false,
      );
    });
  };
  const stored = (app: string, key: string) => nextcloud.state.config.get(app)?.get(key);

  /** In each theme, wide and narrow. */
  const shots = async (name: string) => {
    const { page } = workbench();
    const usual = page.viewportSize() ?? { width: 1280, height: 900 };
    await workbench().command('View: Toggle Primary Side Bar Visibility');
    for (const theme of Object.keys(themes) as Theme[])
      for (const width of [400, 1400]) {
        await workbench().setTheme(theme);
        await page.setViewportSize({ width: width + activityBar, height: 900 });
        await workbench().shot(`${name}-${theme}-${width}`);
      }
    await page.setViewportSize(usual);
    await workbench().command('View: Toggle Primary Side Bar Visibility');
  };

  it('changes a key, and compares it with that of another server', async () => {
    await open('theming');
    await editor().getByText('"#00679e"').click();
    const { keyboard } = workbench().page;
    await keyboard.press('End');
    await keyboard.press('Shift+Home');
    // Beginning with a quotation mark, it would put the selection in quotation marks.
    await keyboard.insertText(' "color": "#112233",');
    await keyboard.press('Control+s');
    await eventually('it is saved', () => stored('theming', 'color') === '#112233');
    await workbench().command('Nextcloud Admin: Compare App Configuration…');
    await workbench().page.getByPlaceholder('Select a server').waitFor();
    await workbench().pick(new URL(nextcloud.url).host);
    await pickApp('theming');
    const diff = workbench().page.locator('.editor-instance .monaco-diff-editor');
    await diff.getByText('Second Works').waitFor();
    await diff.getByText('#112233').waitFor();
    await shots('config-compare');
  });

  it('hides a secret until it is asked for, and asks before people can be locked out', async () => {
    await open('user_ldap');
    await editor().getByText('"hidden"').waitFor();
    const reveal = workbench().page.getByText('Reveal Secret Values…').first();
    await reveal.waitFor();
    await shots('config-secrets');
    await reveal.click();
    await workbench().dialog.getByText('keeps a copy of the text').waitFor();
    await workbench().shot('config-reveal');
    await workbench().dialogButton('Reveal');
    const secret = stored('user_ldap', 's01ldap_agent_password') ?? '';
    await editor().getByText(secret).waitFor();
    await editor().getByText('ldaps://ldap.example.com').click();
    const { keyboard } = workbench().page;
    await keyboard.press('End');
    await keyboard.press('Shift+Home');
    await keyboard.insertText(' "s01ldap_host": "ldaps://ldap.example.org",');
    await keyboard.press('Control+s');
    await workbench().dialog.getByText('lock people out').waitFor();
    await workbench().shot('config-lockout');
    await workbench().dialogButton('Save');
    await eventually('it is saved', () => stored('user_ldap', 's01ldap_host') === 'ldaps://ldap.example.org');
    assert.equal(stored('user_ldap', 's01ldap_agent_password'), secret);
  });
});
