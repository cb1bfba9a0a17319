import * as vscode from 'vscode';
import { FormChannel } from '../../documents/forms/formChannel.ts';
import { showPage } from '../../documents/forms/page.ts';
import { Disposables } from '../../ui/disposables.ts';
import { tabIcon } from '../../ui/tabIcon.ts';
import type { ImportAction, ImportChanges, ImportState } from '../../webview/import/protocol.ts';

interface FormEvents {
  state(): ImportState;
  edit(changes: ImportChanges): void;
  run(action: ImportAction): void;
  shown(): void;
  closed(): void;
}

/** The form of an import, beside its text. */
export class ImportForm extends Disposables {
  readonly #events: FormEvents;
  readonly #channel: FormChannel<ImportState, ImportAction>;

  constructor(extension: vscode.Uri, name: string, events: FormEvents) {
    super();
    this.#events = events;
    const title = vscode.l10n.t('Import of {0}', name);
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = this.add(
      vscode.window.createWebviewPanel('nextcloudAdmin.import', title, place, { enableFindWidget: true }),
    );
    panel.iconPath = tabIcon(extension);
    this.#channel = new FormChannel<ImportState, ImportAction>(panel, {
      ready: () => this.#channel.init(events.state()),
      edit: ({ changes }) => events.edit(changes),
      run: ({ action }) => events.run(action),
      search: () => undefined,
    });
    panel.onDidChangeViewState(() => panel.visible && events.shown());
    panel.onDidDispose(() => events.closed());
    showPage(panel.webview, extension, 'import', title);
  }

  update(): void {
    this.#channel.post({ type: 'update', state: this.#events.state() });
  }
}
