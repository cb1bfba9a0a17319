import assert from 'node:assert/strict';
import { idsIn } from '../../../src/model/idList.ts';
import { emptyNewUser, mistakes, newUserProblems, userIdProblem } from '../../../src/model/newUser.ts';
import type { NewUser } from '../../../src/model/newUser.ts';

const problemsOf = (user: Partial<NewUser>, password?: string): string[] =>
  Object.keys(newUserProblems({ ...emptyNewUser, ...user }, password)).sort();

describe('newUserProblems', () => {
  it('requires a user ID, and an address for the invitation', () => {
    assert.deepEqual(problemsOf({}), ['email', 'id']);
    assert.deepEqual(problemsOf({ id: 'zoe', email: 'zoe@example.com' }), []);
  });

  it('requires a valid password but no address without an invitation', () => {
    assert.deepEqual(problemsOf({ id: 'zoe', access: 'password' }, 'At least 10 characters.'), ['password']);
    assert.deepEqual(problemsOf({ id: 'zoe', access: 'password' }), []);
    assert.deepEqual(problemsOf({ id: 'zoe', email: 'zoe@example.com' }, 'At least 10 characters.'), []);
  });

  it('checks fields as the form of a user does', () => {
    const wrong = { id: 'zoe', email: 'zoe@', quota: '5 GiB', language: 'German' };
    assert.deepEqual(problemsOf(wrong), ['email', 'language', 'quota']);
  });

  it('shows no mistakes in fields that are still empty', () => {
    const user = { ...emptyNewUser, quota: '' };
    assert.deepEqual(mistakes(user, newUserProblems(user, undefined)), {});
    const typed = { ...user, id: 'a/b' };
    assert.deepEqual(Object.keys(mistakes(typed, newUserProblems(typed, undefined))), ['id']);
  });

  it('accepts user IDs that servers accept', () => {
    for (const id of ['a', "o'neil", 'john doe', 'a@b.c', '007', 'x'.repeat(64)])
      assert.equal(userIdProblem(id), undefined, id);
    for (const id of ['a/b', 'ä', 'a+b', '<b>', 'x'.repeat(65)])
      assert.match(userIdProblem(id) ?? '', /\.$/, id);
  });
});

describe('idsIn', () => {
  it('splits at lines, commas, semicolons and tabs, not at spaces', () => {
    assert.deepEqual(idsIn('alice, "john doe"\r\n\nbob;alice\tcarol@example.com'), [
      'alice',
      'john doe',
      'bob',
      'carol@example.com',
    ]);
    assert.deepEqual(idsIn(' \n,;'), []);
  });
});
