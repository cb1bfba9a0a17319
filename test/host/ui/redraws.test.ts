import assert from 'node:assert/strict';
import { Redraws } from '../../../src/ui/quirks/redraws.ts';
import { eventually } from '../../support/eventually.ts';

interface Row {
  id: string;
  parent: Row | undefined;
  expanded: boolean;
}

describe('Redraws', () => {
  const list: Row = { id: 'list', parent: undefined, expanded: true };
  const row: Row = { id: 'row', parent: list, expanded: false };
  let redraws: Redraws<Row>;
  let drawn: string[];

  /** What VS Code does when it takes over a redraw. */
  const ask = (node: Row | undefined) => redraws.during(node, () => Promise.resolve([]));
  const drawnTimes = (times: number) => eventually(`${times} redraws`, () => drawn.length === times);

  beforeEach(() => {
    redraws = new Redraws();
    drawn = [];
    redraws.onDidChange(node => drawn.push(node?.id ?? 'tree'));
  });

  afterEach(() => redraws.dispose());

  it('draws a row at once that nobody waits for', () => {
    redraws.fire(row);
    assert.deepEqual(drawn, ['row']);
  });

  for (const [what, asked] of [
    ['its own rows', list],
    ['rows below', row],
  ] as const)
    it(`waits until VS Code has taken ${what}, and then draws once`, async () => {
      await ask(asked);
      redraws.fire(list);
      redraws.fire(list);
      assert.deepEqual(drawn, []);
      await drawnTimes(1);
    });

  it('waits for the rows of a row that was given out open', async () => {
    redraws.expect(row);
    redraws.fire(undefined);
    assert.deepEqual(drawn, []);
    await ask(row);
    await drawnTimes(1);
    assert.deepEqual(drawn, ['tree']);
  });

  it('draws an open row again that VS Code did not ask about', async () => {
    redraws.fire(list);
    await drawnTimes(2);
    assert.deepEqual(drawn, ['list', 'list']);
  });

  it('draws neither a closed row again, nor an open one that VS Code asked about', async () => {
    const other: Row = { id: 'other', parent: undefined, expanded: true };
    redraws.fire(row);
    redraws.fire(list);
    await ask(list);
    redraws.fire(other);
    await drawnTimes(4);
    assert.deepEqual(drawn, ['row', 'list', 'other', 'other']);
  });
});
