import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { showComparison } from '../../../src/commands/compare/comparePage.ts';
import { CompareSession } from '../../../src/commands/compare/session.ts';
import type { Side } from '../../../src/commands/compare/sides.ts';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import type { Server } from '../../../src/servers/server.ts';
import type { ComparedRow } from '../../../src/webview/compare/protocol.ts';
import { allTabs } from '../../../src/ui/tabs.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown, type Desk } from '../commands/person.ts';
import { keepDrafts, stepsOf } from '../commands/plans.ts';
import { setServers } from '../servers/window.ts';

describe('comparisons', () => {
  let staging: SimulatedNextcloud;
  let production: SimulatedNextcloud;
  let desk: Desk;
  let drafts: PlanDraft[];
  let temporary: string;
  let servers: [Server, Server];
  let session: CompareSession | undefined;

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'compare-'));
    staging = await startNextcloud({ version: 34, seed: 'empty' });
    production = await startNextcloud({ version: 34, seed: 'empty' });
    staging.state.createGroup('crew');
    for (const { state } of [staging, production]) {
      state.createGroup('staff');
      state.createUser({ id: 'ann', email: 'ann@example.com', groups: ['staff'] });
    }
    staging.state.join('ann', 'crew');
    staging.state.createUser({ id: 'bob', email: '' });
    staging.state.createUser({ id: 'carl', email: 'carl@example.com', quota: '5 GB', groups: ['staff'] });
    production.state.createUser({ id: 'c.lee', email: 'carl@example.com' });
    desk = await sitDown(staging, production);
    drafts = keepDrafts(desk);
    const [one, other] = desk.context.servers.all();
    assert.ok(one && other);
    servers = one.url === staging.url ? [one, other] : [other, one];
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    session?.dispose();
    desk.dispose();
    await setServers(undefined);
    await Promise.all([staging.close(), production.close()]);
    await rm(temporary, { recursive: true });
  });

  async function compare(left: Side, right: Side): Promise<CompareSession> {
    session = new CompareSession(desk.context, { left, right }, () => undefined);
    await session.run();
    assert.equal(session.state.problem, null);
    return session;
  }

  const server = (index: 0 | 1): Side => ({ kind: 'server', server: servers[index] });
  const both = () => compare(server(0), server(1));
  const inShort = ({ kind, subject, field, item, left, right }: ComparedRow) =>
    `${[kind, subject, field, item].filter(Boolean).join(' ')}: ${left ?? '-'} | ${right ?? '-'}`;
  const keys = ({ state }: CompareSession, ...subjects: string[]) =>
    state.rows.filter(({ subject }) => subjects.includes(subject)).map(({ key }) => key);
  const steps = () => drafts.map(({ plan }) => stepsOf(plan)).at(-1);

  it('close their page with either server', async () => {
    const title = servers.map(({ label }) => label).join(' ↔ ');
    const isOpen = () => allTabs().some(({ label }) => label === title);
    await showComparison(desk.context, { left: server(0), right: server(1) });
    await eventually('the page', isOpen);
    await desk.context.servers.remove(servers[1]);
    await eventually('the page is gone', () => !isOpen());
  });

  it('shows how two servers differ', async () => {
    const { state } = await both();
    assert.deepEqual(state.rows.map(inShort), [
      'group crew: Yes | -',
      'user ann Groups crew: Yes | -',
      'user bob: Yes | -',
      'user c.lee: - | Yes',
      'user carl: Yes | -',
    ]);
    assert.equal(state.matching, 'By ID');
    assert.ok(state.left.isServer && state.right.isServer);
  });

  it('plans to copy a group with a membership to the right, and changes nothing', async () => {
    const comparison = await both();
    const before = production.requests.length;
    await comparison.take({ type: 'copy', to: 'right', keys: keys(comparison, 'crew', 'ann'), deletions: false });
    assert.deepEqual(steps(), { '': ['createGroup crew'], ann: ['join crew'] });
    assert.equal(drafts[0]?.title, `Copy from ${servers[0].label}`);
    assert.ok(production.requests.slice(before).every(({ method }) => method === 'GET'));
  }); // prettier-ignore

  it('creates users with a password where nobody could invite them', async () => {
    const comparison = await both();
    await comparison.take({ type: 'copy', to: 'right', keys: keys(comparison, 'bob', 'carl'), deletions: false });
    const creations = drafts[0]?.plan.steps.filter(step => step.kind === 'create') ?? [];
    assert.deepEqual(creations.map(step => [step.user, step.hasPassword]), [['bob', true], ['carl', false]]);
    assert.deepEqual([...(drafts[0]?.passwords?.keys() ?? [])], ['bob']);
    assert.ok((drafts[0]?.passwords?.get('bob') ?? '').length >= 10);
  }); // prettier-ignore

  it('deletes users only when told, and says what it leaves out', async () => {
    const comparison = await both();
    const chosen = keys(comparison, 'c.lee');
    await comparison.take({ type: 'copy', to: 'right', keys: chosen, deletions: false });
    assert.deepEqual(drafts, []);
    assert.match(desk.person.lastSaid, /^Left out: 1\. Users are deleted only if you ask for it\.$/);
    await comparison.take({ type: 'copy', to: 'right', keys: chosen, deletions: true });
    assert.deepEqual(steps(), { 'c.lee': ['delete'] });
  });

  it('matches users by email, in both directions', async () => {
    const comparison = await both();
    desk.person.will('By Email');
    await comparison.take({ type: 'match' });
    assert.equal(comparison.state.matching, 'By email');
    const ofCarl = comparison.state.rows.filter(({ subject }) => subject === 'c.lee');
    assert.deepEqual(ofCarl.map(inShort), [
      'user c.lee Quota: 5 GB | none',
      'user c.lee Groups staff: Yes | -',
    ]);
    await comparison.take({ type: 'copy', to: 'right', keys: keys(comparison, 'c.lee'), deletions: false });
    assert.deepEqual(steps(), { 'c.lee': ['change quota=5 GB', 'join staff'] });
    await comparison.take({ type: 'copy', to: 'left', keys: keys(comparison, 'c.lee'), deletions: false });
    assert.deepEqual(steps(), { carl: ['change quota=none', 'leave staff'] });
  });

  it('says whose email says nothing', async () => {
    production.state.createUser({ id: 'carla', email: 'carl@example.com' });
    const comparison = await both();
    desk.person.will('By Email');
    await comparison.take({ type: 'match' });
    assert.deepEqual(comparison.state.remarks, [
      'Matched by ID, as others have the same email: carl',
    ]);
  }); // prettier-ignore

  it('matches by a file, or says what is wrong with it', async () => {
    const comparison = await both();
    const path = join(temporary, 'ids.json');
    await writeFile(path, '{"users":{"carl":"c.lee"},"groups":{"crew":"staff"}}');
    desk.person.will('By a File…', path);
    await comparison.take({ type: 'match' });
    assert.ok(!keys(comparison, 'crew', 'carl').length);
    await writeFile(path, '{"users":[]}');
    await comparison.take({ type: 'again' });
    assert.match(comparison.state.problem ?? '', /ids\.json:1:10: /);
  });

  it('swaps sides', async () => {
    const comparison = await both();
    await comparison.take({ type: 'swap' });
    assert.equal(comparison.state.left.label, servers[1].label);
    assert.ok(comparison.state.rows.map(inShort).includes('group crew: - | Yes'));
  });

  it('compares a server with a snapshot of it, which cannot be copied to', async () => {
    desk.person.will('Another Folder…', temporary, 'A File for Each User');
    await desk.run('saveSnapshot', { kind: 'server', server: servers[0] });
    const snapshot: Side = { kind: 'snapshot', folder: temporary };
    assert.deepEqual((await compare(snapshot, server(0))).state.rows, []);
    session?.dispose();
    staging.state.users.get('ann')!.quota = '1 GB';
    staging.state.leave('ann', 'crew');
    const drift = await compare(snapshot, server(0));
    assert.deepEqual(drift.state.rows.map(inShort), [
      'user ann Quota: none | 1 GB',
      'user ann Groups crew: Yes | -',
    ]);
    assert.equal(drift.state.left.isServer, false);
    await drift.take({ type: 'copy', to: 'left', keys: keys(drift, 'ann'), deletions: false });
    assert.deepEqual(drafts, []);
    await drift.take({ type: 'copy', to: 'right', keys: keys(drift, 'ann'), deletions: false });
    assert.deepEqual(steps(), { ann: ['change quota=none', 'join crew'] });
  });

  it('says where a snapshot is damaged', async () => {
    await writeFile(join(temporary, 'snapshot.json'), '{');
    session = new CompareSession(
      desk.context,
      { left: { kind: 'snapshot', folder: temporary }, right: server(0) },
      () => undefined,
    );
    await session.run();
    assert.match(session.state.problem ?? '', /^The snapshot cannot be read\. snapshot\.json:1:/);
  });

  it('compares a user on two servers, also two users, and copies to either', async () => {
    const user = (index: 0 | 1, id: string): Side => ({ kind: 'user', server: servers[index], id });
    const same = await compare(user(0, 'ann'), user(1, 'ann'));
    assert.deepEqual(same.state.rows.map(inShort), ['user ann Groups crew: Yes | -']);
    session?.dispose();
    const others = await compare(user(0, 'carl'), user(1, 'ann'));
    const quota = others.state.rows.filter(({ field }) => field === 'Quota').map(({ key }) => key);
    await others.take({ type: 'copy', to: 'right', keys: quota, deletions: false });
    assert.deepEqual(steps(), { ann: ['change quota=5 GB'] });
    await others.take({ type: 'copy', to: 'left', keys: quota, deletions: false });
    assert.deepEqual(steps(), { carl: ['change quota=none'] });
  });

  it('opens what differs where it is', async () => {
    const comparison = await both();
    for (const key of keys(comparison, 'bob', 'c.lee', 'ann')) await comparison.take({ type: 'open', key });
    assert.deepEqual(desk.person.opened, [
      `nextcloud-admin://${servers[1].id}/users/ann.json`,
      `nextcloud-admin://${servers[0].id}/users/bob.json`,
      `nextcloud-admin://${servers[1].id}/users/c.lee.json`,
    ]);
  });

  const shows = (label: string) =>
    eventually(`the tab ${label}`, () =>
      vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(tab => tab.label === label)),
    );

  it('asks for the other server, the snapshot, or the other user', async () => {
    desk.person.will('Another Server…', servers[1].label);
    await desk.run('compareServer', { kind: 'server', server: servers[0] });
    await shows(`${servers[0].label} ↔ ${servers[1].label}`);
    desk.person.will('A Snapshot…', 'Another Folder…', temporary);
    await desk.run('compareServer', { kind: 'server', server: servers[0] });
    await shows(`Snapshot ${temporary} ↔ ${servers[0].label}`);
    desk.person.will(servers[1].label, 'ann');
    await desk.run('copyUserDifferences', { kind: 'user', server: servers[0], id: 'ann' });
    await shows(`ann on ${servers[0].label} ↔ ann on ${servers[1].label}`);
    assert.equal(desk.person.repliesLeft, 0);
  });
});
