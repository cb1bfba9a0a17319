import assert from 'node:assert/strict';
import { area, rangeOf, shapeOf } from '../../../src/webview/overview/chartShape.ts';

const minute = 60_000;
const points = (...values: (number | null)[]) =>
  values.map((value, index) => ({ at: 1_000_000 + index * minute, value }));

describe('shapeOf', () => {
  it('draws from the bottom to the top, over five minutes at least, the newest at the right', () => {
    const { spanMs, lines } = shapeOf(points(0, 2, 4), 4);
    assert.equal(spanMs, 5 * minute);
    assert.deepEqual(lines, [
      [
        [180, area.height],
        [240, area.height / 2],
        [area.width, 0],
      ],
    ]);
  });

  it('leaves a gap where a value is not known, and where nobody looked', () => {
    assert.deepEqual(
      shapeOf(points(1, null, 2, 3), 4).lines.map(line => line.length),
      [1, 2],
    );
    const paused = [...points(1, 2), { at: 1_000_000 + 10 * minute, value: 3 }];
    assert.deepEqual(
      shapeOf(paused, 4).lines.map(line => line.length),
      [2, 1],
    );
  });

  it('keeps within its area, and is empty without values', () => {
    assert.deepEqual(shapeOf(points(-5, 9), 4).lines, [
      [
        [240, area.height],
        [area.width, 0],
      ],
    ]);
    assert.deepEqual(shapeOf([], 1).lines, []);
    assert.deepEqual(shapeOf(points(null), 1).lines, []);
  });
});

describe('rangeOf', () => {
  it('has the least and the greatest known value', () => {
    assert.deepEqual(rangeOf(points(3, null, 1)), { least: 1, greatest: 3 });
    assert.equal(rangeOf(points(null)), undefined);
  });
});
