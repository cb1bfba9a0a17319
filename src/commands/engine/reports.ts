import * as vscode from 'vscode';

const scheme = 'nextcloud-admin-report';

/** Reports that stay readable in a session. */
const most = 20;

/** Shows what a run did to each subject, as a text that is not saved anywhere. */
export class Reports implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.path) ?? vscode.l10n.t('This report is no longer available.');
  }

  async show(title: string, text: string): Promise<void> {
    const path = `/${Date.now()} ${title.replaceAll(/[/\\?%#]/g, ' ')}.txt`;
    this.#texts.set(path, text);
    for (const old of [...this.#texts.keys()].slice(0, -most)) this.#texts.delete(old);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path }));
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
  }
}
