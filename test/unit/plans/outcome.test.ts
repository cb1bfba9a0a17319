import assert from 'node:assert/strict';
import type { AccountDocument } from '../../../src/model/account.ts';
import type { Plan, StepAction } from '../../../src/model/plan/types.ts';
import type { Entry } from '../../../src/plans/entries.ts';
import { outlineCounts, phaseOf, planToApply } from '../../../src/plans/outcome.ts';
import { planReport } from '../../../src/plans/report.ts';
import { changesOf, comparison } from '../../../src/plans/retrospect.ts';
import { Runs, type StoredRun } from '../../../src/plans/runs.ts';
import { withFolder } from './support.ts';

const actions: StepAction[] = [
  { kind: 'createGroup', group: 'new' },
  { kind: 'join', user: 'ada', group: 'new' },
  { kind: 'change', user: 'bob', changes: [{ field: 'quota', old: 'none', new: '1 GB' }] },
  { kind: 'disable', user: 'bob' },
];
const plan: Plan = {
  version: 1,
  steps: actions.map((action, index) => ({ ...action, id: index + 1, needs: index === 1 ? [1] : [] })),
  problems: [],
};
const about = { server: 's', url: 'https://cloud.test/', user: 'admin', title: 'T <b> [x](y)' };
const account = (id: string, more: object): [string, AccountDocument] => [
  id,
  { id, groups: [], enabled: true, quota: 'none', ...more },
];

async function runWith(folder: string, ...entries: Entry[]): Promise<StoredRun> {
  const run = await new Runs(folder).create(plan, about);
  return { ...run, entries: [...run.entries, ...entries] };
}

const begin = (step: number): Entry => ({ type: 'begin', step, at: 1 });
const done = (step: number): Entry => ({ type: 'done', step, at: 1 });

describe('the outcome of a run', () => {
  it('phaseOf › distinguishes an interrupted run from one that ended', () =>
    withFolder(async folder => {
      const end: Entry = { type: 'end', at: 1, reason: 'complete' };
      assert.equal(phaseOf((await runWith(folder)).entries), 'new');
      assert.equal(phaseOf((await runWith(folder, begin(1))).entries), 'interrupted');
      assert.equal(phaseOf((await runWith(folder, begin(1), done(1), end)).entries), 'ended');
    }));

  it('planToApply › omits excluded steps and their dependents, unless already begun', () =>
    withFolder(async folder => {
      const run = { ...(await runWith(folder, begin(3), done(3))), leftOut: [1, 3] };
      assert.deepEqual(
        planToApply(run).steps.map(({ id }) => id),
        [3, 4],
      );
      assert.equal(outlineCounts(run).done, 1);
    }));

  it('Runs.leaveOut › stores the excluded steps with the run', () =>
    withFolder(async folder => {
      const runs = new Runs(folder);
      const { head } = await runs.create(plan, about);
      await runs.leaveOut(head.id, [1, 2]);
      assert.deepEqual((await runs.read(head.id))?.leftOut, [1, 2]);
    }));

  it('changesOf › includes begun steps only if the server shows their effect', () =>
    withFolder(async folder => {
      const run = await runWith(folder, begin(1), done(1), begin(3), begin(4));
      const present = (quota: string) => ({
        accounts: new Map([account('bob', { quota })]),
        groups: new Set(['new']),
      });
      assert.deepEqual(
        changesOf(run, present('none')).map(({ kind }) => kind),
        ['createGroup'],
      );
      assert.deepEqual(
        changesOf(run, present('1 GB')).map(({ kind }) => kind),
        ['createGroup', 'change'],
      );
    }));

  it('comparison › shows the users before and after, even during the run', () =>
    withFolder(async folder => {
      const run = await runWith(folder, begin(3), done(3));
      const accounts = new Map([account('ada', {}), account('bob', { quota: '1 GB' }), account('eve', {})]);
      const { before, after } = comparison(run, { accounts, groups: new Set<string>() });
      const read = (text: string) => JSON.parse(text) as Record<string, AccountDocument>;
      const ada = account('ada', {})[1];
      const bob = account('bob', {})[1];
      assert.deepEqual(read(before), { ada, bob });
      assert.deepEqual(read(after), {
        ada: { ...ada, groups: ['new'] },
        bob: { ...bob, quota: '1 GB', enabled: false },
      });
    }));

  it('planReport › lists failed steps first, and escapes all texts', () =>
    withFolder(async folder => {
      const failed: Entry = { type: 'failed', step: 2, at: 1, kind: 'server', message: '<img> `x`' };
      const report = planReport(await runWith(folder, begin(1), done(1), begin(2), failed));
      assert.ok(report.indexOf('## Failed (1)') < report.indexOf('## Done (1)'), report);
      assert.ok(!/<img>|<b>|\]\(y/.test(report), report);
    }));
});
