import { findNodeAtLocation, getLocation, parseTree } from 'jsonc-parser';
import type { JSONPath, Node } from 'jsonc-parser';
import * as vscode from 'vscode';
import { suggestionItem, valueAt } from '../../documents/language/complete.ts';
import { serverUrl } from '../../keep/code/url.ts';
import type { Server } from '../../servers/server.ts';
import { abortSignal } from '../../ui/progress.ts';
import { completingAt } from './completing.ts';

/** Completes JSON by what the file and its server have; the schema knows the fields. Asks no server that is not connected. */
export class CodeCompletion implements vscode.CompletionItemProvider {
  readonly #servers: { all(): readonly Server[] };

  constructor(servers: { all(): readonly Server[] }) {
    this.#servers = servers;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    if (document.languageId !== 'json') return undefined;
    const location = getLocation(document.getText(), document.offsetAt(position));
    const [first, name, ...below] = location.path;
    const path = first === 'servers' ? below : location.path;
    const completing = completingAt(path, location.isAtPropertyKey);
    if (!completing) return undefined;
    const { range, query } = valueAt(document, position, location);
    const root = parseTree(document.getText());
    const server = this.#serverOf(root, first === 'servers' ? name : undefined);
    const signal = abortSignal(token);
    const { suggest, own, behind } = completing;
    const theirs = server && suggest ? await suggest(server, query, signal).catch(() => []) : [];
    const ours = own ? namesOf(root, [own]).map(id => ({ value: id, label: id })) : [];
    const all = new Map([...theirs, ...ours].map(found => [found.value, found] as const));
    const isNamed = /^\s*:/.test(document.getText(new vscode.Range(range.end, range.end.translate(0, 9))));
    return new vscode.CompletionList(
      [...all.values()].map(found => itemOf(found, range, isNamed ? undefined : behind)),
      true,
    );
  }

  /** The one that the file means, by default the first that it names, if it is connected. */
  #serverOf(root: Node | undefined, name: JSONPath[number] | undefined): Server | undefined {
    const names = name === undefined ? namesOf(root, ['servers']) : [name];
    const nodes = names.map(one => root && findNodeAtLocation(root, ['servers', one, 'url']));
    const url = nodes.map(node => serverUrl(String(node?.value))).find(one => one !== undefined);
    const meant = this.#servers.all().filter(one => url === undefined || serverUrl(one.url) === url);
    return meant.find(({ state }) => state.kind === 'connected');
  }
}

function namesOf(root: Node | undefined, path: JSONPath): string[] {
  const { children = [] } = (root && findNodeAtLocation(root, path)) ?? {};
  return children.flatMap(({ children: [key] = [] }) => (key ? [String(key.value)] : []));
}

/** @param behind what is put behind a name, as a snippet */
function itemOf(
  found: Parameters<typeof suggestionItem>[0],
  range: vscode.Range,
  behind: string | undefined,
): vscode.CompletionItem {
  const item = suggestionItem(found, range);
  if (behind === undefined) return item;
  const name = JSON.stringify(found.value).replaceAll(/[\\$}]/g, '\\$&');
  item.insertText = new vscode.SnippetString(`${name}: ${behind}`);
  return item;
}
