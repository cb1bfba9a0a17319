import assert from 'node:assert/strict';
import { makePlan } from '../../../src/model/plan/plan.ts';
import { readImport, standardSettings } from '../../../src/model/tables/importing.ts';
import { planReport } from '../../../src/plans/report.ts';
import { limits } from '../../support/limits.ts';
import { withNextcloud } from '../ocs/support.ts';
import { presentOn, TestRun, withFolder } from './support.ts';

const size = 10_000;
const ids = Array.from({ length: size }, (_, index) => `user${String(index).padStart(5, '0')}`);

describe('an import of 10,000 rows of which every tenth fails', () => {
  it('applies the others, names those in its report, and retries them alone', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        for (const id of ids) nc.state.createUser({ id });
        const text = `id,state\n${ids.map(id => `${id},disabled\n`).join('')}`;
        const known = { users: ids, groups: [] };
        const { users, findings } = readImport(text, standardSettings, known, { remembered: {} });
        assert.deepEqual(findings, []);
        const plan = makePlan(users, await presentOn(client));
        const run = await TestRun.of(folder, plan);
        const healthy = nc.faults.add({
          kind: 'reply',
          times: Infinity,
          match: ({ path }) => path.endsWith('0/disable'),
          reply: () => ({
            status: 400,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              ocs: { meta: { status: 'failure', statuscode: 101, message: 'no' }, data: [] },
            }),
          }),
        });
        assert.equal((await run.apply({ client })).reason, 'complete');
        const states = await run.states();
        const count = (wanted: string) => states.filter(state => state === wanted).length;
        assert.deepEqual([count('done'), count('failed')], [(9 * size) / 10, size / 10]);
        assert.match(planReport(await run.stored()), /## Failed \(1000\)\n\n- user00000: /);
        healthy();
        nc.requests.length = 0;
        assert.equal((await run.apply({ client, retryFailed: true })).reason, 'complete');
        assert.equal(nc.requests.length, size / 10);
        assert.ok(ids.every(id => nc.state.users.get(id)?.enabled === false));
      }),
    )).timeout(limits.long);
});
