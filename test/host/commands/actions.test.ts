import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { actions } from '../../../src/commands/actions.ts';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import type { Subject } from '../../../src/subjects/subject.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { setServers } from '../servers/window.ts';
import { caseOf } from './cases.ts';
import type { Case } from './cases.ts';
import { sitDown, theAction } from './person.ts';
import type { Desk, Reply } from './person.ts';

/** What only asks; everything else of users, groups and apps writes. */
const reading =
  /^(constructor|list.*|iterate|pages|get.*|editableFields|groups|subadminGroups|.*[dD]etails|avatar|members|subadmins|info|state|store|categories|mayListAll)$/;

const tables = ['users', 'groups', 'apps'] as const;
const triedHere = actions.flatMap(action => {
  const given = caseOf(action.id);
  return given ? [{ ...action, given }] : [];
});

describe('every action of the table', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  const called = new Set<string>();
  const writing = new Set<string>();

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    desk = await sitDown(nextcloud);
    record((await desk.server.connect()).client);
  });

  after(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  beforeEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const id of ['ada', 'bob', 'carla']) nextcloud.state.deleteUser(id);
    for (const id of ['ada', 'bob']) nextcloud.state.createUser({ id });
    for (const id of ['crew', 'fleet', 'Night Shift']) nextcloud.state.deleteGroup(id);
    for (const id of ['crew', 'fleet']) nextcloud.state.createGroup(id);
    nextcloud.state.users.get('admin')!.scopes = {};
    for (const id of ['calendar', 'deck']) nextcloud.state.apps.get(id)!.enabled = true;
    nextcloud.faults.clear();
    nextcloud.requests.length = 0;
    Object.assign(desk.person, { said: [], copied: [], opened: [], asked: [] });
  });

  /** Notes which of the client's methods are called. */
  function record(client: NextcloudClient): void {
    for (const table of tables) {
      const object = client[table] as unknown as Record<string, (...args: unknown[]) => unknown>;
      for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(object))) {
        if (reading.test(name)) continue;
        writing.add(`${table}.${name}`);
        const method = object[name]!.bind(object);
        object[name] = (...args) => {
          called.add(`${table}.${name}`);
          return method(...args);
        };
      }
    }
  }

  const subjectsOf = (id: string, { on }: Case): [Subject, ...Subject[]] => {
    const { server } = desk;
    const kind = theAction(id).on;
    return on.map(subject => {
      if (kind === 'app')
        return { kind, server, id: subject, enabled: nextcloud.state.apps.get(subject)?.enabled ?? false };
      return { kind, server, id: subject } as Subject;
    }) as [Subject, ...Subject[]];
  };

  const isDone = (given: Case, id: string) =>
    eventually(`${id}: ${desk.person.lastSaid}`, () => given.done(nextcloud, id, desk.person));

  const writes = () => nextcloud.requests.filter(({ method }) => method !== 'GET').length;

  async function attempt(id: string, given: Case, subjects: Subject[], replies: Reply[] = []): Promise<void> {
    given.prepare?.(nextcloud);
    desk.person.will(...replies);
    nextcloud.requests.length = 0;
    await desk.run(id, ...subjects);
    assert.equal(desk.person.repliesLeft, 0, `everything was asked: ${desk.person.asked.join(' / ')}`);
  }

  const refuse = () =>
    nextcloud.faults.add({
      kind: 'reply',
      match: ({ method }) => method !== 'GET',
      times: 100,
      reply: () => ({
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ocs: { meta: { status: 'failure', statuscode: 403, message: 'Not today' }, data: [] },
        }),
      }),
    });

  for (const { id, many, given } of triedHere) {
    describe(id, () => {
      it('runs on one target', async () => {
        const [subject] = subjectsOf(id, given);
        await attempt(id, given, [subject], given.replies);
        await isDone(given, given.on[0]);
      });

      it(
        many ? 'runs on several targets' : 'runs on the first target only and names the others',
        async () => {
          const subjects = subjectsOf(id, given);
          await attempt(id, given, subjects, many ? (given.repliesForMany ?? given.replies) : given.replies);
          for (const done of many ? given.on : [given.on[0]]) await isDone(given, done);
          if (!many && subjects.length > 1) assert.match(desk.person.lastSaid, new RegExp(given.on[1]!));
        },
      );

      if (given.leaves)
        it('writes nothing when the user cancels', async () => {
          await attempt(id, given, [subjectsOf(id, given)[0]], given.leaves);
          assert.equal(writes(), 0);
        });

      if (!given.reads)
        it('reports why the server refused', async () => {
          const [subject] = subjectsOf(id, given);
          refuse();
          const shownOnce = /password/i.test(id) || id === 'createUser';
          await attempt(id, given, [subject], shownOnce ? given.replies?.slice(0, -1) : given.replies);
          assert.match(desk.person.lastSaid, /Not today/);
          if (!given.leavesNoTrace) assert.ok(!given.done(nextcloud, given.on[0], desk.person));
        });
    });
  }

  // Described as a suite, as those are run after the tests beside them.
  describe('all actions together', () => {
    it('cover everything the client can write to users, groups and apps', () =>
      assert.deepEqual(
        [...writing].filter(name => !called.has(name)),
        // The first is offered by a message alone: see the rules. No action updates or removes apps.
        ['users.finish', 'apps.update', 'apps.uninstall'],
      ));
  });
});
