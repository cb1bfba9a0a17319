import assert from 'node:assert/strict';
import { makePlan } from '../../../src/model/plan/plan.ts';
import type { Plan } from '../../../src/model/plan/types.ts';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import { planReport } from '../../../src/plans/report.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { withNextcloud } from '../ocs/support.ts';
import { presentOn, TestRun, withFolder } from './support.ts';

const people = ['ada', 'bob', 'cleo'];
const on = { totp: true, backup_codes: true };

/** Three users with a second factor, and the plan that resets it. */
async function withReset(
  test: (nc: SimulatedNextcloud, client: NextcloudClient, run: TestRun) => Promise<void>,
): Promise<void> {
  await withNextcloud({ version: 34 }, (nc, client) =>
    withFolder(async folder => {
      for (const id of people) nc.state.createUser({ id, providers: { ...on } });
      for (const app of ['twofactor_totp', 'twofactor_backupcodes']) nc.state.apps.get(app)!.enabled = true;
      await test(nc, client, await TestRun.of(folder, await planOf(client)));
    }),
  );
}

const planOf = async (client: NextcloudClient): Promise<Plan> =>
  makePlan(
    people.map(id => ({ id, resetSecondFactor: { providers: ['backup_codes', 'totp'] } })),
    await presentOn(client),
  );

const isDisabling = ({ path }: { path: string }): boolean => path.endsWith('/twofactor/disable');
const disablings = ({ requests }: SimulatedNextcloud): number => requests.filter(isDisabling).length;
const left = ({ state }: SimulatedNextcloud): string[] =>
  people.filter(id => Object.values(state.users.get(id)?.providers ?? {}).includes(true));

describe('applyPlan, resetting second factors', () => {
  it('disables the providers of each user once, and names them in the report', () =>
    withReset(async (nc, client, run) => {
      assert.equal((await run.apply({ client })).reason, 'complete');
      assert.deepEqual(await run.states(), ['done', 'done', 'done']);
      assert.deepEqual([left(nc), disablings(nc)], [[], 3]);
      assert.match(
        planReport(await run.stored()),
        /ada: Reset second factor\\: Backup codes, Authenticator app/,
      );
    }));

  it('sends nothing for whom it is done already, and notes how much it did where it was in part', () =>
    withReset(async (nc, client, run) => {
      nc.state.users.get('ada')!.providers = { totp: false };
      nc.state.users.get('bob')!.providers = { totp: true };
      await run.apply({ client });
      assert.deepEqual(await run.states(), ['already', 'done', 'done']);
      assert.equal(disablings(nc), 2);
      const [, bob, cleo] = await run.entries();
      assert.deepEqual(bob?.type === 'done' && bob.did && 'providers' in bob.did && bob.did.providers, [
        'totp',
      ]);
      assert.equal(cleo?.type === 'done' && cleo.did, undefined);
    }));

  it('leaves a provider alone that was set up since', () =>
    withReset(async (nc, client, run) => {
      nc.state.users.get('ada')!.providers = { ...on, webauthn: true };
      await run.apply({ client });
      assert.deepEqual(nc.state.users.get('ada')!.providers, {
        totp: false,
        backup_codes: false,
        webauthn: true,
      });
    }));

  it('does after a crash what was begun, and no more', () =>
    withReset(async (nc, client, run) => {
      const journal = run.runs.openJournal(run.id);
      for (const step of [1, 2]) journal.append({ step, at: 1, type: 'begin' });
      await journal.close();
      nc.state.users.get('ada')!.providers = { totp: false, backup_codes: false };
      await run.apply({ client });
      assert.deepEqual(await run.states(), ['done', 'done', 'done']);
      assert.deepEqual([left(nc), disablings(nc)], [[], 2]);
    }));

  it('believes the state and not a lost answer', () =>
    withReset(async (nc, client, run) => {
      nc.faults.add({ kind: 'cutAfter', match: isDisabling, times: 1 });
      await run.apply({ client });
      assert.deepEqual(await run.states(), ['done', 'done', 'done']);
      assert.equal(disablings(nc), 3);
    }));

  it('fails for one user and does it for the others, and retries only that one', () =>
    withReset(async (nc, client, run) => {
      nc.state.deleteUser('bob');
      await run.apply({ client });
      assert.deepEqual(await run.states(), ['done', 'failed', 'done']);
      nc.state.createUser({ id: 'bob', providers: { ...on } });
      nc.requests.length = 0;
      await run.apply({ client, retryFailed: true });
      assert.deepEqual(await run.states(), ['done', 'done', 'done']);
      assert.deepEqual([left(nc), disablings(nc)], [[], 1]);
    }));

  it('says so where the server reports success and disables nothing', () =>
    withReset(async (nc, client, run) => {
      nc.faults.add({
        kind: 'reply',
        match: isDisabling,
        times: 1,
        reply: () => ({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ocs: { meta: { status: 'ok', statuscode: 200 }, data: on } }),
        }),
      });
      await run.apply({ client });
      assert.equal((await run.states()).filter(state => state === 'failed').length, 1);
    }));
});
