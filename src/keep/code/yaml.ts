import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Node as YamlNode, ParsedNode, Range } from 'yaml';
import type { DocumentProblem } from '../../model/document.ts';

/**
 * Reads YAML 1.2 as the nodes of the JSON that it means. What JSON cannot say, and what would make a small file mean a large
 * one, is a problem: aliases, tags, names that are no texts.
 */
export function readYaml(text: string): { root: Node } | { problems: DocumentProblem[] } {
  const reader = new YamlReader(text.length);
  try {
    const document = parseDocument(text, { prettyErrors: false });
    for (const { message, pos } of [...document.errors, ...document.warnings])
      reader.problem(pos, l10n.t('Not valid YAML: {0}', sentence(message)));
    const root = reader.node(document.contents, { offset: 0, length: text.length });
    return reader.problems.length > 0 ? { problems: reader.problems } : { root };
  } catch (error) {
    // The parser recurses for each bracket, until the stack overflows.
    if (!(error instanceof RangeError)) throw error;
    reader.problem([0, text.length], l10n.t('The brackets in the document are nested too deeply.'));
    return { problems: reader.problems };
  }
}

const sentence = (message: string): string => (/[.!?]$/.test(message) ? message : `${message}.`);

interface NodeSpan {
  offset: number;
  length: number;
}

class YamlReader {
  readonly problems: DocumentProblem[] = [];
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
  }

  problem([start, end]: readonly [number, number], message: string): void {
    this.problems.push({ message, offset: Math.min(start, this.#size), length: Math.max(0, end - start) });
  }

  /** @param around where an absent value would be */
  node(node: ParsedNode | YamlNode | null, around: NodeSpan): Node {
    if (node === null) return { type: 'null', value: null, ...around };
    const at = extentOf(node.range, around);
    if (isMap<YamlNode, YamlNode | null>(node)) {
      const children = node.items.map(({ key, value }) => this.#property(key, value, at));
      return { type: 'object', children, ...at };
    }
    if (isSeq<YamlNode | null>(node))
      return { type: 'array', children: node.items.map(item => this.node(item, at)), ...at };
    if (isScalar(node)) return this.#scalar(node.value, at);
    this.problem(
      [at.offset, at.offset + at.length],
      l10n.t('Aliases cannot be used here. What users have in common can be a template.'),
    );
    return { type: 'null', value: null, ...at };
  }

  #property(key: YamlNode, value: YamlNode | null, around: NodeSpan): Node {
    const name = this.node(key, around);
    if (name.type !== 'string')
      this.problem(
        [name.offset, name.offset + name.length],
        l10n.t('A name must be a text; put it in quotation marks.'),
      );
    const after = { offset: name.offset, length: name.length };
    return { type: 'property', children: [name, this.node(value, after)], ...after };
  }

  #scalar(value: unknown, at: NodeSpan): Node {
    if (value === null) return { type: 'null', value, ...at };
    if (typeof value === 'boolean') return { type: 'boolean', value, ...at };
    if (typeof value === 'number') return { type: 'number', value, ...at };
    return { type: 'string', value: typeof value === 'string' ? value : '', ...at };
  }
}

function extentOf(range: Range | null | undefined, around: NodeSpan): NodeSpan {
  if (!range) return around;
  const [offset, end] = range;
  return { offset, length: end - offset };
}
