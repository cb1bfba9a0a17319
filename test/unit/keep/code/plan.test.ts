import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readActual, type Actual } from '../../../../src/keep/code/actual.ts';
import { findingsOf } from '../../../../src/keep/code/findings.ts';
import { planCode } from '../../../../src/keep/code/planCode.ts';
import type { Desired } from '../../../../src/keep/code/types.ts';
import { writeCode } from '../../../../src/keep/code/write.ts';
import { readInstance } from '../../../../src/keep/instance/readInstance.ts';
import { usualScope } from '../../../../src/keep/instance/scope.ts';
import { collectInstance, type InstanceState } from '../../../../src/keep/instance/state.ts';
import { applySteps } from '../../../../src/model/plan/apply.ts';
import type { Plan } from '../../../../src/model/plan/types.ts';
import type { NextcloudClient } from '../../../../src/ocs/index.ts';
import { limits } from '../../../support/limits.ts';
import { account } from '../../model/plan/worlds.ts';
import { versions, withNextcloud } from '../../ocs/support.ts';
import { TestRun, withFolder } from '../../plans/support.ts';
import { realInstances } from '../instances.ts';
import { actualOf, desiredIn, linesOf, textAt, type Texts } from './support.ts';

/** The server after a plan. */
function after(actual: Actual, { steps }: Plan): Actual {
  const groups = new Map(actual.groups);
  const apps = new Map(actual.apps);
  const config = new Map(actual.config);
  for (const step of steps)
    if (step.kind === 'createGroup')
      groups.set(step.group, { id: step.group, displayname: step.displayname ?? step.group });
    else if (step.kind === 'renameGroup') groups.set(step.group, { id: step.group, displayname: step.new });
    else if (step.kind === 'switchApp') apps.set(step.app, { id: step.app, ...step.new });
    else if (step.kind === 'configure') {
      const settings = new Map(Object.entries(config.get(step.app) ?? {}));
      if (step.new === undefined) settings.delete(step.key);
      else settings.set(step.key, step.new);
      config.set(step.app, Object.fromEntries(settings));
    }
  return { present: applySteps(actual.present, steps), groups, apps, config };
}

const codeOf = (state: InstanceState): Promise<Desired> => desiredIn({ 'a.json': writeCode(state) });

