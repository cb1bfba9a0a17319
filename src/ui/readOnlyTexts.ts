import * as vscode from 'vscode';

const scheme = 'nextcloud-admin-text';

/** Texts in memory that VS Code shows as read-only documents: both sides of a comparison. */
export class ReadOnlyTexts {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? '',
  });
  readonly #closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => {
    if (uri.scheme === scheme) this.#texts.delete(uri.path);
  });

  /** The document `<name>.json` in a folder of its own, with this text from now on. */
  uri(folder: string, name: string, text: string): vscode.Uri {
    const path = `/${folder}/${name}.json`;
    this.#texts.set(path, text);
    const uri = vscode.Uri.from({ scheme, path });
    this.#changed.fire(uri);
    return uri;
  }

  dispose(): void {
    this.#closing.dispose();
    this.#registration.dispose();
    this.#changed.dispose();
  }
}
