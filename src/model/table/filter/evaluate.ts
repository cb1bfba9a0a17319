import type { UserInfo } from '../../../ocs/types.ts';
import { columnOf } from '../columns.ts';
import type { TableStore } from '../store.ts';
import { testOf } from './tests.ts';
import type { Verdict } from './tests.ts';
import type { FilterCondition, FilterNode, FilterWord } from './types.ts';

/** Whether something is true of a subject. */
type Test<Subject> = (subject: Subject) => Verdict;

/** The rows of which the filter is known to be true, in their order. */
export function filterRows(store: TableStore, node: FilterNode, now: Date, rows = store.all()): Uint32Array {
  const test = rowTest(store, node, now);
  return rows.filter(row => test(row) === true);
}

/** Whether the filter is known to be true of a user. What the server did not send makes no condition true, nor its opposite. */
export const matchesUser = (user: UserInfo, node: FilterNode, now: Date, serverId = ''): boolean =>
  userTest(node, now, serverId)(user) === true;

/** The same for many users. */
export function userTest(node: FilterNode, now: Date, serverId = ''): Test<UserInfo> {
  return compiled(node, condition => {
    const test = testOf(condition, now);
    const { read } = columnOf(condition.column);
    return user => test.cell(read(user, serverId));
  });
}

/** Valid until the store changes. */
function rowTest(store: TableStore, node: FilterNode, now: Date): Test<number> {
  return compiled(node, condition => {
    const test = testOf(condition, now);
    const stored = storedTest(store, condition, test);
    const edits = store.edits(condition.column);
    if (!edits) return stored;
    return row => {
      const edited = edits.get(row);
      return edited === undefined ? stored(row) : test.cell(edited);
    };
  });
}

/** Texts and lists that occur often are looked at once. */
function storedTest(
  store: TableStore,
  { column }: FilterCondition,
  test: ReturnType<typeof testOf>,
): Test<number> {
  const data = store.data(column);
  if (!data) return () => undefined;
  if (data.kind === 'numbers') {
    const { numbers } = data;
    return row => test.number(numbers[row] ?? NaN);
  }
  const { codes, values } = data;
  const verdicts = new Array<Verdict | null>(values.length).fill(null);
  return row => {
    const code = codes[row] ?? 0;
    const known = verdicts[code];
    return known === null ? (verdicts[code] = test.cell(values[code] ?? null)) : known;
  };
}

function compiled<Subject>(
  node: FilterNode,
  leaf: (condition: FilterCondition) => Test<Subject>,
): Test<Subject> {
  switch (node.kind) {
    case 'is':
      return leaf(node);
    case 'word':
      return some(searches(node).map(leaf));
    case 'not':
      return not(compiled(node.node, leaf));
    case 'and':
      return every(node.nodes.map(one => compiled(one, leaf)));
    case 'or':
      return some(node.nodes.map(one => compiled(one, leaf)));
  }
}

/** Where plain words are searched. */
const searched = ['id', 'displayname', 'email'] as const;

const searches = ({ text, start, end }: FilterWord): FilterCondition[] =>
  searched.map(column => ({
    kind: 'is',
    column,
    operator: ':',
    values: [{ is: 'text', text, pattern: false }],
    start,
    end,
  }));

const not =
  <Subject>(test: Test<Subject>): Test<Subject> =>
  subject => {
    const verdict = test(subject);
    return verdict === undefined ? undefined : !verdict;
  };

const every = <Subject>(tests: Test<Subject>[]): Test<Subject> => settled(tests, false);
const some = <Subject>(tests: Test<Subject>[]): Test<Subject> => settled(tests, true);

/** `decisive` as soon as one test says so; not known where one is not, and otherwise the opposite. */
const settled =
  <Subject>(tests: Test<Subject>[], decisive: boolean): Test<Subject> =>
  subject => {
    let verdict: Verdict = !decisive;
    for (const test of tests) {
      const one = test(subject);
      if (one === decisive) return decisive;
      if (one === undefined) verdict = undefined;
    }
    return verdict;
  };
