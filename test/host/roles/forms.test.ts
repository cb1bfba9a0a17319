import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { searchServer } from '../../../src/documents/forms/search.ts';
import type { AccountDocument, AccountFieldName, AccountValues } from '../../../src/model/account.ts';
import type { GroupDocument } from '../../../src/model/group.ts';
import type { Server } from '../../../src/servers/server.ts';
import { groupUri, userUri } from '../../../src/servers/uris.ts';
import type { AccountFacts, GroupFacts } from '../../../src/webview/protocol.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { limits } from '../../support/limits.ts';
import { addServer, theExtension } from '../support/extension.ts';

const versions = [23, 29, 34, 35] as const;
const roles = ['admin', 'delegated', 'subadmin'] as const;
const password = 'worker-Passw0rd';
const logins = { admin: 'admin', delegated: 'dele', subadmin: 'sub' };

/** Another value for every field: what the form lets be edited can be saved. */
const others: Omit<AccountValues, 'groups' | 'subadmin'> = {
  displayname: 'Ada the Second',
  email: 'ada@example.com',
  additional_mail: ['ada.two@example.com'],
  notify_email: '',
  phone: '+49301234567',
  address: 'Long Lane 1',
  website: 'https://ada.example.com',
  twitter: '@ada',
  bluesky: 'ada.bsky.social',
  fediverse: '@ada@example.social',
  organisation: 'Engines',
  role: 'Countess',
  headline: 'Hello',
  biography: 'Born in 1815',
  pronouns: 'she/her',
  profile_enabled: false,
  quota: '5 GB',
  enabled: false,
  language: 'de',
  locale: 'de_DE',
  timezone: 'Europe/Berlin',
  manager: 'bob',
};

/** What nobody but these roles may decide. */
const ofAdministrators = new Set<AccountFieldName>(['subadmin']);

for (const version of versions)
  for (const role of roles)
    describe(`forms as ${role} on ${version}`, () => {
      let nextcloud: SimulatedNextcloud;
      let server: Server;

      before(async () => {
        nextcloud = await startNextcloud({ version, seed: 'empty' });
        seed(nextcloud, role);
        const user = logins[role];
        server = await addServer(nextcloud, role === 'admin' ? nextcloud.admin : { user, password });
      });

      after(async () => {
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await (await theExtension()).servers.remove(server);
        await nextcloud.close();
      });

      const forbidden = () =>
        nextcloud.requests
          .filter(({ status, method }) => status === 403 && method !== 'GET')
          .map(({ method, path }) => `${method} ${path}`);

      it('a user: saves every field that is not locked, and keeps foreign groups', async () => {
        const document = await vscode.workspace.openTextDocument(userUri(server.id, 'ada'));
        const facts = (await factsOf(document.uri)) as AccountFacts;
        const locked = new Set(Object.keys(facts.locked));
        for (const name of ofAdministrators) assert.equal(locked.has(name), role === 'subadmin', name);
        assert.deepEqual(Object.keys(facts.fixedGroups), role === 'subadmin' ? ['far'] : []);

        const was = JSON.parse(document.getText()) as AccountDocument;
        const wanted = Object.entries({ ...others, groups: [...was.groups!, 'fleet'], subadmin: ['crew'] });
        const changes = Object.fromEntries(wanted.filter(([name]) => name in was && !locked.has(name)));
        assert.ok(Object.keys(changes).length >= 12, Object.keys(changes).join());
        await write(document, { ...was, ...changes });
        const { store } = (await theExtension()).documents;
        assert.ok(await document.save(), JSON.stringify([...store.refused(document.uri)]));
        assert.deepEqual(forbidden(), []);
        const ada = nextcloud.state.users.get('ada')!;
        assert.equal(ada.displayname, others.displayname);
        assert.equal(ada.enabled, false);
        assert.deepEqual([...ada.groups].sort(), ['crew', 'far', 'fleet']);
        assert.deepEqual([...ada.subadmin], role === 'subadmin' ? [] : ['crew']);
      });

      it('a group: saves members, and for administrators the name', async () => {
        const document = await vscode.workspace.openTextDocument(groupUri(server.id, 'crew'));
        const facts = (await factsOf(document.uri)) as GroupFacts;
        assert.equal(facts.lockedMembers, null);
        assert.equal(facts.lockedName === null, role !== 'subadmin');
        assert.equal(facts.mayDelete, role !== 'subadmin');
        const was = JSON.parse(document.getText()) as GroupDocument;
        await write(document, {
          ...was,
          members: ['ada', 'bob'],
          ...(facts.lockedName === null && { displayname: 'The Crew' }),
        });
        assert.ok(await document.save());
        assert.deepEqual(forbidden(), []);
        assert.ok(nextcloud.state.users.get('bob')!.groups.includes('crew'));
      });

      it('suggestions: offers nothing that would be refused', async () => {
        const found = await searchServer(server, 'groups', '', new AbortController().signal);
        const expected = {
          admin: ['admin', 'crew', 'far', 'fleet'],
          delegated: ['crew', 'far', 'fleet'],
          subadmin: ['crew', 'fleet'],
        };
        assert.deepEqual(found.map(({ value }) => value).sort(), expected[role]);
        const people = await searchServer(server, 'users', 'b', new AbortController().signal);
        assert.ok(people.some(({ value }) => value === 'bob'));
      });
    }).timeout(limits.long);

function seed({ state }: SimulatedNextcloud, role: (typeof roles)[number]): void {
  for (const id of ['crew', 'fleet', 'far']) state.createGroup(id);
  state.createUser({ id: 'ada', displayname: 'Ada', groups: ['crew', 'far'] });
  state.createUser({ id: 'bob', displayname: 'Bob', groups: ['fleet'] });
  const id = logins[role];
  if (role === 'delegated') state.createUser({ id, password, delegated: true });
  if (role === 'subadmin') {
    state.createUser({ id, password });
    for (const group of ['crew', 'fleet']) state.promote(id, group);
  }
}

/** What the form of a document says beside it. */
async function factsOf(uri: vscode.Uri): Promise<unknown> {
  const { store } = (await theExtension()).documents;
  const place = store.place(uri);
  return (place.kind.form?.facts(place, store.lastLoaded(uri), false) as { facts: unknown }).facts;
}

async function write(document: vscode.TextDocument, value: object): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const all = new vscode.Range(0, 0, document.lineCount, 0);
  edit.replace(document.uri, all, `${JSON.stringify(value, undefined, 2)}\n`);
  assert.ok(await vscode.workspace.applyEdit(edit));
}
