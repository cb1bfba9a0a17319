import * as l10n from '@vscode/l10n';
import { CORE_SCHEMA, load, YAMLException, type EventType, type State } from 'js-yaml';
import type { Node } from 'jsonc-parser';
import { recordIn } from '../../ocs/narrow.ts';
import type { DocumentProblem } from '../../model/document.ts';

/**
 * Reads YAML 1.2 as the nodes of the JSON that it means. What JSON cannot say, and what would make a small file mean a large
 * one, is a problem: aliases, tags, names that are no texts.
 */
export function readYaml(text: string): { root: Node } | { problems: DocumentProblem[] } {
  const reader = new YamlReader(text);
  try {
    load(text, { schema: CORE_SCHEMA, listener: (event, state) => reader.take(event, state) });
    return reader.problems.length > 0 ? { problems: reader.problems } : { root: reader.root };
  } catch (error) {
    return { problems: [problemOf(error, text.length)] };
  }
}

function problemOf(error: unknown, size: number): DocumentProblem {
  if (error instanceof YAMLException) {
    const offset = Math.min(error.mark.position, size);
    return { message: l10n.t('Not valid YAML: {0}.', error.reason), offset, length: 0 };
  }
  // The parser recurses for each bracket, until the stack overflows.
  if (!(error instanceof RangeError)) throw error;
  return { message: l10n.t('The brackets in the document are nested too deeply.'), offset: 0, length: size };
}

/** A node whose end has not been read yet. */
interface OpenNode {
  start: number;
  children: ClosedNode[];
}

interface ClosedNode {
  node: Node;
  /** What the parser made of it. */
  result: unknown;
}

/** YAML knows no other spaces. */
const space = /(?:[ \t\r\n\uFEFF]|#[^\r\n]*)*/y;

/** Makes nodes of what the parser tells: where each value begins and ends, the inner ones first. */
class YamlReader {
  readonly problems: DocumentProblem[] = [];
  readonly #text: string;
  readonly #open: OpenNode[] = [];
  root: Node;

  constructor(text: string) {
    this.#text = text;
    this.root = { type: 'null', value: null, offset: 0, length: text.length };
  }

  take(event: EventType, state: State): void {
    if (event === 'open') {
      this.#open.push({ start: state.position, children: [] });
      return;
    }
    const opened = this.#open.pop();
    if (!opened) return;
    const closed = this.#close(opened, state);
    const above = this.#open.at(-1);
    if (above) above.children.push(closed);
    else this.root = closed.node;
  }

  #close({ start, children }: OpenNode, { kind, result: found, position }: State): ClosedNode {
    const result: unknown = found;
    const [only, ...others] = children;
    // The parser takes the beginning of a value for that of a name first.
    if (only && others.length === 0 && isSame(only.result, result)) return only;
    const offset = this.#begin(start, position);
    const isCollection = kind === 'mapping' || kind === 'sequence';
    const nodes = isCollection ? children.map(({ node }) => node) : [];
    const node = { offset, length: Math.max(0, this.#end(offset, position, nodes) - offset) };
    if (this.#text[offset] === '*' && node.length > 0) return { node: this.#alias(node), result };
    if (kind === 'mapping') return { node: this.#object(node, nodes, result), result };
    if (kind === 'sequence') return { node: this.#array(node, nodes, result), result };
    return { node: scalar(node, result), result };
  }

  /** After spaces and comments. */
  #begin(start: number, end: number): number {
    space.lastIndex = start;
    space.exec(this.#text);
    return Math.min(space.lastIndex, end);
  }

  /** Blocks end with the last thing in them. */
  #end(start: number, position: number, children: readonly Node[]): number {
    const last = children.at(-1);
    if (last && !'[{'.includes(this.#text[start] ?? '')) return last.offset + last.length;
    let end = position;
    while (end > start && ' \t\r\n'.includes(this.#text[end - 1] ?? '')) end--;
    return end;
  }

  #alias(node: Pick<Node, 'offset' | 'length'>): Node {
    this.#problem(node, l10n.t('Aliases cannot be used here. What users have in common can be a template.'));
    return { type: 'null', value: null, ...node };
  }

  #object(node: Pick<Node, 'offset' | 'length'>, children: readonly Node[], result: unknown): Node {
    const properties = children.flatMap((key, index): Node[] => {
      const value = children[index + 1];
      if (index % 2 === 1 || !value) return [];
      if (key.type !== 'string')
        this.#problem(key, l10n.t('A name must be a text; put it in quotation marks.'));
      return [{ type: 'property', children: [key, value], offset: key.offset, length: key.length }];
    });
    const count = Object.keys(recordIn(result)).length;
    if (2 * count !== children.length && this.problems.length === 0)
      this.#problem(node, l10n.t('Each name must be followed by a colon and a value.'));
    return { type: 'object', children: properties, ...node };
  }

  #array(node: Pick<Node, 'offset' | 'length'>, children: readonly Node[], result: unknown): Node {
    if (!Array.isArray(result) || result.length !== children.length)
      this.#problem(node, l10n.t('Each name must be followed by a colon and a value.'));
    return { type: 'array', children: [...children], ...node };
  }

  #problem({ offset, length }: Pick<Node, 'offset' | 'length'>, message: string): void {
    this.problems.push({ message, offset, length });
  }
}

const isSame = (one: unknown, other: unknown): boolean => one === other && one !== null;

function scalar(node: Pick<Node, 'offset' | 'length'>, value: unknown): Node {
  if (typeof value === 'string') return { type: 'string', value, ...node };
  if (typeof value === 'number') return { type: 'number', value, ...node };
  if (typeof value === 'boolean') return { type: 'boolean', value, ...node };
  return { type: 'null', value: null, ...node };
}
