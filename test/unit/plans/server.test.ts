import assert from 'node:assert/strict';
import { parsePlan, serializePlan } from '../../../src/model/plan/codec.ts';
import { undoPlan } from '../../../src/model/plan/inverse.ts';
import { linked } from '../../../src/model/plan/order.ts';
import type { Plan, ServerStep, StepAction } from '../../../src/model/plan/types.ts';
import { stepText } from '../../../src/model/plan/words.ts';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import { changesMade } from '../../../src/plans/entries.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { withNextcloud } from '../ocs/support.ts';
import { presentOn, TestRun, withFolder } from './support.ts';

const planOf = (steps: readonly StepAction[]): Plan => ({ version: 1, steps: linked(steps), problems: [] });

const steps: ServerStep[] = [
  { kind: 'createGroup', group: 'crew', displayname: 'The Crew' },
  { kind: 'renameGroup', group: 'Staff', old: 'Staff', new: 'All Staff' },
  {
    kind: 'switchApp',
    app: 'polls',
    old: { enabled: true },
    new: { enabled: true, limitedTo: ['crew'] },
  },
  { kind: 'switchApp', app: 'deck', old: { enabled: true }, new: { enabled: false } },
  { kind: 'configure', app: 'theming', key: 'color', old: '#00679e', new: '#ff0000' },
  { kind: 'configure', app: 'theming', key: 'url', new: 'https://example.com' },
  { kind: 'configure', app: 'theming', key: 'slogan', old: '' },
];

/** What the steps are about, on a server on which they have not been done. */
function prepare({ state }: SimulatedNextcloud): void {
  state.createGroup('Staff');
  for (const app of ['polls', 'deck']) state.apps.get(app)!.enabled = true;
}

function stateOf({ state }: SimulatedNextcloud) {
  const { polls, deck } = Object.fromEntries(state.apps);
  const theming = state.config.get('theming');
  return {
    crew: state.groups.get('crew')?.displayname,
    staff: state.groups.get('Staff')?.displayname,
    polls: [polls?.enabled, ...(polls?.limitedTo ?? [])],
    deck: deck?.enabled,
    theming: [theming?.get('color'), theming?.get('url'), theming?.get('slogan')],
  };
}

async function apply(folder: string, client: NextcloudClient, actions: readonly StepAction[]) {
  const run = await TestRun.of(folder, planOf(actions));
  const end = await run.apply({ client });
  return { run, reason: end.reason, states: await run.states() };
}

describe('applyPlan, of groups, apps and settings', () => {
  it('does each step, finds it done afterwards, and takes back all but the group', () =>
    withNextcloud({ version: 35 }, async (nc, client) =>
      withFolder(async folder => {
        prepare(nc);
        const before = stateOf(nc);
        const { run, reason, states } = await apply(folder, client, steps);
        assert.deepEqual([reason, new Set(states)], ['complete', new Set(['done'])]);
        const after = stateOf(nc);
        assert.deepEqual(after, {
          crew: 'The Crew',
          staff: 'All Staff',
          polls: [true, 'crew'],
          deck: false,
          theming: ['#ff0000', 'https://example.com', undefined],
        });
        const again = await apply(folder, client, steps);
        assert.deepEqual(new Set(again.states), new Set(['already']));
        const { plan, entries } = await run.stored();
        const undo = undoPlan(changesMade(plan, entries), await presentOn(client));
        assert.deepEqual(
          undo.problems.map(({ code }) => code),
          ['groupStays'],
        );
        await apply(folder, client, undo.steps);
        assert.deepEqual(stateOf(nc), { ...before, crew: 'The Crew' });
      }),
    ));

  it('leaves what somebody else has changed since', () =>
    withNextcloud({ version: 35 }, async (nc, client) =>
      withFolder(async folder => {
        prepare(nc);
        nc.state.groups.get('Staff')!.displayname = 'Ours';
        nc.state.apps.get('polls')!.limitedTo = ['Staff'];
        nc.state.config.get('theming')!.set('color', '#123456');
        const { states } = await apply(folder, client, [steps[1]!, steps[2]!, steps[4]!]);
        assert.deepEqual(states, ['conflict', 'conflict', 'conflict']);
        const { staff, polls, theming } = stateOf(nc);
        assert.deepEqual([staff, polls, theming[0]], ['Ours', [true, 'Staff'], '#123456']);
      }),
    ));

  it('joins a group that got no name, as Nextcloud 17 cannot give it one', () =>
    withNextcloud({ version: 17 }, async (nc, client) =>
      withFolder(async folder => {
        nc.state.createUser({ id: 'ann' });
        const { states } = await apply(folder, client, [
          steps[0]!,
          { kind: 'join', user: 'ann', group: 'crew' },
        ]);
        assert.deepEqual(states, ['failed', 'done']);
        assert.deepEqual(nc.state.users.get('ann')?.groups, ['crew']);
      }),
    ));
});

describe('steps of groups, apps and settings', () => {
  it('need the groups that the plan creates', () => {
    assert.deepEqual(
      linked([...steps, { kind: 'renameGroup', group: 'crew', old: 'crew', new: 'x' }]).map(
        ({ needs }) => needs,
      ),
      [[], [], [1], [], [], [], [], [1]],
    );
  });

  it('are read as they were written', () => {
    assert.deepEqual(parsePlan(serializePlan(planOf(steps))), planOf(steps));
  });

  it('are lines', () => {
    assert.deepEqual(steps.map(stepText), [
      'Create group: crew (The Crew)',
      'Rename group: Staff: Staff → All Staff',
      'Enable or disable app: polls: enabled → enabled for crew',
      'Enable or disable app: deck: enabled → disabled',
      'Change setting: theming/color: #00679e → #ff0000',
      'Change setting: theming/url: (absent) → https://example.com',
      'Change setting: theming/slogan: (empty) → (absent)',
    ]);
  });
});
