import assert from 'node:assert/strict';
import fc from 'fast-check';
import { copyPlan, type CopyOptions } from '../../../src/keep/compare/copyPlan.ts';
import { compareInstances, type Difference } from '../../../src/keep/compare/differences.ts';
import { differenceText, leftOutReasons } from '../../../src/keep/compare/words.ts';
import { readInstance } from '../../../src/keep/instance/readInstance.ts';
import { usualScope } from '../../../src/keep/instance/scope.ts';
import { collectInstance, itemsOf, type InstanceState } from '../../../src/keep/instance/state.ts';
import { readSnapshot } from '../../../src/keep/snapshot/readSnapshot.ts';
import { writeSnapshot } from '../../../src/keep/snapshot/writeSnapshot.ts';
import type { Plan } from '../../../src/model/plan/types.ts';
import { stepText } from '../../../src/model/plan/words.ts';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import { limits } from '../../support/limits.ts';
import { account, present } from '../model/plan/worlds.ts';
import { versions, withNextcloud } from '../ocs/support.ts';
import { presentOn, TestRun, withFolder } from '../plans/support.ts';
import { realInstances } from './instances.ts';

const config = ['theming/*', 'files_sharing/*'];

async function stateOf(client: NextcloudClient): Promise<InstanceState> {
  return (await collectInstance(readInstance(client, { ...usualScope, config }))).state;
}

/** As somebody else reads it from files. */
async function throughFiles(state: InstanceState): Promise<InstanceState> {
  const files = [];
  for await (const file of writeSnapshot(itemsOf(state))) files.push(file);
  const read = await readSnapshot(files);
  assert.ok('state' in read);
  return read.state;
}

async function apply(client: NextcloudClient, plan: Plan): Promise<string[]> {
  let states: string[] = [];
  await withFolder(async folder => {
    const run = await TestRun.of(folder, plan);
    assert.equal((await run.apply({ client })).reason, 'complete');
    states = await run.states();
  });
  return states;
}

/** Makes the server as the state is; returns what still differs. */
async function copyTo(client: NextcloudClient, source: InstanceState): Promise<Difference[]> {
  const chosen = [...compareInstances(source, await stateOf(client))];
  const { plan } = copyPlan(chosen, {
    from: 'left',
    source,
    present: await presentOn(client),
    hasPassword: () => true,
  });
  assert.deepEqual(plan.problems, []);
  assert.deepEqual(new Set(await apply(client, plan)), new Set(plan.steps.length > 0 ? ['done'] : []));
  return [...compareInstances(source, await stateOf(client))];
}

describe('copyPlan, applied', () => {
  for (const version of versions)
    it(`makes an empty Nextcloud ${version} equal to any snapshot, and has nothing to do afterwards`, () =>
      fc.assert(
        fc.asyncProperty(realInstances, async instance => {
          const source = await throughFiles(version === 17 ? withoutNames(instance) : instance);
          await withNextcloud({ version }, async (_nc, client) => {
            const left = await copyTo(client, source);
            assert.deepEqual(left.map(differenceText), ['User: admin: (absent) ≠ Yes']);
          });
        }),
        { numRuns: 4 },
      )).timeout(limits.long);

  /** Nextcloud 17 has none. */
  const withoutNames = (state: InstanceState): InstanceState => ({
    ...state,
    groups: new Map([...state.groups].map(([id]) => [id, { id, displayname: id }])),
  });

  it('makes one server as another, with names of groups, apps and settings', () =>
    withNextcloud({ seed: { users: 40, groups: 8 } }, async (one, left) =>
      withNextcloud({ seed: { users: 20, groups: 4 } }, async (other, right) => {
        one.state.groups.get('group0001')!.displayname = 'Number One';
        one.state.config.get('theming')!.set('color', '#ff0000');
        one.state.config.get('theming')!.set('url', 'https://example.com');
        other.state.config.get('theming')!.set('odd', 'x');
        one.state.apps.get('polls')!.limitedTo = ['group0007'];
        one.state.apps.get('deck')!.enabled = !other.state.apps.get('deck')!.enabled;
        other.state.users.get('user000003')!.enabled = false;
        other.state.join('user000004', 'group0003');
        assert.deepEqual(await copyTo(right, await stateOf(left)), []);
        assert.deepEqual(other.state.apps.get('polls')?.limitedTo, ['group0007']);
        assert.equal(other.state.config.get('theming')?.has('odd'), false);
      }),
    ));
});

