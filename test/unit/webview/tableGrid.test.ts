import assert from 'node:assert/strict';
import { defaultView } from '../../../src/model/table/views.ts';
import { markedParts, withoutStretch } from '../../../src/webview/table/filter/marks.ts';
import { columnsIn, gapAt, rowsIn, scrolledTo } from '../../../src/webview/table/grid/geometry.ts';
import { targetOf } from '../../../src/webview/table/grid/keys.ts';
import {
  afterMoves,
  clipped,
  everything,
  extendedTo,
  isSelected,
  selectedRows,
  selectionAt,
  wholeRows,
  withPlace,
} from '../../../src/webview/table/grid/selection.ts';
import { Slots } from '../../../src/webview/table/grid/slots.ts';
import { ShownLines } from '../../../src/webview/table/shown.ts';
import {
  isPinnedIn,
  sortedBy,
  withColumnBefore,
  withoutColumn,
  withPinned,
} from '../../../src/webview/table/viewChanges.ts';

const sight = { top: 2600, left: 150, width: 200, height: 260 };

describe('the grid of the table', () => {
  it('rowsIn, columnsIn › only what is in sight, and a little more, exists', () => {
    assert.deepEqual(rowsIn(sight, 100_000), { first: 92, last: 118 });
    assert.deepEqual(rowsIn(sight, 95), { first: 92, last: 95 });
    assert.deepEqual(columnsIn(sight, [80, 100, 100, 100, 100], 1), {
      first: 2,
      last: 5,
      before: 100,
      after: 0,
    });
    assert.deepEqual(columnsIn({ ...sight, left: 0 }, [80, 100, 100, 100], 1), {
      first: 1,
      last: 3,
      before: 0,
      after: 100,
    });
  });

  it('scrolledTo, gapAt › shows what is out of sight, and finds the place between columns', () => {
    assert.deepEqual(
      [scrolledTo(100, 50, 20, 10), scrolledTo(100, 50, 120, 10), scrolledTo(100, 50, 145, 10)],
      [20, 100, 105],
    );
    assert.deepEqual([gapAt(10, [100, 100]), gapAt(90, [100, 100]), gapAt(500, [100, 100])], [0, 1, 2]);
  });

  it('Slots › a line that comes into sight takes the elements of one that left it', () => {
    const slots = new Slots();
    slots.assign({ first: 0, last: 4 });
    assert.deepEqual(
      [...slots.assign({ first: 2, last: 6 })],
      [
        [2, 2],
        [3, 3],
        [4, 1],
        [5, 0],
      ],
    );
    assert.deepEqual([...slots.assign({ first: 100, last: 104 }).values()].sort(), [0, 1, 2, 3]);
  });

  it('selections › extend, add, take whole rows, and overlap without counting twice', () => {
    const extent = { rows: 10, columns: 4 };
    const block = extendedTo(selectionAt({ row: 5, column: 2 }), { row: 3, column: 1 });
    assert.equal(isSelected(block, 4, 1), true);
    assert.equal(isSelected(block, 4, 3), false);
    const more = extendedTo(withPlace(block, { row: 4, column: 0 }), { row: 7, column: 0 });
    assert.deepEqual(selectedRows(more), [3, 4, 5, 6, 7]);
    assert.equal(isSelected(wholeRows(block, extent), 3, 3), true);
    assert.equal(selectedRows(everything(block, extent)).length, 10);
    assert.deepEqual(selectedRows(clipped(more, { rows: 5, columns: 4 })), [3, 4]);
  });

  it('afterMoves › follows the selected rows to where they are now', () => {
    const block = extendedTo(selectionAt({ row: 1, column: 0 }), { row: 3, column: 1 });
    const places = new Map([
      [1, 8],
      [2, 7],
      [3, 0],
    ]);
    const moved = afterMoves(block, row => places.get(row));
    assert.deepEqual([selectedRows(moved), moved.active.row], [[0, 7, 8], 8]);
    const gone = afterMoves(block, () => undefined);
    assert.deepEqual(gone.active, { row: 0, column: 0 });
  });

  it('targetOf › keys lead where they do in a spreadsheet, and not beyond the table', () => {
    const from = { row: 5, column: 2, page: 20 };
    const extent = { rows: 100, columns: 6 };
    assert.deepEqual(targetOf('Ctrl+End', from, extent), { row: 99, column: 5 });
    assert.deepEqual(targetOf('Shift+PageUp', from, extent), { row: 0, column: 2 });
    assert.deepEqual(targetOf('Home', from, extent), { row: 5, column: 0 });
    assert.equal(targetOf('F5', from, extent), undefined);
  });

  it('ShownLines › groups have a line of their own, and closed ones hide their rows', () => {
    const group = (key: string, ...rows: number[]) => ({
      key,
      value: key,
      label: key,
      rows: Uint32Array.from(rows),
    });
    const lines = new ShownLines(new Uint32Array(), [group('a', 4, 2), group('b', 7)], new Set(['a']));
    assert.equal(lines.count, 3);
    assert.deepEqual([lines.rowAt(0), lines.rowAt(2)], [undefined, 7]);
    assert.deepEqual([lines.lineOf('b'), lines.lineOf(7), lines.lineOf(4)], [1, 2, undefined]);
  });

  it('markedParts, withoutStretch › underline what is wrong and take a condition out', () => {
    assert.deepEqual(markedParts('a foo:1', [{ start: 2, end: 5 }]), [
      { text: 'a ', isWrong: false },
      { text: 'foo', isWrong: true },
      { text: ':1', isWrong: false },
    ]);
    assert.equal(withoutStretch('a foo:1 b', { start: 2, end: 7 }), 'a b');
  });

  it('changes of a view › a click sorts up, down and not at all; pinned columns stay in front', () => {
    const up = sortedBy(defaultView, 'email', false);
    assert.deepEqual(up.sort, [{ column: 'email', descending: false }]);
    assert.deepEqual(sortedBy(sortedBy(up, 'email', false), 'email', false).sort, []);
    assert.deepEqual(
      sortedBy(up, 'quota', true).sort.map(({ column }) => column),
      ['email', 'quota'],
    );
    const pinned = withPinned(defaultView, 'groups', true);
    assert.deepEqual([pinned.columns.slice(0, 2), pinned.pinned], [['id', 'groups'], 2]);
    assert.equal(isPinnedIn(withColumnBefore(pinned, 'quota', 'id'), 'quota'), true);
    assert.equal(withoutColumn(pinned, 'id').pinned, 1);
  });
});
