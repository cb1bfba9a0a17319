import fc from 'fast-check';
import { columns } from '../../../../src/model/table/columns.ts';
import { combined, opposite } from '../../../../src/model/table/filter/nodes.ts';
import type { FilterNode, FilterValue } from '../../../../src/model/table/filter/types.ts';
import type { ColumnType } from '../../../../src/model/table/types.ts';

const nowhere = { start: 0, end: 0 };

/** Pieces of a filter that mean something, so that random texts are not only words. */
const piece = fc.oneof(
  fc.constantFrom(
    ...[
      'group:',
      'quota',
      'usage>',
      'lastLogin<',
      'has:',
      'empty:',
      ' or ',
      ' and ',
      'not ',
      '-',
      '(',
      ')',
      '"',
      '""',
    ],
    ...[
      '90%',
      '5 GB',
      '90d',
      'never',
      'empty',
      'none',
      ',',
      ':',
      '!=',
      '*',
      'enabled',
      'disabled',
      ' ',
      'sales',
      'ü',
      '𝒳',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);
export const filterText = fc.array(piece, { maxLength: 14 }).map(pieces => pieces.join(''));

const word = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('-a', 'a b', 'or', 'enabled', 'empty', 'a"b', '(', 'x:y', '<5', '5', 'gb', 'email'),
);
const textValue = fc.oneof(
  word.map((one): FilterValue => (one === '' ? { is: 'empty' } : { is: 'text', text: one, pattern: false })),
  fc.constantFrom('a*', '*', '-*x').map((one): FilterValue => ({ is: 'text', text: one, pattern: true })),
  fc.constant<FilterValue>({ is: 'empty' }),
);
const sizes = fc.oneof(
  fc.nat(),
  fc.nat(5000).map(size => size * 1024 ** 3),
  fc.constant(Infinity),
);
const dates = fc.oneof(
  fc.constantFrom('2025', '2025-02', '2024-02-29').map((date): FilterValue => ({ is: 'date', text: date })),
  fc
    .record({
      count: fc.nat(99_999),
      unit: fc.constantFrom('h' as const, 'd' as const, 'w' as const, 'm' as const, 'y' as const),
    })
    .map((ago): FilterValue => ({ is: 'ago', ...ago })),
);
const number = (one: number): FilterValue => ({ is: 'number', number: one });
const valuesFor: Record<ColumnType, fc.Arbitrary<FilterValue>> = {
  text: textValue,
  list: textValue,
  number: fc.nat().map(number),
  bytes: sizes.map(number),
  percent: fc.oneof(fc.nat(1000), fc.constant(12.5)).map(number),
  date: dates,
  flag: fc.boolean().map((flag): FilterValue => ({ is: 'flag', flag })),
};

const condition = fc.constantFrom(...columns).chain(({ id, type }): fc.Arbitrary<FilterNode> => {
  const isOrdered = !['text', 'list', 'flag'].includes(type);
  const ordered = fc.constantFrom('<' as const, '<=' as const, '>' as const, '>=' as const);
  const equal = fc.constantFrom(':' as const, '=' as const, '!=' as const);
  const one = fc.record({
    operator: isOrdered ? fc.oneof(ordered, equal) : equal,
    values: fc.tuple(valuesFor[type]),
  });
  const several = fc.record({
    operator: equal,
    values: fc.array(valuesFor[type], { minLength: 2, maxLength: 3 }),
  });
  return fc.oneof(one, several).map(({ operator, values }) => ({
    kind: 'is',
    column: id,
    operator,
    // Patterns are after a colon only.
    values: values.map(value =>
      value.is === 'text' && operator !== ':' ? { ...value, pattern: false } : value,
    ),
    ...nowhere,
  }));
});
const leaf = fc.oneof(
  condition,
  word.filter(one => one !== '').map((one): FilterNode => ({ kind: 'word', text: one, ...nowhere })),
);
export const { node: filterNode } = fc.letrec<{ node: FilterNode }>(tie => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    tie('node').map(one => opposite(one, 0)),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
      )
      .map(([kind, nodes]) => combined(kind, nodes, nowhere)),
  ),
}));

/** Without places. */
export const shape = (one: FilterNode): unknown =>
  JSON.parse(
    JSON.stringify(one, (key, value: unknown) =>
      key === 'start' || key === 'end' ? undefined : value === Infinity ? 'Infinity' : value,
    ),
  );
