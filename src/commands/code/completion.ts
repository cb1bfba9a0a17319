import { findNodeAtLocation, getLocation, parseTree } from 'jsonc-parser';
import type { JSONPath, Node } from 'jsonc-parser';
import * as vscode from 'vscode';
import { suggestionItem, valueAt } from '../../documents/language/complete.ts';
import { serverUrl } from '../../keep/code/url.ts';
import { yamlPlaceAt, yamlText } from '../../keep/code/yamlPlace.ts';
import type { Server } from '../../servers/server.ts';
import { abortSignal } from '../../ui/progress.ts';
import { completingAt } from './completing.ts';

/** What is typed in a file, and where. */
interface PlaceInCode {
  path: JSONPath;
  isKey: boolean;
  range: vscode.Range;
  /** What is typed before the cursor, without quotation marks. */
  query: string;
  /** The whole file, as far as it can be read. */
  root: Node | undefined;
  /** A text as the file has it. */
  write: (text: string) => string;
  /** Whether what belongs to a name comes in the lines below it. */
  isBlock: boolean;
}

type FindPlace = (
  document: vscode.TextDocument,
  position: vscode.Position,
) => PlaceInCode | undefined | Promise<PlaceInCode | undefined>;

const jsonPlace: FindPlace = (document, position) => {
  const text = document.getText();
  const location = getLocation(text, document.offsetAt(position));
  const { path, isAtPropertyKey: isKey } = location;
  const typed = valueAt(document, position, location);
  return { path, isKey, ...typed, root: parseTree(text), write: JSON.stringify, isBlock: false };
};

const yamlPlace: FindPlace = async (document, position) => {
  const text = document.getText();
  const place = yamlPlaceAt(text, document.offsetAt(position));
  if (!place) return undefined;
  const { path, isKey, offset, length, isFlow } = place;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const query = document.getText(range.with({ end: position })).replaceAll(/["']/g, '');
  const { readYaml } = await import('../../keep/code/yaml.ts');
  const { start, end } = document.lineAt(position).range;
  const others = text.slice(0, document.offsetAt(start)) + text.slice(document.offsetAt(end));
  // The line that is being typed is what cannot be read, if anything.
  const [root] = [text, others].flatMap(all => {
    const read = readYaml(all);
    return 'root' in read ? read.root : [];
  });
  return { path, isKey, range, query, root, write: yamlText, isBlock: !isFlow };
};

const places: Readonly<Record<string, FindPlace>> = { json: jsonPlace, yaml: yamlPlace };

/** Completes by what the file and its server have; the schema knows the fields. Asks no server that is not connected. */
export class CodeCompletion implements vscode.CompletionItemProvider {
  readonly #servers: { all(): readonly Server[] };

  constructor(servers: { all(): readonly Server[] }) {
    this.#servers = servers;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    { triggerCharacter }: vscode.CompletionContext,
  ): Promise<vscode.CompletionList | undefined> {
    const place = await places[document.languageId]?.(document, position);
    // A space within a text begins nothing.
    if (!place?.root || (triggerCharacter === ' ' && !place.range.isEmpty)) return undefined;
    const { range, query, root } = place;
    const [first, name, ...below] = place.path;
    const completing = completingAt(first === 'servers' ? below : place.path, place.isKey);
    if (!completing) return undefined;
    const server = this.#serverOf(root, first === 'servers' ? name : undefined);
    const signal = abortSignal(token);
    const { suggest, own, behind } = completing;
    const theirs = server && suggest ? await suggest(server, query, signal).catch(() => []) : [];
    const ours = own ? namesOf(root, [own]).map(id => ({ value: id, label: id })) : [];
    const all = new Map([...theirs, ...ours].map(found => [found.value, found] as const));
    const isNamed = /^\s*:/.test(document.getText(new vscode.Range(range.end, range.end.translate(0, 9))));
    const typed = document.getText(range);
    return new vscode.CompletionList(
      [...all.values()].map(found => itemOf(found, place, typed, isNamed ? undefined : behind)),
      true,
    );
  }

  /** The one that the file means, by default the first that it names, if it is connected. */
  #serverOf(root: Node, name: JSONPath[number] | undefined): Server | undefined {
    const names = name === undefined ? namesOf(root, ['servers']) : [name];
    const nodes = names.map(one => findNodeAtLocation(root, ['servers', one, 'url']));
    const url = nodes.map(node => serverUrl(String(node?.value))).find(one => one !== undefined);
    const meant = this.#servers.all().filter(one => url === undefined || serverUrl(one.url) === url);
    return meant.find(({ state }) => state.kind === 'connected');
  }
}

function namesOf(root: Node, path: JSONPath): string[] {
  const { children = [] } = findNodeAtLocation(root, path) ?? {};
  return children.flatMap(({ children: [key] = [] }) => (key ? [String(key.value)] : []));
}

/** @param behind what is put behind a name, as a snippet */
function itemOf(
  found: Parameters<typeof suggestionItem>[0],
  { range, write, isBlock }: PlaceInCode,
  typed: string,
  behind: string | undefined,
): vscode.CompletionItem {
  const item = suggestionItem(found, range);
  const text = write(found.value);
  const [mark = ''] = /^["']/.exec(typed) ?? [];
  item.filterText = `${mark}${found.value} ${found.label}`;
  item.insertText = text;
  if (behind === undefined) return item;
  const below = isBlock && behind.includes(' ') ? '\n  $0' : ` ${behind}`;
  item.insertText = new vscode.SnippetString(`${text.replaceAll(/[\\$}]/g, '\\$&')}:${below}`);
  return item;
}
