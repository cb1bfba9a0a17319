import * as vscode from 'vscode';
import { accountFieldTypes } from '../../model/account.ts';
import { parseTable } from '../../model/table/document.ts';
import { applyPatch } from '../../model/table/edits.ts';
import type { TablePatch, TableView } from '../../model/table/types.ts';
import { needsColumn } from '../../model/table/views.ts';
import { forgetSecondFactors } from '../../servers/secondFactors.ts';
import type { Server } from '../../servers/server.ts';
import { runCommand } from '../../ui/commands.ts';
import type { Handlers, Opening, ToForm } from '../../webview/protocol.ts';
import type { FromTable, TableReading, TableState, ToTable } from '../../webview/table/protocol.ts';
import { serversOf } from '../../servers/uris.ts';
import { DocumentSession } from '../forms/documentSession.ts';
import { PageChannel } from '../forms/pageChannel.ts';
import type { OwnMessage } from '../forms/pageChannel.ts';
import { SearchAnswers } from '../forms/search.ts';
import { replaceTable } from './edits.ts';
import { TableFollower } from './follower.ts';
import { groupOf } from './kind.ts';
import { TableReader } from './reader.ts';
import { refusedCells } from './refusals.ts';
import { runOnRows } from './rowActions.ts';
import { SecondFactorReader } from './secondFactors.ts';
import { tableServer } from './servers.ts';
import type { TableServices } from './services.ts';
import { TableViews } from './views.ts';

type Message = OwnMessage<FromTable>;

const handle = <Type extends Message['type']>(
  handlers: Handlers<Message>,
  type: Type,
  message: Extract<Message, { type: Type }>,
): unknown => handlers[type](message);

/** How the page moves the reading. */
const moves: Record<Extract<FromTable, { type: 'reading' }>['what'], (reader: TableReader) => unknown> = {
  pause: reader => reader.pause(),
  resume: reader => reader.resume(),
  stop: reader => reader.stop(),
  reload: reader => reader.start(),
};

/** One table in one tab: streams the rows to the page, and writes its edits into the document. */
export class TableSession extends DocumentSession {
  readonly #services: TableServices;
  readonly #channel: PageChannel<FromTable, ToTable | ToForm<object>>;
  readonly #readers: readonly TableReader[];
  readonly #factors: readonly SecondFactorReader[];
  readonly #views: TableViews;
  readonly #group: string | null;
  #groupNames: Record<string, string> = {};

