import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PlanStep } from '../../../src/model/plan/types.ts';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import { planUri } from '../../../src/servers/uris.ts';
import { allTabs, uriOf } from '../../../src/ui/tabs.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown } from '../commands/person.ts';
import { makeWorld, type World } from '../inspect/world.ts';
import { theExtension } from '../support/extension.ts';
import { callTool, confirmation } from './call.ts';

const explain = 'nextcloud_explain_plan';
const propose = 'nextcloud_propose_plan';
const hostile = 'crew](command:workbench.action.quit)\n<b>';

interface Explained {
  result?: string;
  plan: string;
  title: string;
  phase: string;
  inShort: string[];
  steps: { total: number; listed: number; leftOut: number };
  users: { user: string | null; steps: { does: string; state?: string }[] }[];
  cannotBeUndone: { total: number; items: string[] };
  problems: { total: number; items: string[] };
}

describe('the language model tools about plans', () => {
  let world: World;

  beforeEach(async () => {
    world = await makeWorld();
    world.first.state.createGroup(hostile);
  });

  afterEach(() => world.end());

  const steps = [
    { user: 'bob', action: 'set', field: 'quota', value: '5 GB' },
    { user: 'bob', action: 'join', group: hostile },
    { user: 'BOB', action: 'promote', group: 'editors' },
    { user: 'alice', action: 'leave', group: 'editors' },
    { user: 'alice', action: 'disable' },
  ];
  const proposal = (more: Record<string, unknown> = {}) => ({
    server: world.servers[0].id,
    title: 'Tidy up',
    steps,
    ...more,
  });
  const stored = async () => {
    const { desk } = await theExtension();
    return desk.list(world.servers[0]);
  };
  const methods = () => [...new Set(world.first.requests.map(({ method }) => method))];
  const store = async (draft: PlanDraft) => {
    const { desk } = await theExtension();
    return desk.add(world.servers[0], draft);
  };

  it('propose a plan, which is opened and not applied', async () => {
    const { desk } = await theExtension();
    const used = new Set<string | symbol>();
    const watched = new Proxy(desk, {
      get(target, property) {
        used.add(property);
        const value: unknown = Reflect.get(target, property);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
    const told = await callTool<Explained>(propose, proposal(), { desk: watched });
    assert.match(told.result ?? '', /Nothing was changed.*a person must look at it and press Apply/);
    assert.deepEqual([...used].sort(), ['add', 'read']);
    assert.deepEqual(methods(), ['GET']);
    assert.equal(world.first.state.users.get('alice')?.enabled, true);
    const [listed, ...others] = await stored();
    assert.deepEqual(others, []);
    assert.equal(listed?.id, told.plan);
    assert.equal(listed.phase, 'new');
    const uri = planUri(world.servers[0].id, told.plan).toString();
    await eventually('the page of the plan', () => allTabs().some(tab => uriOf(tab)?.toString() === uri));
    const asked = (user: string) => told.users.find(one => one.user === user)?.steps.map(({ does }) => does);
    assert.deepEqual(asked('bob'), [
      'Quota: none → 5 GB',
      'Add to group: crew]\u200b(command:workbench.action.quit) <b>',
      'Make group administrator: editors',
    ]);
    assert.deepEqual(asked('alice')?.sort(), ['Disable', 'Remove from group: editors']);
  });

  it('explain the plan on screen, or the named one, without asking a server', async () => {
    const { plan } = await callTool<Explained>(propose, proposal());
    const before = world.first.requests.length;
    const open = await callTool<Explained>(explain, {});
    assert.equal(open.plan, plan);
    assert.equal(open.phase, 'new');
    assert.equal(open.steps.total, 5);
    assert.ok(open.inShort.includes('Disable: 1 (alice)'), open.inShort.join('\n'));
    assert.deepEqual(open.cannotBeUndone.items, []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await assert.rejects(callTool(explain, {}), /No plan is open/);
    for (const named of ['Tidy up', plan])
      assert.equal((await callTool<Explained>(explain, { plan: named })).plan, plan);
    await assert.rejects(
      callTool(explain, { plan: 'x' }),
      new RegExp(`newest plans are: Tidy up \\(${plan}\\)`),
    );
    assert.equal(world.first.requests.length, before);
  });

  it('tell what is lost, what cannot be undone, and what is a problem', async () => {
    const before = { id: 'bob', email: 'bob@example.com' };
    await store({
      title: 'Farewell',
      plan: {
        version: 1,
        steps: [
          { id: 1, needs: [], kind: 'wipe', user: 'bob' },
          { id: 2, needs: [], kind: 'delete', user: 'bob', before },
          { id: 3, needs: [], kind: 'leave', user: 'alice', group: 'editors' },
        ],
        problems: [{ code: 'unknownUser', blocks: true, user: 'zoe', values: [] }],
      },
    });
    const told = await callTool<Explained>(explain, { plan: 'Farewell' });
    assert.deepEqual(told.cannotBeUndone.items, ['bob: Wipe devices', 'bob: Delete user']);
    assert.deepEqual(told.problems, { total: 1, listed: 1, items: ['There is no user “zoe”.'] });
    for (const line of ['Wipe devices: 1 (bob)', 'Delete user: 1 (bob)', 'Remove from group: 1'])
      assert.ok(told.inShort.includes(line), told.inShort.join('\n'));
  });

  it('list at most 200 steps, and say how many there are', async () => {
    const join = (_: unknown, index: number): PlanStep => ({
      id: index + 1,
      needs: [],
      kind: 'join',
      user: `u${index}`,
      group: 'editors',
    });
    const all = Array.from({ length: 230 }, join);
    await store({ title: 'Many', plan: { version: 1, steps: all, problems: [] } });
    const told = await callTool<Explained>(explain, { plan: 'Many' });
    assert.deepEqual(told.steps, { total: 230, listed: 200, leftOut: 0 });
    assert.equal(told.users.length, 200);
  });

  it('show server, title and steps before anything is planned, as plain text', async () => {
    const message = await confirmation(
      propose,
      proposal({ title: `Look [here](command:quit)\n# Big ${'x'.repeat(300)}` }),
    );
    assert.equal(message.isTrusted, false);
    assert.doesNotMatch(message.value, /[^\\]\]\(command:|\n#|<b>/);
    for (const text of ['bob', 'alice', 'Disable', 'Nothing is changed before you apply it'])
      assert.ok(message.value.includes(text), message.value);
    assert.ok(message.value.length < 1500, `${message.value.length}`);
    assert.deepEqual(await stored(), []);
  });

  it('refuse a proposal that is not one, before any server is asked', async () => {
    const before = world.first.requests.length;
    const refused: [input: Record<string, unknown>, reason: RegExp][] = [
      [proposal({ steps: [] }), /steps must be a list with at least one step/],
      [proposal({ steps: 'disable everybody' }), /steps must be a list/],
      [
        proposal({ steps: [{ user: 'bob', action: 'delete' }] }),
        /steps\[0\]\.action must be one of: set, join/,
      ],
      [proposal({ title: '' }), /title is missing/],
      [proposal({ apply: 'now' }), /apply is not known/],
      [proposal({ server: 'elsewhere' }), /There is no such server/],
      [{ title: 'Both', steps }, /Name one server/],
    ];
    for (const [input, reason] of refused) {
      await assert.rejects(confirmation(propose, input), reason);
      await assert.rejects(callTool(propose, input), reason);
    }
    assert.equal(world.first.requests.length, before);
    assert.deepEqual(await stored(), []);
  });

  it('name all that the server does not take, and store no plan then', async () => {
    // A window of its own: errors of the extension that VS Code runs are of another copy of their class.
    const desk = await sitDown(world.first);
    const refuse = (tried: unknown[], names: string[]) =>
      assert.rejects(
        callTool(propose, proposal({ steps: tried, server: desk.server.id }), desk.context),
        ({ message }: Error) => names.every(name => message.includes(name)),
      );
    const wrong = [
      { user: 'nobody', action: 'disable' },
      { user: 'bob', action: 'join', group: 'no-such-group' },
      { user: 'bob', action: 'set', field: 'manager', value: 'ghost' },
    ];
    await refuse(
      [...wrong, ...steps.slice(3)],
      ['Nothing was planned', '“nobody”', '“no-such-group”', '“ghost”'],
    );
    await refuse([{ user: world.first.admin.user, action: 'disable' }], ['the user you are signed in as']);
    assert.deepEqual(await desk.context.desk.list(desk.server), []);
    assert.deepEqual(desk.person.opened, []);
    assert.deepEqual(methods(), ['GET']);
    await desk.context.servers.remove(desk.server);
    desk.dispose();
  });

  it('say so where there is nothing to change, and open nothing', async () => {
    const idle = [{ user: 'bob', action: 'join', group: 'editors' }];
    const { result } = await callTool<{ result: string }>(propose, proposal({ steps: idle }));
    assert.match(result, /nothing to change/);
    assert.deepEqual(await stored(), []);
  });
});
