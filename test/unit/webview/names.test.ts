import assert from 'node:assert/strict';
import type { Suggestion } from '../../../src/webview/protocol.ts';
import { UserNames } from '../../../src/webview/group/names.ts';
import { eventually } from '../../support/eventually.ts';

describe('UserNames', () => {
  let asked: string[][];
  let changes: number;
  let answer: (ids: readonly string[]) => Promise<Suggestion[]>;
  const names = () =>
    new UserNames(
      ids => {
        asked.push([...ids]);
        return answer(ids);
      },
      () => changes++,
    );

  beforeEach(() => {
    asked = [];
    changes = 0;
    answer = ids => Promise.resolve(ids.map(id => ({ value: id, label: id.toUpperCase() })));
  });

  it('looks up what is wanted last and not known, in one request', async () => {
    const tested = names();
    tested.want(['a', 'b']);
    tested.give({ b: 'Bea' });
    tested.want(['b', 'c', 'd']);
    await eventually('they are found', () => changes === 1);
    assert.deepEqual(asked, [['c', 'd']]);
    assert.deepEqual(tested.all, { b: 'Bea', c: 'C', d: 'D' });
  });

  it('looks up nothing before the form has the first names, and then what is in sight', async () => {
    const tested = names();
    tested.want(['a']);
    tested.give(undefined);
    tested.give({});
    await eventually('it is found', () => tested.all.a === 'A');
    assert.deepEqual(asked, [['a']]);
  });

  it('leaves the ID of whoever cannot be found, and asks again when others are in sight', async () => {
    const tested = names();
    answer = () => Promise.reject(new Error('unreachable'));
    tested.give({});
    tested.want(['a']);
    await eventually('it was asked', () => asked.length === 1);
    assert.deepEqual([tested.all, changes], [{}, 0]);
    tested.want(['a']);
    tested.want(['a', 'b']);
    await eventually('it was asked again', () => asked.length === 2);
    assert.deepEqual(asked[1], ['a', 'b']);
  });

  it('keeps what was found when the form gets its names again', async () => {
    const tested = names();
    tested.give({});
    tested.want(['a']);
    await eventually('it is found', () => changes === 1);
    tested.give({ b: 'Bea' });
    assert.deepEqual(tested.all, { a: 'A', b: 'Bea' });
  });
});
