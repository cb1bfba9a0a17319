import type { TableStore } from '../store.ts';
import { filterRows } from './evaluate.ts';
import type { FilterNode, Span } from './types.ts';

/** Of how many rows each condition alone is true, by its place in the text. */
export function countConditions(
  store: TableStore,
  node: FilterNode,
  now: Date,
): (Span & { count: number })[] {
  if (node.kind === 'and' || node.kind === 'or')
    return node.nodes.flatMap(one => countConditions(store, one, now));
  const isGroup = node.kind === 'not' && (node.node.kind === 'and' || node.node.kind === 'or');
  const own = { start: node.start, end: node.end, count: filterRows(store, node, now).length };
  return isGroup ? [own, ...countConditions(store, node.node, now)] : [own];
}