  constructor(services: TableServices, document: vscode.TextDocument, panel: vscode.WebviewPanel) {
    super(services.store, document, panel);
    this.#services = services;
    this.#group = groupOf(this.place);
    const servers = serversOf(this.place.target).flatMap(id => services.servers.get(id) ?? []);
    this.#views = this.add(
      new TableViews(services, this.place.key, servers.length === 1, () =>
        this.show({ views: this.#views.named }),
      ),
    );
    const sources = servers.map(server => this.#source(server));
    this.#readers = sources.map(({ reader }) => reader);
    this.#factors = sources.map(({ factors }) => factors);
    for (const reader of this.#readers) this.add(new TableFollower(reader, this.#group));
    const searches = new Map(servers.map(server => [server.id, this.add(new SearchAnswers(server))]));
    const handlers: Handlers<Message> = {
      ready: () => void this.#start(),
      edit: ({ sequence, edits }) => void this.edit(this.#numbered(sequence, edits)),
      search: async message => {
        const answer = await searches.get(message.serverId)?.answer(message);
        if (answer) this.#channel.post(answer);
      },
      reading: ({ what }) => {
        if (what === 'reload') servers.forEach(server => forgetSecondFactors(server));
        this.#readers.forEach(reader => void moves[what](reader));
      },
      secondFactors: ({ what }) => this.#factors.forEach(factors => factors[what]()),
      view: ({ view }) => this.#remember(view),
      saveView: ({ view }) => void this.#views.save(view),
      removeView: ({ name }) => void this.#views.remove(name),
      run: ({ action, rows }) => void runOnRows(services.rowActions(), action, rows),
      export: table => void runCommand('exportTable', { ...table, serverId: this.place.server.id }),
      copy: ({ text }) => void vscode.env.clipboard.writeText(text),
    };
    this.#channel = new PageChannel<FromTable, ToTable | ToForm<object>>(panel, message =>
      handle(handlers, message.type, message),
    );
    this.add(
      panel.onDidChangeViewState(() =>
        [...this.#readers, ...this.#factors].forEach(reader => reader.setVisible(panel.visible)),
      ),
    );
  }

  protected override postUpdate(state: object): void {
    this.#channel.post({ type: 'update', state });
  }

  protected override postInit(opening: Opening<object>): void {
    this.#channel.post({ type: 'init', ...opening });
  }

  protected override facts(): Omit<
    TableState,
    'document' | 'base' | 'fault' | 'applied' | 'readOnly' | 'problems' | 'refused'
  > {
    const isAlone = this.#readers.length === 1;
    return {
      group: this.#group,
      servers: this.#readers.map(({ server }) => tableServer(server, isAlone)),
      actions: [...this.#services.rowActions()],
      readings: this.#readings(),
      secondFactors: this.#secondFactors(),
      groupNames: this.#groupNames,
      view: this.#views.view,
      views: this.#views.named,
    };
  }

  protected override refusals(
    refused: ReadonlyMap<string, string>,
  ): Pick<TableState, 'problems' | 'refused'> {
    return { problems: {}, refused: refusedCells(refused) };
  }

  protected override async takePending() {
    const pending = await this.#channel.takePending();
    const isMore = pending && Object.keys(pending.edits).length > 0;
    return isMore ? this.#numbered(pending.sequence, pending.edits) : undefined;
  }

  /** Also after VS Code has moved the tab and loaded the page anew, which has no rows then. */
  async #start(): Promise<void> {
    await this.init();
    this.#wantSecondFactors();
    await Promise.all(this.#readers.map(reader => Promise.all([reader.start(), this.#learn(reader)])));
  }

  /** What takes requests of its own: the columns of the server, and the names of its groups. */
  async #learn(reader: TableReader): Promise<void> {
    const { server } = reader;
    try {
      await server.connect();
      this.show({ servers: this.facts().servers });
      const groups = await server.call(client => client.groups.listDetails({ signal: this.closed }));
      const names = groups.filter(({ id, displayName }) => displayName && displayName !== id);
      this.#groupNames = {
        ...this.#groupNames,
        ...Object.fromEntries(names.map(({ id, displayName = '' }) => [id, displayName])),
      };
      this.show({ groupNames: this.#groupNames });
      reader.expect(groups.find(({ id }) => id === this.#group)?.userCount);
    } catch {
      // The reading of the rows says what is wrong.
    }
  }

  /** The page has it already. */
  #remember(view: TableView): void {
    this.noteTold({ view });
    void this.#views.remember(view);
    this.#wantSecondFactors();
  }

  /** The readers of one server. Second factors are asked for when the rows are there. */
  #source(server: Server): { reader: TableReader; factors: SecondFactorReader } {
    const reader: TableReader = new TableReader(server, this.#group, {
      post: message => {
        this.#channel.post(message);
        factors.follow(message);
      },
      told: () => this.show({ readings: this.#readings() }),
    });
    const factors = new SecondFactorReader(server, () => reader.ids, {
      post: message => this.#channel.post(message),
      told: () => this.show({ secondFactors: this.#secondFactors() }),
    });
    return { reader: this.add(reader), factors: this.add(factors) };
  }

  #wantSecondFactors(): void {
    const isNeeded = needsColumn(this.#views.view, 'secondFactor');
    for (const factors of this.#factors) factors.want(isNeeded);
  }

  #secondFactors(): TableReading[] {
    return this.#factors.flatMap(({ reading }) => reading ?? []);
  }

  #readings(): TableReading[] {
    return this.#readers.map(({ reading }) => reading);
  }

  #numbered(sequence: number, edits: TablePatch) {
    return { sequence, apply: () => this.#apply(edits) };
  }

  /** One step of undo. */
  async #apply(edits: TablePatch): Promise<void> {
    const read = parseTable(this.document.getText());
    const isKnown = Object.values(edits).every(row =>
      Object.keys(row).every(name => accountFieldTypes.has(name)),
    );
    if ('document' in read && isKnown) await replaceTable(this.document, applyPatch(read.document, edits));
  }
}