describe('copyPlan', () => {
  const group = (id: string) => [id, { id }] as const;
  const source: InstanceState = {
    scope: usualScope,
    users: new Map([
      ['ann', account('ann', { groups: ['Crew'], subadmin: ['Crew'], manager: 'bob' })],
      ['bob', account('Bob', { groups: ['staff'] })],
    ]),
    groups: new Map([group('Crew'), group('staff'), group('x'.repeat(65))]),
  };
  const now = present([
    account('admin', { groups: ['admin'] }),
    account('ann', { groups: ['staff'], quota: '5 GB' }),
    account('gone', { groups: ['crew'] }),
  ]);
  const target: InstanceState = {
    scope: usualScope,
    users: now.accounts,
    groups: new Map([...now.groups].map(group)),
  };
  const all = [...compareInstances(source, target)];
  const planned = (chosen: readonly Difference[], more: Partial<CopyOptions> = {}) => {
    const { plan, leftOut } = copyPlan(chosen, { from: 'left', source, present: now, ...more });
    return {
      steps: plan.steps.map(step => ('user' in step ? `${step.user}: ${stepText(step)}` : stepText(step))),
      problems: plan.problems.map(({ code, user }) => `${user}: ${code}`),
      leftOut: leftOut.map(
        ({ difference, reason }) => `${difference.subject.slice(0, 5)}: ${leftOutReasons[reason]()}`,
      ),
      needs: plan.steps.map(({ needs }) => needs),
    };
  };

  it('creates groups before their members, and users before those they manage', () => {
    const { steps, needs } = planned(all);
    assert.deepEqual(steps, [
      'Create group: Crew',
      'Bob: Create user',
      'Bob: Profile page: Yes',
      'ann: Quota: 5 GB → none, Manager: (empty) → Bob',
      'ann: Add to group: Crew',
      'ann: Make group administrator: Crew',
      'ann: Remove from group: staff',
    ]);
    assert.deepEqual(needs, [[], [], [2], [2], [1], [1, 5], [5]]);
  });

  it('plans nothing but what was chosen', () => {
    const chosen = all.filter(({ subject, field }) => subject === 'ann' && field === 'quota');
    assert.deepEqual(planned(chosen).steps, ['ann: Quota: 5 GB → none']);
    assert.deepEqual(planned([]).steps, []);
    const joins = all.filter(({ subject, field, left }) => subject === 'ann' && field === 'groups' && left);
    assert.deepEqual(planned(joins).problems, ['ann: similarGroup']);
  });

  it('deletes no user unless told, and never a group', () => {
    const { leftOut, steps } = planned(all);
    assert.deepEqual(leftOut, [
      'admin: Groups are never deleted by a plan.',
      'crew: Groups are never deleted by a plan.',
      'guest: Groups are never deleted by a plan.',
      'xxxxx: The ID of the group cannot be used.',
      'admin: Users are deleted only if you ask for it.',
      'gone: Users are deleted only if you ask for it.',
    ]);
    assert.ok(steps.every(step => !step.includes('Delete')));
    const asked = planned(all, { deletions: true });
    assert.deepEqual(
      asked.steps.filter(step => step.includes('Delete')),
      ['gone: Delete user'],
    );
    assert.ok(asked.problems.includes('admin: oneself'));
  });

  it('copies to the left as well', () => {
    const theirs = present([account('admin', { groups: ['admin'] }), ...source.users.values()], {
      groups: new Set(source.groups.keys()),
    });
    const { steps } = planned(all, { from: 'right', source: target, present: theirs });
    assert.deepEqual(
      steps.filter(step => /^(ann|gone|Create)/.test(step)),
      [
        'Create group: admin',
        'Create group: crew',
        'Create group: guests',
        'ann: Quota: none → 5 GB, Manager: bob → (empty)',
        'ann: Add to group: staff',
        'ann: Remove as group administrator: Crew',
        'ann: Remove from group: Crew',
        'gone: Create user',
        'gone: Profile page: Yes',
      ],
    );
  });

  it('creates users with what the target knows, and with a password where there is one', () => {
    const { plan } = copyPlan(all, {
      from: 'left',
      source: {
        ...source,
        users: new Map([['bob', account('Bob', { email: '', bluesky: 'x', phone: '+49301234567' })]]),
      },
      present: now,
      hasPassword: id => id === 'Bob',
    });
    const steps = plan.steps.filter(step => 'user' in step && step.user === 'Bob');
    assert.deepEqual(steps.map(stepText), [
      'Create user with a password',
      'Phone: +49301234567, Profile page: Yes',
    ]);
  });
});
