import { getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { userKey } from '../../model/plan/types.ts';
import { valueOf } from '../files/checks.ts';
import { checkCode } from './check.ts';
import { children, nodesOf, properties } from './nodes.ts';
import { sectionsOf } from './types.ts';
import type {
  CodeEntry,
  CodeFile,
  CodePlace,
  CodeProblem,
  Layer,
  PlacedText,
  PlacedValue,
  SectionName,
} from './types.ts';
import { serverUrl } from './url.ts';

/** Reads one file, or tells what is wrong with it by itself. */
export async function readCodeFile(
  path: string,
  text: string,
): Promise<{ file: CodeFile } | { problems: CodeProblem[] }> {
  const read = await nodesOf(path, text, checkCode);
  if ('root' in read) return { file: new FileReader(path).file(read.root) };
  return {
    problems: read.problems.map(({ message, offset, length }) => ({
      message,
      place: { path, offset, length },
    })),
  };
}

/** Their entries have one value. */
const simple: readonly SectionName[] = ['variables', 'apps'];

class FileReader {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  file(root: Node): CodeFile {
    const servers = properties(valueOf(root, 'servers') ?? empty).map(({ name, key, value }) => {
      const url = serverUrl(String(valueOf(value, 'url')?.value));
      return { name, place: this.#place(key), ...(url !== undefined && { url }), ...this.#layer(value) };
    });
    const include = valueOf(root, 'include');
    return { path: this.#path, include: include ? this.#items(include) : [], servers, ...this.#layer(root) };
  }

  #layer(root: Node): Layer {
    const exclusive = valueOf(root, 'exclusive');
    const of = (name: SectionName) => this.#section(name, valueOf(root, name) ?? empty);
    return { sections: sectionsOf(of), ...(exclusive && { exclusive: this.#value(exclusive) }) };
  }

  #section(section: SectionName, root: Node): ReadonlyMap<string, CodeEntry> {
    const keyOf = section === 'users' ? userKey : (id: string) => id;
    return new Map(
      properties(root).map(({ name, key, value }) => {
        const fields = simple.includes(section)
          ? [['', this.#value(value)] as const]
          : properties(value).map(field => [field.name, this.#value(field.value)] as const);
        const entry = {
          id: name,
          place: this.#place(key),
          isGone: value.type === 'null',
          fields: new Map(fields),
        };
        return [keyOf(name), entry] as const;
      }),
    );
  }

  #value(node: Node): PlacedValue {
    return { value: getNodeValue(node), place: this.#place(node), items: this.#items(node) };
  }

  #items(node: Node): PlacedText[] {
    if (node.type === 'string') return [{ text: String(node.value), place: this.#place(node) }];
    return children(node)
      .filter(({ type }) => type === 'string')
      .map(item => ({ text: String(item.value), place: this.#place(item) }));
  }

  #place({ offset, length }: Node): CodePlace {
    return { path: this.#path, offset, length };
  }
}

const empty: Node = { type: 'object', offset: 0, length: 0, children: [] };
