import assert from 'node:assert/strict';
import { filtered, linesOf, placeOf, type CompareFilter } from '../../../src/webview/compare/lines.ts';
import type { ComparedRow } from '../../../src/webview/compare/protocol.ts';

const row = (subject: string, more: Partial<ComparedRow> = {}): ComparedRow => ({
  key: `${subject} ${more.field ?? ''} ${more.item ?? ''}`.trim(),
  kind: 'user',
  subject,
  field: '',
  item: '',
  left: 'Yes',
  right: null,
  ...more,
});

const rows = [
  row('crew', { kind: 'group' }),
  row('crew', { field: 'Quota', left: '5 GB', right: 'None' }),
  row('ann', { left: null, right: 'Yes' }),
  row('crew', { field: 'Groups', item: 'staff' }),
];

const keys = (filter: Partial<CompareFilter>): string[] =>
  filtered(rows, { kinds: new Set(), places: new Set(), text: '', ...filter }).map(({ key }) => key);

describe('the list of differences', () => {
  it('placeOf › tells what is on one side only from what differs', () =>
    assert.deepEqual(rows.map(placeOf), ['left', 'both', 'right', 'both']));

  it('filtered › finds kinds, places, and texts of subjects, fields, items and both sides', () => {
    assert.deepEqual(keys({}), ['crew', 'crew Quota', 'ann', 'crew Groups staff']);
    assert.deepEqual(keys({ kinds: new Set(['group']) }), ['crew']);
    assert.deepEqual(keys({ places: new Set(['right']) }), ['ann']);
    for (const [text, key] of [['5 gb', 'crew Quota'], ['none', 'crew Quota'], ['STAFF', 'crew Groups staff'], [' ann ', 'ann']] as const)
      assert.deepEqual(keys({ text }), [key]);
  }); // prettier-ignore

  it('linesOf › has differences below their subject, and a group apart from a user of that ID', () =>
    assert.deepEqual(
      linesOf(rows).map(line =>
        line.kind === 'subject' ? `${line.of} ${line.subject} ${line.rows.length}` : line.row.key,
      ),
      ['group crew 1', 'user crew 2', 'crew Quota', 'crew Groups staff', 'user ann 1'],
    ));
});
