import * as vscode from 'vscode';
import { runCommand } from '../../ui/commands.ts';
import type { ActionTarget, Changes, Opening } from '../../webview/protocol.ts';
import { editValues } from '../editValues.ts';
import type { CommonAction, OpenForm } from '../kind.ts';
import type { DocumentStore } from '../store.ts';
import { DocumentSession } from './documentSession.ts';
import { FormChannel } from './formChannel.ts';
import { SearchAnswers } from './search.ts';

/** The documents that forms show. */
export interface FormDocuments {
  readonly store: DocumentStore;
  refresh(uri: vscode.Uri): Promise<void>;
}

/** One form in one tab. */
export class FormSession extends DocumentSession implements OpenForm {
  readonly #documents: FormDocuments;
  readonly #channel: FormChannel<object, string>;
  /** What took further requests. VS Code discards hidden forms: shown again, a form gets this without any. */
  #extras: object = {};
  #hasExtras = false;

  constructor(documents: FormDocuments, document: vscode.TextDocument, panel: vscode.WebviewPanel) {
    super(documents.store, document, panel);
    this.#documents = documents;
    const search = this.add(new SearchAnswers(this.place.server));
    this.#channel = new FormChannel<object, string>(panel, {
      ready: () => void this.#start(),
      edit: ({ sequence, changes }) => void this.edit(this.#numbered(sequence, changes)),
      search: async message => this.#channel.post(await search.answer(message)),
      run: ({ action, target }) => void this.#run(action, target),
    });
  }

  readonly update = (extras: object): void => {
    this.#extras = { ...this.#extras, ...extras };
    this.show(extras);
  };

  readonly isVisible = (): boolean => this.panel.visible;

  get onDidChangeVisible(): vscode.Event<unknown> {
    return this.panel.onDidChangeViewState;
  }

  protected override postUpdate(state: object): void {
    this.#channel.post({ type: 'update', state });
  }

  protected override postInit(opening: Opening<object>): void {
    this.#channel.post({ type: 'init', ...opening });
  }

  protected override facts(): object {
    const isGone = this.store.isGone(this.document.uri);
    return { ...this.form.facts(this.place, this.loaded, isGone), ...this.#extras };
  }

  protected override async takePending() {
    const pending = await this.#channel.takePending();
    const isMore = pending && Object.keys(pending.changes).length > 0;
    return isMore ? this.#numbered(pending.sequence, pending.changes) : undefined;
  }

  async #askExtras(): Promise<void> {
    if (this.closed.aborted) return;
    this.#hasExtras = await this.form.extras(this, this.loaded, this.closed).then(
      () => true,
      () => false,
    );
  }

  async #start(): Promise<void> {
    await this.init();
    // After a reload of the window, VS Code restores the form without asking the file system.
    if (!this.loaded) await this.store.load(this.place).catch(() => undefined);
    if (!this.#hasExtras) await this.#askExtras();
  }

  #run(action: string, target: ActionTarget | undefined): unknown {
    const { commands } = this.form;
    const { uri } = this.document;
    const common: Record<CommonAction, () => unknown> = {
      showText: () =>
        vscode.commands.executeCommand('vscode.openWith', uri, 'default', vscode.ViewColumn.Beside),
      refresh: () => Promise.all([this.#documents.refresh(uri), this.#askExtras()]),
      close: () => void this.panel.dispose(),
    };
    const of = target ? { serverId: this.place.server.id, ...target } : uri;
    const own = Object.entries(commands).map(([name, command]) => {
      return [name, () => runCommand(command, of)] as const;
    });
    return new Map<string, () => unknown>([...Object.entries(common), ...own]).get(action)?.();
  }

  #numbered(sequence: number, changes: Changes) {
    return { sequence, apply: () => this.#apply(changes) };
  }

  /** VS Code would accept an edit of a read-only document and then not save it: it must be refused here. */
  async #apply(changes: Changes): Promise<void> {
    const { kind } = this.place;
    if (this.form.keep) return this.form.keep(this.place, changes);
    const isKnown = Object.keys(changes).every(name => kind.hasField(name));
    if (this.readNow() && isKnown && this.readOnly === null) await editValues(this.document, changes);
  }
}