describe('planCode', () => {
  it('has nothing to do where the file says what is there, and finds no drift', () =>
    fc.assert(
      fc.asyncProperty(realInstances, async state => {
        const { plan, drift } = planCode(await codeOf(state), actualOf(state));
        assert.deepEqual([linesOf(plan), drift], [[], []]);
      }),
    ));

  it('makes any server as any file wants it, and then has nothing left to do', () =>
    fc.assert(
      fc.asyncProperty(realInstances, realInstances, async (wanted, there) => {
        const [desired, actual] = [await codeOf(wanted), actualOf(there)];
        const withPasswords = new Map(
          [...desired.users].map(([key, user]) => [key, { ...user, password: { env: 'P' } }] as const),
        );
        const code = { ...desired, users: withPasswords };
        const { plan } = planCode(code, actual);
        const again = planCode(code, after(actual, plan));
        assert.deepEqual([plan.problems, linesOf(again.plan), again.drift], [[], [], []]);
      }),
    ));

  it('leaves alone whatever is not listed', () =>
    fc.assert(
      fc.asyncProperty(realInstances, realInstances, async (wanted, there) => {
        const [desired, actual] = [await codeOf(wanted), actualOf(there)];
        const now = after(actual, planCode(desired, actual).plan);
        for (const [key, user] of actual.present.accounts) {
          const later = now.present.accounts.get(key);
          if (!desired.users.has(key)) assert.deepEqual(later, user);
          else for (const group of user.groups ?? []) assert.ok(later?.groups?.includes(group));
        }
      }),
    ));

  const there: InstanceState = {
    scope: usualScope,
    users: new Map([
      [
        'ann',
        account('ann', {
          groups: ['staff', 'crew'],
          subadmin: ['crew'],
          additional_mail: ['A@x.de', 'b@x.de'],
        }),
      ],
      ['Zoe'.toLowerCase(), account('Zoe', { groups: ['staff', 'guests'] })],
    ]),
    groups: new Map(['admin', 'staff', 'crew', 'guests'].map(id => [id, { id, displayname: id }] as const)),
    apps: new Map([
      ['mail', { id: 'mail', enabled: true }],
      ['files', { id: 'files', enabled: true }],
      ['deck', { id: 'deck', enabled: true, limitedTo: ['crew'] }],
    ]),
    config: new Map([['core', { a: '1', b: '2' }]]),
  };
  const code = {
    groups: { staff: {} },
    users: { ann: { groups: ['staff'], additional_mail: ['a@x.de'] } },
    apps: { mail: false },
    config: { core: { a: '1', c: null } },
  };
  const planned = async (file: object) =>
    linesOf(planCode(await desiredIn({ 'a.json': file }), actualOf(there)).plan);

  it('disables an app without touching what is not listed', async () =>
    assert.deepEqual(await planned(code), ['Enable or disable app: mail: enabled → disabled']));

  const exclusives: [scope: string, steps: string[]][] = [
    ['users', ['Zoe: Disable']],
    ['memberships', ['ann: Remove as group administrator: crew', 'ann: Remove from group: crew', 'Zoe: Remove from group: staff']],
    ['emails', ['ann: Remove email: b@x.de']],
    ['apps', ['Enable or disable app: deck: enabled for crew → disabled']],
    ['config', ['Change setting: core/b: 2 → (absent)']],
  ]; // prettier-ignore
  for (const [scope, steps] of exclusives)
    it(`takes away what is not listed where ${scope} are exclusive`, async () => {
      const found = await planned({ ...code, apps: { mail: true }, exclusive: [scope] });
      assert.deepEqual(found.sort(), [...steps].sort());
    });

  it('deletes whom the file names as absent, and nobody who is not there', async () =>
    assert.deepEqual(await planned({ users: { zoe: { state: 'absent' }, nobody: { state: 'absent' } } }), [
      'Zoe: Delete user',
    ]));

  it('keeps the user who is signed in, and the last administrator, whatever is exclusive', async () =>
    assert.deepEqual(
      await planned({ groups: { admin: {} }, users: { ann: {}, zoe: {} }, exclusive: ['users', 'memberships'] }),
      ['ann: Remove as group administrator: crew', 'ann: Remove from group: staff', 'ann: Remove from group: crew', 'Zoe: Remove from group: staff', 'Zoe: Remove from group: guests'],
    )); // prettier-ignore

  it('says where in the file the server differs, and what cannot be had', async () => {
    const file: Texts = {
      'a.json': {
        groups: { staff: { displayname: 'Staff' }, fresh: {} },
        users: {
          ann: { quota: '5 GB', groups: ['fresh', 'none', 'crew', 'staff'], bluesky: '@ann' },
          new: {},
          zoe: { state: 'absent' },
        },
        apps: { mail: ['nowhere'], deck: true },
        config: { core: { a: '2' } },
        exclusive: ['memberships'],
      },
    };
    const desired = await desiredIn(file);
    const found = findingsOf(planCode(desired, actualOf(there)), desired, 'a.json', 'staging');
    assert.deepEqual(
      found.map(({ place, message, severity }) => `${severity} ${textAt(file, place)} ${message}`),
      [
        'warning "mail" There is no group “nowhere”. List it under groups.',
        'warning "@ann" The server does not have the field “Bluesky”.',
        'error "new" To be created, “new” needs a password, or an email address for the invitation.',
        'warning "none" There is no group “none”, so “ann” is not added to it.',
        'drift "fresh" Not so on staging. There is no such group.',
        'drift "Staff" Not so on staging. staff: staff → Staff',
        'drift "deck" Not so on staging. deck: crew → Yes',
        'drift "2" Not so on staging. core/a: 1 → 2',
        'drift "5 GB" Not so on staging. Quota: none → 5 GB',
        'drift "fresh" Not so on staging. Groups: fresh is missing.',
        'drift "none" Not so on staging. Groups: none is missing.',
        'drift "memberships" Not so on staging. Group administrator of: crew is there, and is not listed.',
        'drift "new" Not so on staging. There is no such user.',
        'drift "zoe" Not so on staging. The user is there.',
      ],
    );
  });
});

describe('readActual and planCode', () => {
  const state = async (client: NextcloudClient) =>
    (await collectInstance(readInstance(client, { ...usualScope, config: ['theming/*'] }))).state;

  async function apply(client: NextcloudClient, plan: Plan): Promise<void> {
    await withFolder(async folder => {
      const run = await TestRun.of(folder, plan);
      assert.equal((await run.apply({ client })).reason, 'complete');
      assert.deepEqual(new Set(await run.states()), new Set(plan.steps.length > 0 ? ['done'] : []));
    });
  }

  for (const version of versions)
    it(`make an empty Nextcloud ${version} as a file of another server says`, () =>
      withNextcloud({ version, seed: { users: 12, groups: 4 } }, async (source, from) => {
        source.state.config.get('theming')?.set('slogan', 'costs $' + '{money}');
        const texts = { 'a.json': writeCode(await state(from)) };
        const desired = await desiredIn(texts);
        const users = [...desired.users].map(
          ([key, user]) => [key, { ...user, password: { env: 'P' } }] as const,
        );
        await withNextcloud({ version }, async (_nc, client) => {
          const me = await client.users.get();
          const code = { ...desired, users: new Map(users) };
          const plan = async () => planCode(code, await readActual(client, { me, role: 'admin' }, code));
          await apply(client, (await plan()).plan);
          const { plan: left, drift } = await plan();
          assert.deepEqual([left.steps, drift], [[], []]);
        });
      })).timeout(limits.long);

  it('read one by one whom a file lists, and all pages for an exclusive scope', () =>
    withNextcloud({ seed: { users: 30, groups: 2 } }, async (nc, client) => {
      const viewpoint = { me: await client.users.get(), role: 'admin' } as const;
      const read = async (file: object) => {
        nc.requests.length = 0;
        await readActual(client, viewpoint, await desiredIn({ 'a.json': file }));
        return nc.requests.some(({ path }) => path.endsWith('/cloud/users/details'));
      };
      const users = { user000001: { manager: 'user000002' } };
      assert.deepEqual([await read({ users }), await read({ users, exclusive: ['users'] })], [false, true]);
    }));
});
