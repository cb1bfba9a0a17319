import * as vscode from 'vscode';
import { generatePassword } from '../../model/passwordPolicy.ts';
import { delimiters } from '../../model/tables/csv.ts';
import { encodings } from '../../model/tables/encoding.ts';
import { shortened } from '../../model/tables/findings.ts';
import { meanings } from '../../model/tables/headers.ts';
import type { ImportReading } from '../../model/tables/importing.ts';
import { readImport, standardSettings, withPasswords } from '../../model/tables/importing.ts';
import type { ImportSettings } from '../../model/tables/importTypes.ts';
import type { Mapping, RememberedMappings } from '../../model/tables/mapping.ts';
import { changeMapping, rememberMapping } from '../../model/tables/mapping.ts';
import { previewOf } from '../../model/tables/preview.ts';
import { limits } from '../../model/tables/table.ts';
import type { Server } from '../../servers/server.ts';
import { Disposables } from '../../ui/disposables.ts';
import type { ImportAction, ImportChanges, ImportState } from '../../webview/import/protocol.ts';
import type { ActionContext } from '../engine/context.ts';
import { planAndOpen } from '../plans/planned.ts';
import { ImportForm } from './form.ts';
import { allTabs, uriOf } from '../../ui/tabs.ts';
import type { KnownOnServer } from './known.ts';
import { loadKnown } from './known.ts';
import { Marks } from './marks.ts';
import type { Source } from './source.ts';
import { decodeAgain } from './source.ts';

/** In the global state: what the columns of earlier imports meant. Holds headers, never values. */
const mappingsKey = 'importMappings';

/** Typing is followed when it pauses. */
const pauseMs = 300;

/** VS Code closes a document and opens it again when its language changes. */
const reopenedMs = 100;

