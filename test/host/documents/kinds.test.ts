import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { DocumentPlace, Loaded } from '../../../src/documents/kind.ts';
import { kinds } from '../../../src/documents/kinds.ts';
import type { Plan } from '../../../src/model/plan/types.ts';
import type { Change } from '../../../src/servers/changes.ts';
import type { Server } from '../../../src/servers/server.ts';
import { documentUri, idOf, parseUri, rootEntries } from '../../../src/servers/uris.ts';
import type { Target, TargetKind } from '../../../src/servers/uris.ts';
import packageJson from '../../../package.json';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { addServer, theExtension } from '../support/extension.ts';

/** Stored before the tests, under an ID that the store gives it. */
let planId = '20260101000000-00000000';

/** One document of each kind: a kind that is not here does not compile. */
const targets: Record<TargetKind, (serverId: string) => Target> = {
  user: serverId => ({ kind: 'user', serverId, id: 'ada' }),
  group: serverId => ({ kind: 'group', serverId, id: 'crew' }),
  apps: serverId => ({ kind: 'apps', serverId }),
  overview: serverId => ({ kind: 'overview', serverId }),
  plan: serverId => ({ kind: 'plan', serverId, id: planId }),
  config: serverId => ({ kind: 'config', serverId, id: 'theming' }),
  users: serverId => ({ kind: 'users', serverId }),
  members: serverId => ({ kind: 'members', serverId, id: 'crew' }),
  everywhere: serverId => ({ kind: 'everywhere', serverId, id: `${serverId}-1~${serverId}-2` }),
};

/** The kinds that each change concerns: a change that is not here does not compile. */
const changes: {
  [K in Change['kind']]: [Extract<Change, { kind: K }>, TargetKind, concernsOthers: boolean];
} = {
  user: [{ kind: 'user', userId: 'ada' }, 'user', false],
  users: [{ kind: 'users' }, 'user', true],
  group: [{ kind: 'group', groupId: 'crew' }, 'group', false],
  groups: [{ kind: 'groups' }, 'group', true],
  app: [{ kind: 'app', appId: 'files' }, 'apps', true],
  apps: [{ kind: 'apps' }, 'apps', true],
  config: [{ kind: 'config', appId: 'theming' }, 'config', false],
};

const all = Object.keys(kinds) as TargetKind[];

describe('kinds', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createUser({ id: 'ada' });
    nextcloud.state.createGroup('crew');
    server = await addServer(nextcloud);
    const plan: Plan = { version: 1, steps: [{ kind: 'wipe', user: 'ada', id: 1, needs: [] }], problems: [] };
    planId = await (await theExtension()).desk.add(server, { title: 'Wipe Ada', plan });
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const placeOf = async (kind: TargetKind): Promise<DocumentPlace> =>
    (await theExtension()).documents.store.place(documentUri(targets[kind](server.id)));

  for (const [name, [change, concerned, concernsOthers]] of Object.entries(changes))
    it(`isConcernedBy › “${name}” reaches the documents it concerns, and no others`, () => {
      for (const kind of all) {
        const id = idOf(targets[kind]('s1'));
        assert.equal(kinds[kind].isConcernedBy(change, id), kind === concerned, kind);
        assert.equal(kinds[kind].isConcernedBy(change, 'other'), kind === concerned && concernsOthers, kind);
      }
    });

  for (const kind of all) {
    it(`documentUri › ${kind} is reversed by parseUri, and lies in the root folder or below`, () => {
      const target = targets[kind]('s1');
      const uri = documentUri(target);
      assert.deepEqual(parseUri(uri), target);
      const { files, folders } = rootEntries();
      assert.ok([...files, ...folders].includes(uri.path.split('/')[1] ?? ''));
    });

    it(`${kind} › has its own editor in package.json, for documents of its kind only`, () => {
      const { form } = kinds[kind];
      const viewType = `nextcloudAdmin.${form?.view ?? kind}`;
      const editor = packageJson.contributes.customEditors.find(other => other.viewType === viewType);
      assert.equal(editor !== undefined, form !== undefined);
      if (!form) return;
      const pattern = editor?.selector[0]?.filenamePattern ?? '';
      const { scheme, path } = documentUri(targets[kind]('s1'));
      const [, folder = ''] = /^(.*\/)[^/]*$/.exec(path) ?? [];
      assert.ok(pattern.startsWith(`${scheme}:/`), pattern);
      assert.ok(pattern.includes(folder) || pattern.endsWith(path.replace(/^.*(?=\.)/, '/*')), pattern);
    });

    it(`${kind} › has a page for its form`, () => {
      const root = vscode.extensions.getExtension('nextcloud-admin.nextcloud-admin')?.extensionPath ?? '';
      const { form } = kinds[kind];
      assert.equal(existsSync(join(root, 'src/webview', form?.view ?? kind, 'main.ts')), form !== undefined);
    });

    it(`${kind} › reads back what it loaded, and gives its form a heading and facts`, async () => {
      const place = await placeOf(kind);
      const loaded = await place.kind.load(place);
      const read = place.kind.read(loaded.text, place.id);
      assert.ok('document' in read);
      const hasId = !['table', undefined].includes(kinds[kind].form?.view);
      assert.equal((read.document.value as { id?: string }).id, hasId ? place.id : undefined);
      assert.equal((await place.kind.problems(read.document, place.id, () => read.document)).size, 0);
      assert.equal(place.kind.isLocked(loaded), kind === 'plan' || kind === 'overview');
      for (const name of Object.keys(read.document.value))
        assert.equal(place.kind.hasField(name), name !== 'id', name);
      for (const known of [loaded, undefined]) {
        const { form } = place.kind;
        if (!form) continue;
        assert.ok(form.heading(place, known));
        assert.ok(Object.keys(form.facts(place, known, false)).length > 0);
      }
    });

    it(`${kind} › has no suggestions for unknown fields, and runs only existing commands`, async () => {
      for (const name of ['id', 'nothing', 'constructor'])
        assert.equal(kinds[kind].suggestionsFor(name), undefined);
      const commands = new Set(await vscode.commands.getCommands(true));
      for (const command of Object.values(kinds[kind].form?.commands ?? {}))
        assert.ok(commands.has(`nextcloudAdmin.${command}`), command);
    });

    it(`${kind} › refuses objects of another kind`, async () => {
      const other = await placeOf(kind === 'apps' ? 'user' : 'apps');
      const foreign: Loaded = await other.kind.load(other);
      assert.throws(() => kinds[kind].isLocked(foreign), TypeError);
    });
  }
});
