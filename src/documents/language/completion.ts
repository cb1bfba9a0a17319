import { getLocation } from 'jsonc-parser';
import type { Location } from 'jsonc-parser';
import * as vscode from 'vscode';
import { codeName, languages } from '../../model/languages.ts';
import { scheme } from '../../servers/uris.ts';
import { abortSignal } from '../../ui/progress.ts';
import type { SearchSource, Suggestion } from '../../webview/protocol.ts';
import { searchServer } from '../forms/search.ts';
import type { DocumentStore, Place } from '../store.ts';

type Find = (place: Place, query: string, signal: AbortSignal) => Promise<Suggestion[]>;

const onServer =
  (source: SearchSource): Find =>
  ({ server }, query, signal) =>
    searchServer(server, source, query, signal);

const fixed = (suggestions: () => Suggestion[]): Find => {
  return () => Promise.resolve(suggestions());
};

const codes = fixed(() =>
  languages.map(code => ({ value: code, label: code, detail: codeName(code, vscode.env.language) })),
);

/** What can be suggested for a field's value, by kind of object and field; the schema itself suggests the rest. */
const finders: Record<Place['target']['kind'], Partial<Record<string, Find>>> = {
  user: {
    groups: onServer('groups'),
    subadmin: onServer('groups'),
    manager: onServer('users'),
    language: codes,
    locale: codes,
    timezone: fixed(() => Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone }))),
  },
  group: { members: onServer('users'), subadmins: onServer('users') },
  apps: {
    enabled: async ({ server }, _query, signal) =>
      (await server.call(client => client.apps.list(undefined, { signal }))).map(id => ({
        value: id,
        label: id,
      })),
  },
};

/** Suggests what exists on the server, in the JSON text of a document. */
export function registerCompletion(store: DocumentStore): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { scheme, language: 'json' },
    {
      async provideCompletionItems(document, position, token) {
        const place = store.place(document.uri);
        const location = getLocation(document.getText(), document.offsetAt(position));
        const find = location.isAtPropertyKey
          ? undefined
          : finders[place.target.kind][String(location.path[0])];
        if (!find) return undefined;
        const { range, query } = valueAt(document, position, location);
        const found = await find(place, query, abortSignal(token)).catch(() => []);
        // The server searches: what it finds for more letters may be something else.
        return new vscode.CompletionList(
          found.map(suggestion => item(suggestion, range)),
          true,
        );
      },
    },
    '"',
  );
}

/** The text that a suggestion replaces, and what of it was typed before the caret. */
function valueAt(document: vscode.TextDocument, position: vscode.Position, { previousNode }: Location) {
  if (previousNode?.type !== 'string') return { range: new vscode.Range(position, position), query: '' };
  const start = document.positionAt(previousNode.offset);
  const range = new vscode.Range(start, document.positionAt(previousNode.offset + previousNode.length));
  return { range, query: document.getText(new vscode.Range(start, position)).replaceAll('"', '') };
}

function item({ value, label, detail }: Suggestion, range: vscode.Range): vscode.CompletionItem {
  const completion = new vscode.CompletionItem(
    detail === undefined ? label : { label, description: detail },
    vscode.CompletionItemKind.Value,
  );
  completion.insertText = JSON.stringify(value);
  completion.filterText = JSON.stringify(`${value} ${label}`);
  completion.range = range;
  return completion;
}
