import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { AccountDocument } from '../../../src/model/account.ts';
import { afterAccountCall, fieldsOf, planAccountCalls } from '../../../src/model/changes.ts';
import { planAppCalls } from '../../../src/model/apps.ts';
import { afterGroupCall, planGroupCalls } from '../../../src/model/group.ts';

const alice: AccountDocument = {
  id: 'alice',
  displayname: 'Alice',
  email: 'alice@example.com',
  additional_mail: ['a@example.com'],
  profile_enabled: true,
  quota: '5 GB',
  groups: ['staff'],
  subadmin: [],
  enabled: true,
};

describe('planAccountCalls', () => {
  it('plans no calls when nothing changed but the spelling of a quota or the order of a list', () => {
    const ours = { ...alice, quota: '5gb', groups: ['staff'] };
    assert.deepEqual(planAccountCalls(alice, alice), []);
    assert.deepEqual(planAccountCalls({ ...alice, groups: ['a', 'b'] }, { ...ours, groups: ['b', 'a'] }), []);
  });

  it('plans one edit for all plain fields and one call per list item, in an order that survives failure', () => {
    const ours: AccountDocument = {
      ...alice,
      displayname: 'Alice B.',
      quota: '10 GB',
      profile_enabled: false,
      additional_mail: ['b@example.com'],
      groups: ['devs'],
      subadmin: ['devs'],
      enabled: false,
    };
    assert.deepEqual(planAccountCalls(alice, ours), [
      { kind: 'addAdditionalMail', item: 'b@example.com' },
      { kind: 'edit', changes: { displayname: 'Alice B.', profile_enabled: '0', quota: '10 GB' } },
      { kind: 'removeAdditionalMail', item: 'a@example.com' },
      { kind: 'addToGroup', item: 'devs' },
      { kind: 'promoteToSubadmin', item: 'devs' },
      { kind: 'removeFromGroup', item: 'staff' },
      { kind: 'disable' },
    ]);
  });

  it('leaves fields alone that only others changed, or changed in the same way', () => {
    const theirs = { ...alice, email: 'new@example.com', groups: ['staff', 'devs'], enabled: false };
    const ours = { ...alice, displayname: 'A.', groups: ['staff', 'devs', 'ops'], enabled: false };
    assert.deepEqual(planAccountCalls(alice, ours, theirs), [
      { kind: 'edit', changes: { displayname: 'A.' } },
      { kind: 'addToGroup', item: 'ops' },
    ]);
  });

  it('leaves fields alone that are absent from the document', () => {
    assert.deepEqual(planAccountCalls(alice, { id: 'alice' }), []);
  });

  it('turns the base into the document, after which no calls are left', () => {
    const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
    const documents = fc.record({
      id: fc.constant('alice'),
      displayname: fc.string(),
      email: fc.string(),
      quota: fc.constantFrom('none', 'default', '5 GB', '17'),
      profile_enabled: fc.boolean(),
      additional_mail: list,
      groups: list,
      subadmin: list,
      enabled: fc.boolean(),
    });
    const sorted = (document: AccountDocument) =>
      Object.fromEntries(
        Object.entries(document).map(([k, v]) => [
          k,
          Array.isArray(v) ? [...(v as string[])].sort() : (v as unknown),
        ]),
      );
    fc.assert(
      fc.property(documents, documents, (base, ours) => {
        const calls = planAccountCalls(base, ours);
        const reached = calls.reduce(afterAccountCall, base);
        assert.deepEqual(sorted(reached), sorted(ours));
        assert.deepEqual(planAccountCalls(base, ours, reached), []);
        const fields = new Set(calls.flatMap(fieldsOf));
        for (const field of fields) assert.notDeepEqual(sorted(base)[field], sorted(ours)[field]);
      }),
    );
  });
});

describe('planGroupCalls', () => {
  it('renames, then adds, promotes, demotes and removes', () => {
    const base = { id: 'g', displayname: 'G', members: ['a', 'b'], subadmins: ['a'] };
    const ours = { id: 'g', displayname: 'Group', members: ['b', 'c'], subadmins: ['c'] };
    const calls = planGroupCalls(base, ours, base);
    assert.deepEqual(calls, [
      { kind: 'rename', displayName: 'Group' },
      { kind: 'addToGroup', userId: 'c' },
      { kind: 'promoteToSubadmin', userId: 'c' },
      { kind: 'demoteFromSubadmin', userId: 'a' },
      { kind: 'removeFromGroup', userId: 'a' },
    ]);
    assert.deepEqual(calls.reduce(afterGroupCall, base), ours);
  });
});

describe('planAppCalls', () => {
  it('changes what was changed, unless the server has it already', () => {
    const calls = planAppCalls(
      { id: 'apps', enabled: ['a', 'b', 'c'] },
      { id: 'apps', enabled: ['c', 'd', 'e'] },
      { id: 'apps', enabled: ['b', 'c', 'd'] },
    );
    assert.deepEqual(calls, [
      { kind: 'disable', appId: 'b' },
      { kind: 'enable', appId: 'e' },
    ]);
  });
});
