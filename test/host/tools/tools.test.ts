import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { toolsSetting } from '../../../src/commands/tools/offeredTools.ts';
import { eventually } from '../../support/eventually.ts';
import { makeWorld, type World } from '../inspect/world.ts';
import { callTool, confirmation, token } from './call.ts';

const names = [
  'nextcloud_explain_plan',
  'nextcloud_find_users',
  'nextcloud_get_user',
  'nextcloud_list_findings',
  'nextcloud_list_groups',
  'nextcloud_propose_plan',
];

describe('language model tools', () => {
  let world: World;

  before(async () => {
    world = await makeWorld();
  });

  after(async () => {
    await allow(undefined);
    await world.end();
  });

  const allow = (value: boolean | undefined) =>
    vscode.workspace.getConfiguration().update(toolsSetting, value, vscode.ConfigurationTarget.Global);
  const offered = () => vscode.lm.tools.map(({ name }) => name).filter(name => names.includes(name)).sort(); // prettier-ignore

  it('are offered only if the setting allows them', async () => {
    assert.deepEqual(offered(), []);
    await allow(true);
    await eventually('the tools are offered', () => offered().length === names.length);
    await allow(false);
    // VS Code's own list keeps a tool that was withdrawn; nothing is behind it.
    for (const name of names)
      await assert.rejects(
        async () => vscode.lm.invokeTool(name, { input: {}, toolInvocationToken: undefined }, token),
        /implementation/,
      );
  });

  it('ask before each call, naming the servers and the query', async () => {
    const { value } = await confirmation('nextcloud_find_users', { query: 'ali' });
    assert.ok(value.includes('ali'));
    for (const { url } of world.servers) assert.ok(value.includes(new URL(url).port), value);
  });

  it('read from all servers or the named one', async () => {
    const [first, second] = await invoke('nextcloud_get_user', { userId: 'alice' });
    assert.match(JSON.stringify(first?.result), /Alice Example/);
    assert.match(second?.error ?? '', /alice/);
    const { label, id } = world.servers[1];
    for (const server of [label, id]) {
      const groups = await invoke('nextcloud_list_groups', { server });
      assert.deepEqual(
        groups.map(answer => answer.server),
        [label],
      );
      assert.match(JSON.stringify(groups), /editors/);
    }
    const found = await invoke('nextcloud_find_users', { query: 'zoe' });
    assert.deepEqual(
      found.map(({ result }) => (result as unknown[]).length),
      [0, 1],
    );
  });

  it('list the servers if an unknown one is named', async () => {
    await assert.rejects(
      invoke('nextcloud_get_user', { server: 'elsewhere', userId: 'alice' }),
      ({ message }: Error) => message.includes(world.servers[0].label),
    );
  });

  it('refuse what they do not take, before any server is asked', async () => {
    const before = world.asked().length;
    const refused: [input: Record<string, unknown>, reason: RegExp][] = [
      [{ query: 1 }, /query must be text/],
      [{ query: 'a', limit: 'all' }, /limit is not known\. This tool takes: server, query/],
      [{ server: ['x'] }, /server must be text/],
    ];
    for (const [input, reason] of refused) {
      await assert.rejects(confirmation('nextcloud_find_users', input), reason);
      await assert.rejects(invoke('nextcloud_find_users', input), reason);
    }
    await assert.rejects(invoke('nextcloud_get_user', {}), /userId is missing/);
    assert.equal(world.asked().length, before);
  });

  it('never write', () => {
    const methods = [...world.first.requests, ...world.second.requests].map(({ method }) => method);
    assert.deepEqual([...new Set(methods)], ['GET']);
  });

  interface Answer {
    server: string;
    result?: unknown;
    error?: string;
  }

  const invoke = (name: string, input: Record<string, unknown>) => callTool<Answer[]>(name, input);
});
