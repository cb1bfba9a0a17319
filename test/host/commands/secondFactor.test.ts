import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { parseUri } from '../../../src/servers/uris.ts';
import type { PlanSubject, UserSubject } from '../../../src/subjects/subject.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDownAs } from './person.ts';
import type { Desk } from './person.ts';

const people = ['ada', 'bob', 'cleo'];

describe('resetSecondFactor', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;

  /** `byToken`: signed in with an app password, as the browser flow makes it. */
  const sit = async (options: Options = {}, byToken = false) => {
    nextcloud = await startNextcloud({ seed: 'empty', ...options });
    const { state, admin } = nextcloud;
    for (const id of people)
      state.createUser({ id, displayname: id.toUpperCase(), providers: { totp: true, backup_codes: true } });
    state.createUser({ id: 'dora' });
    for (const app of ['twofactor_totp', 'twofactor_backupcodes']) state.apps.get(app)!.enabled = true;
    const token = byToken && state.createAppPassword(admin.user, admin.user, 'test');
    desk = await sitDownAs(token ? { user: admin.user, password: token } : undefined, nextcloud);
  };
  const user = (id: string): UserSubject => ({ kind: 'user', server: desk.server, id });
  const writes = () =>
    nextcloud.requests.filter(({ method, path }) => method === 'POST' && path.includes('/twofactor/'));
  const left = () =>
    people.filter(id => Object.values(nextcloud.state.users.get(id)?.providers ?? {}).includes(true));
  /** The plan that was opened last. */
  const opened = (): PlanSubject => {
    const target = parseUri(vscode.Uri.parse(desk.person.opened.at(-1) ?? ''));
    assert.ok(target?.kind === 'plan', desk.person.lastSaid);
    return { kind: 'plan', server: desk.server, id: target.id };
  };

  afterEach(async () => {
    const runs = desk.context.desk;
    for (const { id } of await runs.list(desk.server)) await runs.remove(desk.server, id);
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  it('names the providers of whom, what it means, and that it cannot be undone', async () => {
    await sit();
    desk.person.will(false);
    await desk.run('resetSecondFactor', user('ada'));
    const [question = ''] = desk.person.asked;
    for (const named of [
      'ada',
      'Authenticator app (TOTP), Backup codes',
      'password alone',
      'cannot be undone',
    ])
      assert.ok(question.includes(named), question);
    assert.deepEqual([left(), writes()], [people, []]);
    desk.person.will(true);
    await desk.run('resetSecondFactor', user('ada'));
    assert.deepEqual(left(), ['bob', 'cleo']);
    assert.equal(desk.person.lastSaid, 'Reset the second factor of ada.');
    assert.deepEqual(desk.person.said.at(-1)?.choices, []);
  });

  it('asks nothing about a user who has none', async () => {
    await sit();
    await desk.run('resetSecondFactor', user('dora'));
    assert.equal(desk.person.lastSaid, 'dora has no second factor.');
    assert.deepEqual(writes(), []);
  });

  it('plans it for several, of whom some have none and one is gone', async () => {
    await sit();
    nextcloud.state.deleteUser('cleo');
    await desk.run('resetSecondFactor', ...['ada', 'bob', 'cleo', 'dora'].map(user));
    assert.deepEqual(writes(), []);
    const run = await desk.context.desk.read(desk.server, opened().id);
    assert.deepEqual(
      run?.plan.steps.map(step => [step.kind, 'user' in step && step.user]),
      [
        ['resetSecondFactor', 'ada'],
        ['resetSecondFactor', 'bob'],
      ],
    );
    assert.deepEqual([run.plan.unchanged, run.plan.problems.map(problem => problem.user)], [1, ['cleo']]);
  });

  it('plans nothing where nobody has one', async () => {
    await sit();
    nextcloud.state.createUser({ id: 'eve' });
    await desk.run('resetSecondFactor', user('dora'), user('eve'));
    assert.match(desk.person.lastSaid, /Reset Second Factor: 2 users: nothing to change/);
    assert.deepEqual(desk.person.opened, []);
  });

  for (const [version, confirmations] of [
    [34, 1],
    [32, 0],
  ] as const)
    it(`applies the plan for three on ${version}, asking ${confirmations} times for the login password`, async () => {
      await sit({ version }, true);
      await desk.run('resetSecondFactor', ...people.map(user));
      const plan = opened();
      desk.person.will(true);
      if (confirmations > 0) desk.prompts.answer(nextcloud.admin.password);
      await desk.run('applyPlan', plan);
      const [consent = ''] = desk.person.asked;
      assert.match(consent, /Reset second factor: 3\nada: .*TOTP.*\nbob: .*\ncleo: /);
      assert.match(consent, /can sign in with the password alone. This cannot be undone/);
      assert.deepEqual([left(), desk.prompts.asked.length], [[], confirmations]);
      await desk.run('undoPlan', plan);
      assert.match(desk.person.lastSaid, /cannot be undone for “\w+”: Reset second factor/);
    });

  for (const version of [29, 25, 17] as const)
    it(`says on ${version} what is missing, and asks the server nothing`, async () => {
      await sit({ version });
      for (const some of [['ada'], people]) {
        await desk.run('resetSecondFactor', ...some.map(user));
        assert.match(desk.person.lastSaid, /since Nextcloud 32; this server has/);
      }
      assert.ok(nextcloud.requests.every(({ path }) => !path.includes('twofactor')));
    });

  it('is offered in the palette: asks for the user', async () => {
    await sit();
    desk.person.will('bob', true);
    await desk.run('resetSecondFactor');
    assert.deepEqual(left(), ['ada', 'cleo']);
  });
});
