import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { planAndOpen } from '../../../src/commands/plans/planned.ts';
import type { WantedUser } from '../../../src/model/plan/types.ts';
import { RunDesk } from '../../../src/runs/desk.ts';
import { followInterrupted } from '../../../src/runs/interrupted.ts';
import { parseUri } from '../../../src/servers/uris.ts';
import type { PlanSubject } from '../../../src/subjects/subject.ts';
import type { TreeNode } from '../../../src/tree/nodes/node.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';

const ids = Array.from({ length: 24 }, (_, index) => `user${String(index).padStart(2, '0')}`);
const quotas: WantedUser[] = ids.map(id => ({ id, quota: '5 GB' }));

describe('the branch of plans', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty', version: 34 });
    for (const id of ids) nextcloud.state.createUser({ id });
    desk = await sitDown(nextcloud);
  });

  afterEach(async () => {
    nextcloud.latencyMs = 0;
    await desk.context.desk.forget(desk.server);
    await desk.context.servers.remove(desk.server);
    desk.dispose();
    await nextcloud.close();
  });

  const plan = async (wanted: readonly WantedUser[], title: string): Promise<PlanSubject> => {
    await planAndOpen(desk.context, desk.server, title, wanted);
    const target = parseUri(vscode.Uri.parse(desk.person.opened.at(-1) ?? ''));
    assert.ok(target?.kind === 'plan', desk.person.lastSaid);
    return { kind: 'plan', server: desk.server, id: target.id };
  };
  const labelOf = (node: TreeNode) => desk.provider.getTreeItem(node).label;
  /** The rows below these branches, none if one of them is missing. */
  const rows = async (...path: string[]): Promise<TreeNode[]> => {
    const [root] = await desk.provider.getChildren();
    let nodes = root ? await desk.provider.getChildren(root) : [];
    for (const label of path) {
      const node = nodes.find(one => labelOf(one) === label);
      nodes = node ? await desk.provider.getChildren(node) : [];
    }
    return nodes;
  };
  const described = (nodes: readonly TreeNode[]) =>
    nodes.map(node => {
      const { label, description, contextValue } = desk.provider.getTreeItem(node);
      return [label, String(description).split(' · ')[0], contextValue];
    });
  /** As a window does that closes in the middle of a run. */
  const interrupt = async (subject: PlanSubject): Promise<void> => {
    const other = new RunDesk(desk.context);
    nextcloud.latencyMs = 20;
    const running = other.apply(desk.server, subject.id, false);
    const isDone = () => ids.some(id => nextcloud.state.users.get(id)?.quota === '5 GB');
    await eventually('it runs', isDone);
    other.dispose();
    await running;
    nextcloud.latencyMs = 0;
  };

  it('is there once there are plans, and says what has become of each', async () => {
    assert.ok(!(await rows()).some(node => labelOf(node) === 'Plans'));
    const failing = await plan(quotas.slice(0, 2), 'Quotas');
    assert.deepEqual(described(await rows('Plans')), [['Quotas', 'not applied, 2 steps', 'plan;new;']]);
    const healthy = nextcloud.faults.add({
      kind: 'reply',
      times: Infinity,
      match: ({ method, path }) => method === 'PUT' && path.endsWith('user01'),
      reply: () => ({
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ocs: { meta: { statuscode: 101, message: 'no' }, data: [] } }),
      }),
    });
    desk.person.will(true);
    await desk.run('applyPlan', failing);
    assert.deepEqual(described(await rows('Plans')), [['Quotas', '1 of 2 done, 1 failed', 'plan;ended;']]);
    healthy();
    desk.person.will(true);
    await desk.run('retryPlan', failing);
    assert.deepEqual(described(await rows('Plans')), [['Quotas', '2 of 2 done', 'plan;ended;']]);
    desk.person.will(true);
    await desk.run('deletePlan', failing);
    assert.ok(!(await rows()).some(node => labelOf(node) === 'Plans'));
  });

  it('marks the users that a run is at, and nobody afterwards', async () => {
    const subject = await plan(quotas, 'Quotas');
    const users = await rows('Users', 'All');
    const busy = () =>
      users.filter(node => String(desk.provider.getTreeItem(node).description) === 'Applying a plan…');
    assert.equal(busy().length, 0);
    nextcloud.latencyMs = 50;
    desk.person.will(true);
    const running = desk.run('applyPlan', subject);
    const most = await eventually('users are marked', () => busy().length);
    assert.ok(most <= 4, String(most));
    assert.deepEqual(described(await rows('Plans')), [['Quotas', 'being applied', 'plan;running;']]);
    await running;
    assert.equal(busy().length, 0);
  });

  it('followInterrupted › says once which plan was interrupted, and offers to resume it', async () => {
    const subject = await plan(quotas, 'Quotas');
    await interrupt(subject);
    const following = followInterrupted(
      { servers: desk.context.servers, messages: desk.person },
      desk.context.desk,
    );
    const told = () => desk.person.said.filter(({ text }) => text.includes('was interrupted'));
    await desk.server.retry();
    const [message] = await eventually('it is told', () => (told().length > 0 ? told() : undefined));
    await desk.server.retry();
    await desk.context.desk.list(desk.server);
    assert.equal(told().length, 1);
    following.dispose();
    assert.match(message?.text ?? '', /^“Quotas” on .* was interrupted: \d+ of 24 steps are done\.$/);
    assert.deepEqual(
      [message?.level, message?.choices.map(({ title }) => title)],
      ['warn', ['Resume', 'Show Plan']],
    );
    const [branch] = (await rows()).filter(node => labelOf(node) === 'Plans');
    assert.ok(branch);
    assert.equal(desk.provider.getTreeItem(branch).description, 'interrupted');
    const [row] = await rows('Plans');
    assert.ok(row);
    assert.match(String(desk.provider.getTreeItem(row).description), /^interrupted, \d+ of 24 done · /);
    desk.person.will(true);
    await desk.run('resumePlan', subject);
    assert.deepEqual(described(await rows('Plans')), [['Quotas', '24 of 24 done', 'plan;ended;']]);
  });
});
