import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { onNewest } from './support/onNewest.ts';
import { themes } from './support/themes.ts';
import type { Theme } from './support/themes.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const crew = Array.from({ length: 12 }, (_, index) => `crew${String(index).padStart(2, '0')}`);
const lost = ['crew02', 'crew05', 'crew08'];

/** Three of twelve have a second factor, and a fourth has nothing but backup codes. */
function seed({ state }: SimulatedNextcloud): void {
  crew.forEach((id, index) => {
    state.deleteUser(id);
    const providers = lost.includes(id)
      ? { totp: true, backup_codes: true }
      : { backup_codes: id === 'crew07' };
    state.createUser({ id, displayname: `Crew ${index}`, email: `${id}@example.invalid`, providers });
  });
  for (const app of ['twofactor_totp', 'twofactor_backupcodes']) state.apps.get(app)!.enabled = true;
}

onNewest('second factors', () => {
  let nextcloud: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty', version: 34, latencyMs: 20 });
    return {};
  });

  after(() => nextcloud.close());

  before('add the server, with an app password', async () => {
    const { user } = nextcloud.admin;
    await addServer(workbench(), nextcloud, {
      user,
      password: nextcloud.state.createAppPassword(user, user, 'VS Code'),
    });
    await workbench().page.setViewportSize({ width: 1400, height: 900 });
  });

  beforeEach(
    'everybody as at first, in a window that remembers neither answers nor the password',
    async () => {
      seed(nextcloud);
      await workbench().reload();
    },
  );

  const form = () => workbench().form();
  const button = (name: string) => form().locator('vscode-button', { hasText: name });
  const press = (key: string) => workbench().page.keyboard.press(key);
  const left = () =>
    crew.filter(id => Object.values(nextcloud.state.users.get(id)?.providers ?? {}).includes(true));
  const confirmPassword = () => workbench().answer(/requires the login password/, nextcloud.admin.password);

  /** @param prepare brings into sight what another width has moved */
  async function pictures(name: string, prepare = (): Promise<unknown> => Promise.resolve()): Promise<void> {
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench().setTheme(theme);
      for (const width of [700, 1400]) {
        await workbench().page.setViewportSize({ width, height: 900 });
        await prepare();
        await workbench().shot(`${name}-${theme}-${width}`);
      }
      assert.deepEqual(await seriousProblems(form()), []);
    }
    await workbench().setTheme('dark');
  }

  async function filter(line: string, words: string): Promise<void> {
    await form().getByRole('combobox', { name: 'Filter', exact: true }).fill(line);
    await press('Escape');
    await form().getByText(words, { exact: true }).waitFor();
  }

  it('are reset for three users of the table, by a plan', async () => {
    await workbench().command('Nextcloud Admin: Open Users as a Table');
    nextcloud.latencyMs = 400;
    await form().getByRole('button', { name: 'Views' }).click();
    await form().getByRole('menuitemradio', { name: 'No second factor' }).click();
    await form()
      .getByText(/^Second factors of [1-9]\d* of 13 users loaded/)
      .waitFor();
    await workbench().shot('factor-loading');
    nextcloud.latencyMs = 20;
    await form().getByText('10 of 13 users', { exact: true }).waitFor();
    await pictures('factor-none');
    await filter('2fa:totp', '3 of 13 users');
    await form().getByRole('gridcell', { name: 'crew02', exact: true }).click();
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    await workbench().shot('factor-selected');
    await press('Shift+F10');
    await form().getByRole('menuitem', { name: 'Reset Second Factor…' }).click();
    await form().getByRole('heading', { name: 'Reset Second Factor: 3 users' }).waitFor();
    await pictures('factor-plan');
    assert.deepEqual(left(), ['crew02', 'crew05', 'crew07', 'crew08']);
    await button('Apply…').click();
    await workbench()
      .dialog.getByText(/crew05: Authenticator app \(TOTP\), Backup codes/)
      .waitFor();
    await workbench().shot('factor-consent');
    await workbench().dialogButton('Apply');
    await confirmPassword();
    await eventually('all three are reset', () => left().join() === 'crew07');
    await form().getByText('Done').first().waitFor();
    await workbench().shot('factor-done');
    // The plan took the tab of the table, which comes with the view that it had.
    await workbench().command('Nextcloud Admin: Open Users as a Table');
    await form().getByText('0 of 13 users', { exact: true }).waitFor();
    await workbench().shot('factor-followed');
  });

  it('is reset in the form of a user, and shown when inspected', async () => {
    await workbench().command('Nextcloud Admin: Open User');
    await workbench().pick('Crew 5');
    await form().getByText('Authenticator app (TOTP)').waitFor();
    await pictures('factor-form', () => button('Delete User…').scrollIntoViewIfNeeded());
    await button('Reset Second Factor…').click();
    await workbench()
      .dialog.getByText(/This disables: Authenticator app/)
      .waitFor();
    await workbench().shot('factor-question');
    await workbench().dialogButton('Reset Second Factor');
    await confirmPassword();
    await eventually('it is reset', () => !left().includes('crew05'));
    await form().locator('[data-field=secondFactor]').getByText('None').waitFor();
    await form().getByText('The user has no second factor.').waitFor();
    await workbench().shot('factor-form-none');
    await workbench().clearNotifications();
    await workbench().command('Nextcloud Admin: Find User…');
    await workbench().type('crew02');
    await workbench().option('Crew 2').hover();
    await workbench().option('Crew 2').getByRole('button', { name: 'Inspect' }).click();
    await form().locator('[data-field=secondFactor] dd').getByText('Authenticator app (TOTP)').waitFor();
    await pictures('factor-inspect', () =>
      form().locator('[data-field=secondFactor] dd').first().scrollIntoViewIfNeeded(),
    );
  });
});