/** One import: a text, what is understood of it, and the form. Ends when either of them is closed. */
export class ImportSession extends Disposables {
  readonly #context: ActionContext;
  readonly #server: Server;
  readonly #source: Source;
  readonly #marks: Marks;
  readonly #form: ImportForm;
  readonly #firstVersion: number;
  #known: KnownOnServer;
  #isOutdated = false;
  #settings: ImportSettings = standardSettings;
  #chosen: Mapping | undefined;
  #reading: ImportReading;
  #version: number;
  #busy = false;
  /** Of the plan that was made of this text last. */
  #unchanged: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(context: ActionContext, server: Server, source: Source, known: KnownOnServer) {
    super();
    this.#context = context;
    this.#server = server;
    this.#source = source;
    this.#known = known;
    const { document } = source;
    this.#firstVersion = this.#version = document.version;
    this.#reading = this.#read();
    this.#marks = this.add(new Marks(document, () => this.#follow()));
    this.#form = this.add(
      new ImportForm(context.context.extensionUri, source.name, {
        state: () => this.state,
        edit: changes => void this.#attempt(() => this.edit(changes)),
        run: action => void this.#attempt(() => this.#actions[action]()),
        shown: () => this.#isOutdated && void this.#attempt(() => this.#refresh()),
        closed: () => this.dispose(),
      }),
    );
    this.add(
      vscode.workspace.onDidChangeTextDocument(change => change.document === document && this.#wait()),
    );
    // VS Code may hold a document for minutes after its tab was closed.
    this.add(
      vscode.window.tabGroups.onDidChangeTabs(({ closed }) => closed.some(this.#shows) && this.#closed()),
    );
    this.add(server.changes.onDidChange(() => (this.#isOutdated = true)));
    this.add({ dispose: () => clearTimeout(this.#timer) });
    this.#marks.show(this.#reading.findings);
  }

  /** Groups that the plan creates, whatever else it does with missing ones. */
  addGroups(groups: readonly string[]): void {
    this.#set({ newGroups: [...new Set([...this.#settings.newGroups, ...groups])] });
  }

  #read(): ImportReading {
    const { globalState } = this.#context.context;
    const remembered = globalState.get<RememberedMappings>(mappingsKey, {});
    const { document, lost } = this.#source;
    const reading = readImport(document.getText(), this.#settings, this.#known, {
      chosen: this.#chosen,
      remembered,
    });
    // Whoever edits a text goes on with what VS Code made of it.
    if (document.version === this.#firstVersion) reading.findings.unshift(...lost);
    return reading;
  }

  #show(): void {
    this.#version = this.#source.document.version;
    this.#unchanged = undefined;
    this.#reading = this.#read();
    this.#marks.show(this.#reading.findings);
    this.#form.update();
  }

  /** Catches up with the text. */
  #follow(): void {
    clearTimeout(this.#timer);
    if (this.#version !== this.#source.document.version) this.#show();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#follow(), pauseMs);
  }

  readonly #shows = (tab: vscode.Tab): boolean =>
    uriOf(tab)?.toString() === this.#source.document.uri.toString();

  #closed(): void {
    setTimeout(() => {
      if (!allTabs().some(this.#shows)) this.dispose();
    }, reopenedMs);
  }

  #set(settings: Partial<ImportSettings>): void {
    this.#settings = { ...this.#settings, ...settings };
    this.#show();
  }

  /** What the form shows. */
  get state(): ImportState {
    const { read, mapping, counts, blocked } = this.#reading;
    return {
      server: this.#server.label,
      file: this.#source.name,
      format: read.format,
      encoding: this.#source.file?.encoding ?? null,
      delimiter: read.delimiter ?? null,
      columns: mapping
        .slice(0, limits.columns)
        .map(({ header, meaning }) => ({ header: shortened(header), meaning })),
      preview: previewOf(this.#reading),
      counts: { ...counts, ...(this.#unchanged !== undefined && { unchanged: this.#unchanged }) },
      settings: this.#settings,
      blocked: blocked ?? (counts.rows === counts.leftOut ? vscode.l10n.t('No row can be imported.') : null),
      busy: this.#busy,
    };
  }

  /** Values from the form are looked up among those that there are. */
  async edit({
    encoding,
    delimiter,
    createUsers,
    createGroups,
    firstSignIn,
    ...columns
  }: ImportChanges): Promise<void> {
    const newEncoding = encodings.find(one => one === encoding);
    const newDelimiter = delimiters.find(one => one === delimiter);
    if (newEncoding) await decodeAgain(this.#source, newEncoding);
    for (const [name, value] of Object.entries(columns))
      await this.#map(Number(name.replace('column:', '')), String(value));
    this.#set({
      ...(newDelimiter && { delimiter: newDelimiter }),
      ...(typeof createUsers === 'boolean' && { createUsers }),
      ...(typeof createGroups === 'boolean' && { createGroups }),
      ...((firstSignIn === 'invitation' || firstSignIn === 'password') && { firstSignIn }),
    });
  }

  async #map(column: number, value: string): Promise<void> {
    const meaning = meanings.find(one => one === value) ?? null;
    this.#chosen = changeMapping(this.#reading.mapping, column, meaning);
    const { globalState } = this.#context.context;
    const remembered = globalState.get<RememberedMappings>(mappingsKey, {});
    await globalState.update(mappingsKey, rememberMapping(remembered, this.#chosen));
  }

  readonly #actions: Record<ImportAction, () => unknown> = {
    showPlan: () => this.showPlan(),
    showProblems: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
    showText: () => vscode.window.showTextDocument(this.#source.document, vscode.ViewColumn.One),
    refresh: () => this.#refresh(),
  };

  async #refresh(): Promise<void> {
    this.#isOutdated = false;
    this.#known = await loadKnown(this.#server);
    this.#show();
  }

  /** Plans all rows without an error; asks first where there are others. */
  async showPlan(): Promise<void> {
    this.#follow();
    if (this.#busy || this.state.blocked !== null || !(await this.#consents())) return;
    const { createUsers, createGroups, newGroups } = this.#settings;
    const { users, passwords } = withPasswords(this.#reading, this.#settings, this.#known, () =>
      generatePassword(this.#known.policy),
    );
    this.#setBusy(true);
    try {
      const { unchanged = 0 } = await planAndOpen(
        this.#context,
        this.#server,
        vscode.l10n.t('Import of {0}', this.#source.name),
        users.map(user => ({ ...user, source: this.#lineOf(user.source) })),
        { createUsers, createGroups: createGroups || newGroups, passwords },
      );
      this.#unchanged = unchanged;
    } finally {
      this.#setBusy(false);
    }
  }

  /** The line of a row, from 1 on. */
  #lineOf(row: number): number {
    return (this.#reading.read.table?.place(row).line ?? row) + 1;
  }

  async #consents(): Promise<boolean> {
    const { leftOut, rows } = this.#reading.counts;
    if (leftOut === 0) return true;
    return this.#context.ask.confirm(
      vscode.l10n.t('Rows with errors: {0} of {1}', leftOut, rows),
      vscode.l10n.t('These rows are left out of the plan. The Problems panel names them.'),
      vscode.l10n.t('Leave Out'),
    );
  }

  #setBusy(busy: boolean): void {
    this.#busy = busy;
    this.#form.update();
  }

  async #attempt(task: () => unknown): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#context.messages.error(error, vscode.l10n.t('Import Users'));
      this.#form.update();
    }
  }
}
