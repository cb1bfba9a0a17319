import assert from 'node:assert/strict';
import type { User } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { useAliceForm, writes } from './support/aliceForm.ts';
import { keptInBrowser, keptInFiles, placesOf } from './support/kept.ts';

/** What is typed into each field, by its label, and where the server keeps it. */
const texts: [label: string, field: keyof User, value: string, since?: 35][] = [
  ['Display name', 'displayname', 'Alice Everywhere'],
  ['Email', 'email', 'alice@everywhere.example'],
  ['Notification email', 'notify_email', 'second@example.com'],
  ['Phone', 'phone', '+4971125242890'],
  ['Address', 'address', '12 Rabbit Hole'],
  ['Website', 'website', 'https://alice.example'],
  ['X (Twitter)', 'twitter', 'alice_e'],
  ['Bluesky', 'bluesky', 'alice.example', 35],
  ['Fediverse', 'fediverse', 'alice@social.example', 35],
  ['Organization', 'organisation', 'Wonderland'],
  ['Role', 'role', 'Explorer'],
  ['Headline', 'headline', 'Curiouser!'],
  ['About', 'biography', 'Down.\nAnd up again.'],
  ['Pronouns', 'pronouns', 'she/her', 35],
  ['Quota', 'quota', '10 GB'],
  ['Language', 'language', 'de'],
  ['Locale', 'locale', 'de_DE'],
  ['Time zone', 'timezone', 'Europe/Berlin', 35],
];

/** In the page, in one go. */
function clickAndUndo(element: unknown): void {
  const button = element as {
    click(): void;
    dispatchEvent(event: object): void;
    ownerDocument: { defaultView: { KeyboardEvent: new (type: string, init: object) => object } };
  };
  const { KeyboardEvent } = button.ownerDocument.defaultView;
  const key = { key: 'z', code: 'KeyZ', keyCode: 90, ctrlKey: true, bubbles: true, composed: true };
  button.click();
  button.dispatchEvent(new KeyboardEvent('keydown', key));
}

