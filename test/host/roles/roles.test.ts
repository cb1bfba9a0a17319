import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actions } from '../../../src/commands/actions.ts';
import type { Action } from '../../../src/commands/engine/action.ts';
import type { Role } from '../../../src/ocs/index.ts';
import type { TreeNode } from '../../../src/tree/nodes/node.ts';
import type { Subject } from '../../../src/subjects/subject.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { limits } from '../../support/limits.ts';
import { caseOf } from '../commands/cases.ts';
import { sitDownAs } from '../commands/person.ts';
import type { Desk, Reply } from '../commands/person.ts';
import { setServers } from '../servers/window.ts';

const versions = [23, 29, 34, 35] as const;
const roles = ['admin', 'delegated', 'subadmin'] as const satisfies Role[];
type Major = (typeof versions)[number];

const password = 'worker-Passw0rd';

/** Who signs in as what. */
const logins: Record<(typeof roles)[number], string> = { admin: 'admin', delegated: 'dele', subadmin: 'sub' };

/** Actions whose answers depend on who asks, or that old servers do not know. */
const repliesOf: Record<string, Reply[]> = { changeManager: ['bob'] };
const since: Record<string, number> = {
  changeManager: 28,
  resetSecondFactor: 32,
  updateApps: 34,
  installApp: 34,
  limitApp: 34,
  forceApp: 34,
  removeApps: 34,
};

/** What is so afterwards, where the group that all are in makes a difference. */
const doneOf: Record<string, (nextcloud: SimulatedNextcloud) => boolean> = {
  changeManager: ({ state }) => state.users.get('ada')!.manager === 'bob',
  changeGroups: ({ state }) => [...state.users.get('ada')!.groups].sort().join() === 'base,fleet',
};

/** What is done to others by nobody but an administrator of his own account. */
const ofTheAdmin = new Set(['changeVisibility']);

const objectActions = actions.filter(({ id }) => caseOf(id));

for (const version of versions)
  for (const role of roles)
    describe(`as ${role} on ${version}`, () => {
      let nextcloud: SimulatedNextcloud;
      let desk: Desk;

      beforeEach(async () => {
        nextcloud = await startNextcloud({ version, seed: 'empty' });
        seed(nextcloud, role);
        const user = logins[role];
        desk = await sitDownAs(role === 'admin' ? undefined : { user, password }, nextcloud);
      });

      afterEach(async () => {
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        desk.dispose();
        await setServers(undefined);
        await nextcloud.close();
      });

      it('shows what the role may see, and repeats no refused request', async () => {
        assert.equal((await desk.server.connect()).role, role);
        const labels = await walk(desk);
        const expected = {
          admin: [
            'Administrators',
            'Group Administrators',
            'Apps',
            'crew',
            'fleet',
            'far',
            'admin',
            'Ada',
            'Zed',
          ],
          delegated: [
            'Administrators',
            'Group Administrators',
            'crew',
            'fleet',
            'far',
            'admin',
            'Ada',
            'Zed',
          ],
          subadmin: ['crew', 'fleet', 'Ada'],
        }[role];
        const hidden = {
          admin: [],
          delegated: ['Apps'],
          subadmin: ['Apps', 'Administrators', 'far', 'admin', 'Zed'],
        }[role];
        for (const label of expected) assert.ok(labels.includes(label), `${label} in ${labels.join(', ')}`);
        for (const label of hidden) assert.ok(!labels.includes(label), `no ${label} in ${labels.join(', ')}`);
        assert.ok(!labels.includes('Retry'), labels.join(', '));
        assert.deepEqual(refusals(nextcloud).slice(1), []);
      });

      it('runs every action that it offers', async () => {
        for (const action of objectActions.filter(offered(role, version))) {
          seed(nextcloud, role);
          await tryAction(action, desk, nextcloud);
        }
        assert.deepEqual(refusals(nextcloud).slice(1), []);
      }).timeout(limits.long);

      it('refuses all other actions before sending anything', async () => {
        await desk.server.connect();
        for (const { id, on, roles: allowed } of objectActions.filter(
          ({ roles: some }) => some && !some.includes(role),
        )) {
          nextcloud.requests.length = 0;
          await desk.run(id, subjectOf(desk, id, on));
          assert.match(desk.person.lastSaid, /Only an administrator can do this/, `${id} ${String(allowed)}`);
          assert.deepEqual(nextcloud.requests, [], id);
        }
      });
    });

function offered(role: Role, version: Major): (action: Action) => boolean {
  return ({ id, roles: allowed }) =>
    (allowed?.includes(role) ?? true) &&
    (since[id] ?? 0) <= version &&
    (role === 'admin' || !ofTheAdmin.has(id));
}

/** Ada and Bob work in two groups; Zed is elsewhere. What earlier actions left is gone. */
function seed({ state }: SimulatedNextcloud, role: (typeof roles)[number]): void {
  for (const id of ['ada', 'bob', 'carla', 'zed']) state.deleteUser(id);
  for (const id of ['crew', 'fleet', 'far', 'Night Shift']) state.deleteGroup(id);
  for (const id of ['crew', 'fleet', 'far']) state.createGroup(id);
  // A third group keeps them where the role may see them while they leave others.
  state.createGroup('base');
  for (const [id, displayname] of [
    ['ada', 'Ada'],
    ['bob', 'Bob'],
  ] as const)
    state.createUser({ id, displayname, groups: ['base'] });
  state.createUser({ id: 'zed', displayname: 'Zed', groups: ['far'] });
  const id = logins[role];
  if (role === 'delegated' && !state.users.has(id)) state.createUser({ id, password, delegated: true });
  if (role === 'subadmin') {
    if (!state.users.has(id)) state.createUser({ id, password });
    for (const group of ['crew', 'fleet', 'base']) state.promote(id, group);
  }
  state.users.get('admin')!.scopes = {};
  for (const app of ['calendar', 'deck']) state.apps.get(app)!.enabled = true;
}

/** Opens every branch and every list, and reads the labels. */
async function walk({ provider }: Desk): Promise<string[]> {
  const labels: string[] = [];
  const visit = async (node?: TreeNode): Promise<void> => {
    for (const child of await provider.getChildren(node)) {
      const item = provider.getTreeItem(child);
      labels.push(typeof item.label === 'string' ? item.label : '');
      if (
        item.collapsibleState !== vscode.TreeItemCollapsibleState.None &&
        item.collapsibleState !== undefined
      )
        await visit(child);
    }
  };
  await visit();
  return labels;
}

/** What was answered 403, or 401 that is none. */
function refusals({ requests }: SimulatedNextcloud): string[] {
  return requests.filter(({ status }) => status === 403).map(({ method, path }) => `${method} ${path}`);
}

async function tryAction(action: Action, desk: Desk, nextcloud: SimulatedNextcloud): Promise<void> {
  const { id, on } = action;
  const given = caseOf(id)!;
  Object.assign(desk.person, { said: [], copied: [], opened: [], asked: [] });
  given.prepare?.(nextcloud);
  desk.person.will(...(repliesOf[id] ?? given.replies ?? []));
  await desk.run(id, subjectOf(desk, id, on));
  const done = doneOf[id] ?? ((cloud: SimulatedNextcloud) => given.done(cloud, given.on[0], desk.person));
  await eventually(`${id}: ${desk.person.lastSaid}`, () => done(nextcloud));
}

function subjectOf({ server }: Desk, id: Action['id'], kind: Action['on']): Subject {
  if (kind === 'server') return { kind, server };
  const [subject] = caseOf(id)!.on;
  return { kind, server, id: subject, ...(kind === 'app' && { enabled: true }) } as Subject;
}
