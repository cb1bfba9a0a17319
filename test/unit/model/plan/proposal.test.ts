import assert from 'node:assert/strict';
import { contributes } from '../../../../package.json';
import { inverse } from '../../../../src/model/plan/inverse.ts';
import {
  mostProposed,
  proposedActions,
  readProposal,
  settableFields,
} from '../../../../src/model/plan/proposal.ts';

const read = (...steps: unknown[]) => readProposal(steps);
const problems = (...steps: unknown[]): string[] => {
  const found = read(...steps);
  return 'problems' in found ? found.problems : [];
};

describe('readProposal', () => {
  it('takes every action, as one wish for each user', () => {
    const found = read(
      { user: 'ann', action: 'set', field: 'quota', value: '5 GB' },
      { user: 'ANN', action: 'join', group: 'a' },
      { user: 'ann', action: 'leave', group: 'b' },
      { user: 'ann', action: 'promote', group: 'a' },
      { user: 'bob', action: 'demote', group: 'a' },
      { user: 'bob', action: 'enable' },
      { user: 'cy', action: 'disable' },
      { user: 'cy', action: 'set', field: 'manager', value: '' },
    );
    assert.ok('wanted' in found);
    assert.deepEqual(found.wanted, [
      { id: 'ann', quota: '5 GB', groups: { add: ['a'], remove: ['b'] }, subadmin: { add: ['a'] } },
      { id: 'bob', subadmin: { remove: ['a'] }, state: 'present' },
      { id: 'cy', state: 'disabled', manager: '' },
    ]);
    assert.equal(found.steps.length, 8);
  });

  it('has no action that cannot be taken back', () => {
    const texts = { user: 'ann', group: 'a', field: 'quota', value: '5 GB' };
    for (const { step } of Object.values(proposedActions)) {
      const made = step(texts);
      const known = made.kind === 'change' ? made.changes.map(one => ({ ...one, old: '1 GB' })) : [];
      assert.ok(inverse(made.kind === 'change' ? { ...made, changes: known } : made), made.kind);
    }
  });

  it('names every step that is wrong, with its place', () => {
    assert.deepEqual(
      problems(
        { user: 'ann', action: 'delete' },
        { user: 'ann', action: 'set', field: 'password', value: 'x' },
        { user: 'ann', action: 'set', field: 'quota', value: 'lots' },
        { user: 'ann', action: 'join' },
        { user: '', action: 'enable' },
        { user: 1, action: 'enable' },
        { user: 'ann', action: 'disable', group: 'a' },
        'disable ann',
        { action: 'constructor', user: 'ann' },
      ).map(text => text.replace(/one of: .*/, 'one of …')),
      [
        'steps[0].action must be one of …',
        'steps[1].field must be one of …',
        'steps[2].value cannot be used. Enter a size such as 5 GB or 1.5 GB (with a decimal point), none or default.',
        'steps[3].group must be text.',
        'steps[4].user must be text.',
        'steps[5].user must be text.',
        'steps[6].group is not part of the action disable.',
        'steps[7] must be an object.',
        'steps[8].action must be one of …',
      ],
    );
  });

  it('refuses two steps about the same', () => {
    const set = (value: string) => ({ user: 'ann', action: 'set', field: 'role', value });
    assert.deepEqual(problems(set('a'), set('b')), ['steps[0] and steps[1] are about the same.']);
    assert.deepEqual(
      problems({ user: 'ann', action: 'enable' }, { user: 'Ann', action: 'disable' }).length,
      1,
    );
    assert.deepEqual(problems({ user: 'ann', action: 'join', group: 'a' }, { user: 'ann', action: 'leave', group: 'a' }).length, 1); // prettier-ignore
    assert.deepEqual(problems({ user: 'ann', action: 'join', group: 'a' }, { user: 'ann', action: 'promote', group: 'a' }), []); // prettier-ignore
  });

  it('refuses what is no list, an empty one, and a long one', () => {
    const step = (index: number) => ({ user: `u${index}`, action: 'enable' });
    const many = (count: number) => Array.from({ length: count }, (_, index) => step(index));
    for (const value of [undefined, {}, 'x', [], many(mostProposed + 1)])
      assert.ok('problems' in readProposal(value));
    assert.ok('wanted' in readProposal(many(mostProposed)));
  });

  it('takes what package.json tells language models', () => {
    const tool = contributes.languageModelTools.find(({ name }) => name === 'nextcloud_propose_plan');
    const { items, maxItems } = tool?.inputSchema.properties.steps ?? {};
    assert.deepEqual(items?.properties.action.enum, Object.keys(proposedActions));
    assert.deepEqual(items.properties.field.enum, settableFields);
    assert.equal(maxItems, mostProposed);
  });
});