describe('the form of a user', () => {
  const { workbench, nextcloud, alice, field, shows, press, dirty, clean, open, choose } = useAliceForm();

  for (const version of [25, 35] as const) {
    it(`saves every field on Nextcloud ${version}, with the right calls only`, async () => {
      await open(version);
      const known = texts.filter(([, , , since = 25]) => since <= version);
      for (const [label, , value] of known) await field(label).fill(value);
      const form = workbench().form();
      await form.getByRole('button', { name: 'Add Address' }).click();
      await field('Additional emails, number 2').fill('third@example.com');
      for (const name of ['Others can open the profile page', 'This user can sign in'])
        await form.getByRole('checkbox', { name }).uncheck({ force: true });
      for (const list of ['Groups', 'Group administrator of']) {
        await form.getByRole('combobox', { name: list, exact: true }).fill('lab');
        await form.getByRole('option', { name: 'The Laboratory' }).click();
      }
      if (version === 35) {
        await form.getByRole('combobox', { name: 'Manager' }).fill('boss');
        await form.getByRole('option', { name: 'The Boss' }).click();
      }
      await press('Control+s');
      await clean();
      for (const [label, name, value] of known) assert.equal(alice(version)[name], value, label);
      assert.deepEqual(alice(version).additional_mail, ['second@example.com', 'third@example.com']);
      assert.deepEqual(alice(version).groups, ['staff', 'lab']);
      assert.deepEqual(alice(version).subadmin, ['lab']);
      assert.equal(alice(version).profile_enabled, '0');
      assert.equal(alice(version).enabled, false);
      assert.equal(alice(version).manager, version === 35 ? 'boss' : '');
      const calls = writes(nextcloud(version));
      assert.deepEqual(
        calls.filter(call => call !== 'PUT users/alice' && call !== 'PATCH users/alice'),
        ['POST users/alice/groups', 'POST users/alice/subadmins', 'PUT users/alice/disable'],
      );
      // One call a field, but those that PATCH takes together, which 25 does not know; and the address that was added.
      assert.equal(calls.filter(call => call === 'PATCH users/alice').length, 1);
      const patched = version === 35 ? 4 : 0;
      assert.equal(calls.filter(call => call === 'PUT users/alice').length, known.length - patched + 2);
    });
  }

  it('hides fields that the server does not know', async () => {
    await open(25);
    for (const [label] of texts.filter(([, , , since]) => since === 35))
      assert.equal(await field(label).count(), 0, label);
  });

  it('undoes and redoes step by step', async () => {
    await open(35);
    const { role, headline } = alice();
    await field('Role').fill('Queen');
    await field('Headline').fill('Off with it');
    // Leaving the field ends a step.
    await field('Headline').blur();
    await field('Headline').fill('Never mind');
    await field('Headline').blur();
    await press('Control+z');
    await shows('Headline', 'Off with it');
    await press('Control+z');
    await shows('Headline', headline);
    await shows('Role', 'Queen');
    await press('Control+z');
    await shows('Role', role);
    await clean();
    await press('Control+Shift+z');
    await shows('Role', 'Queen');
    // Undone in the very moment in which it was entered, while the edit is still on its way to the document.
    const remove = workbench().form().getByRole('button', { name: 'Remove staff' });
    await remove.evaluate(clickAndUndo);
    await eventually('the last edit was undone', async () => (await remove.count()) === 1);
    await shows('Role', 'Queen');
    await press('Control+z');
    await shows('Role', role);
    await clean();
  });

  it('keeps unsaved changes across a reload, then saves exactly those', async () => {
    await open(35);
    await field('Role').fill('Kept');
    await workbench().form().getByRole('button', { name: 'Remove staff' }).click();
    await dirty();
    const place = () =>
      workbench()
        .form()
        .locator('html')
        .evaluate(root => Number(root.scrollTop));
    const { page, server } = workbench();
    await eventually('VS Code keeps the edit', async () => {
      const kept = [await keptInFiles(server.dataFolder), await keptInBrowser(page)];
      return placesOf(['\\"role\\": \\"Kept\\"', '"role": "Kept"'], ...kept).length > 0;
    });
    const before = await place();
    assert.ok(before > 500);
    await workbench().reload();
    await workbench().tab('alice.json').click();
    await eventually('the edit is there', async () => (await field('Role').inputValue()) === 'Kept');
    await eventually('so is the place', async () => Math.abs((await place()) - before) < 50);
    nextcloud().requests.length = 0;
    await field('Role').click();
    await press('Control+s');
    await clean();
    assert.deepEqual(writes(nextcloud()), ['PUT users/alice', 'DELETE users/alice/groups']);
    assert.equal(alice().role, 'Kept');
    assert.deepEqual(alice().groups, []);
  });

  it('follows the JSON text beside it, and locks while the text is invalid', async () => {
    await open(35);
    await workbench().form().getByRole('button', { name: 'Show JSON' }).click();
    const editor = workbench().page.locator('.monaco-editor .view-lines').last();
    await editor.getByText('displayname').waitFor();
    await field('Role').fill('From the form');
    await editor.getByText('From the form').waitFor();
    await editor.click();
    await press('Control+End');
    await workbench().page.keyboard.type('}');
    const lock = workbench()
      .form()
      .getByText(/The JSON text has an error in line \d+/);
    await lock.waitFor();
    assert.equal(await field('Role').isDisabled(), true);
    await press('Backspace');
    await lock.waitFor({ state: 'detached' });
    await press('Control+a');
    await press('Delete');
    await workbench().page.keyboard.insertText('{ "id": "alice", "role": "From the text" }');
    await eventually('the form follows', async () => (await field('Role').inputValue()) === 'From the text');
    await workbench().command('File: Revert File');
    await workbench().command('View: Close All Editors');
  });

  it('compares two users as text although both could be shown as forms', async () => {
    alice(25).displayname = 'Alice Everywhere';
    await open(25);
    await workbench().form().getByRole('button', { name: 'Compare With…' }).click();
    await workbench().page.getByPlaceholder('Select a server').waitFor();
    await workbench().pick(new URL(nextcloud(25).url).host);
    await workbench()
      .page.getByPlaceholder(/^Select a user\./)
      .waitFor();
    await workbench().pick('The Boss');
    const diff = workbench().page.locator('.editor-instance .monaco-diff-editor');
    await diff.getByText('The Boss').waitFor();
    await diff.getByText('Alice Everywhere').waitFor();
  });

  it('shows hostile texts as plain text', async () => {
    const name = `<img src=x onerror="document.title='run'">\${1+1} \u202e${'W'.repeat(10_000)}`;
    nextcloud().state.createGroup('evil', '<script>document.title="run"</script>');
    nextcloud().state.createUser({ id: 'mallory', displayname: name, groups: ['evil'] });
    await choose(35);
    await workbench().pick(name);
    await field('Display name').waitFor();
    const form = workbench().form();
    // By `ok`, since a difference of 10,000 characters helps nobody.
    const heading = form.getByRole('heading', { level: 1 });
    await eventually('the name is shown', async () => (await heading.textContent()) === name);
    await form.getByRole('listitem').filter({ hasText: '<script>' }).first().waitFor();
    assert.equal(await form.locator('img[onerror], main script').count(), 0);
    const wider = await form.locator('html').evaluate(root => root.scrollWidth > root.clientWidth);
    assert.equal(wider, false);
  });
});
