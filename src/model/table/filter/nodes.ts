import type { ColumnId } from '../types.ts';
import type { FilterNode, Span } from './types.ts';

/** All or any of the nodes; one alone stands for itself. */
export function combined(kind: 'and' | 'or', nodes: readonly FilterNode[], span: Span): FilterNode {
  const flat = nodes.flatMap(node => (node.kind === kind ? node.nodes : [node]));
  const [first] = flat;
  return first && flat.length === 1 ? first : { kind, nodes: flat, start: span.start, end: span.end };
}

/** The opposite, which for an opposite is what it was made of. */
export const opposite = (node: FilterNode, start: number): FilterNode =>
  node.kind === 'not' ? node.node : { kind: 'not', node, start, end: node.end };

/** The columns that conditions are about. */
export function columnsIn(node: FilterNode): ColumnId[] {
  if (node.kind === 'is') return [node.column];
  if (node.kind === 'word') return [];
  return (node.kind === 'not' ? [node.node] : node.nodes).flatMap(columnsIn);
}

/** What must all be true. */
export const termsOf = (node: FilterNode): FilterNode[] => (node.kind === 'and' ? node.nodes : [node]);
