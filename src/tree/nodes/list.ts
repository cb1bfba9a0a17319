import * as vscode from 'vscode';
import type { NextcloudClient } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import { mostRows, Pages } from '../pages.ts';
import type { Page } from '../pages.ts';
import type { Order } from '../sorting.ts';
import type { Branch, ListSubject } from '../../subjects/subject.ts';
import { MessageNode } from './message.ts';
import { roleWord, TreeNode } from './node.ts';

/** What makes one list of rows different from another. */
export interface ListSpec<T> {
  /** Last part of the node's id and a word of its context value. */
  name: string;
  title: string;
  icon: string;
  /** Words of the context value that tell what the rows are: `users;all;`. */
  words: string;
  expanded?: boolean;
  empty: string;
  orders: readonly Order<T>[];
  key: (row: T) => string;
  page: (client: NextcloudClient, options: Parameters<Page<T>>[0]) => Promise<T[]>;
  /** Whether a row that changed is part of the list; `undefined` leaves that as it was. */
  belongs(row: T): boolean | undefined;
  node(row: T, list: ListNode<T>): RowNode<T>;
}

/** A row of a list, which keeps its place when its data is read anew. */
export type RowNode<T> = TreeNode & { update(row: T): void };

/** A branch whose rows come from the server page by page, filtered by its search, sorted here. */
export class ListNode<T> extends TreeNode implements Branch {
  readonly server: Server;
  readonly spec: ListSpec<T>;
  readonly #nodes = new Map<string, RowNode<T>>();
  #pages: Pages<T>;
  #loading: { done: Promise<void>; abort: AbortController } | undefined;
  #asked = false;
  #failure: unknown;
  #filter = '';
  #order: Order<T> | undefined;

  constructor(parent: TreeNode, server: Server, spec: ListSpec<T>) {
    super(parent.context, `${parent.id}/${spec.name}`, parent);
    this.server = server;
    this.spec = spec;
    this.expanded = spec.expanded ?? false;
    this.#pages = this.#newPages();
  }

  override get subject(): ListSubject {
    return { kind: 'list', server: this.server, id: this.id, branch: this };
  }

  /** Whether it holds rows, or has tried to. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Whether all rows are here. */
  get isComplete(): boolean {
    return this.#pages.end === 'complete';
  }

  get title(): string {
    return this.spec.title;
  }

  get filter(): string {
    return this.#filter;
  }

  get order(): Order<T> | undefined {
    return this.#order;
  }

  item(): vscode.TreeItem {
    const { title, icon, words } = this.spec;
    const item = new vscode.TreeItem(title, this.collapsibleState);
    item.iconPath = new vscode.ThemeIcon(this.#filter ? 'filter-filled' : icon);
    item.description = this.#description();
    item.contextValue = `list;${words}${this.#filter ? 'filtered;' : ''}${roleWord(this.server)}`;
    item.accessibilityInformation = { label: [title, item.description].filter(Boolean).join(', ') };
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    if (!this.#asked) await this.#load();
    return [...this.loaded(), ...this.#tail()];
  }

  override loaded(): readonly TreeNode[] {
    const rows = this.#order
      ? this.#pages.rows.sort((a, b) => this.#order?.compare(a, b) ?? 0)
      : this.#pages.rows;
    return rows.map(row => this.#node(row));
  }

  override free(): void {
    this.#reset();
  }

  /** Asks the server for what matches; '' shows everything again. */
  setFilter(filter: string): void {
    if (filter === this.#filter) return;
    this.#filter = filter;
    this.#reset();
    this.context.refresh(this);
  }

  get orders(): readonly Order<T>[] {
    return this.spec.orders;
  }

  setOrder(id: string | undefined): void {
    this.#order = this.orders.find(order => order.id === id);
    this.context.refresh(this);
  }

  /** The next page, or once more what failed. */
  async loadMore(): Promise<void> {
    await this.#load();
    this.context.refresh(this);
  }

  /** Reads as much as was loaded anew; what was there stays on screen meanwhile. */
  async reload(): Promise<void> {
    if (!this.#asked) return;
    const wanted = this.#pages.size;
    const pages = this.#newPages();
    this.#loading?.abort.abort();
    await this.#run(async signal => {
      do await pages.next({ search: this.#filter, signal });
      while (pages.size < wanted && pages.end === 'more');
      if (pages.end === 'unknown') await pages.probe({ search: this.#filter, signal });
      const before = this.loaded();
      this.#pages = pages;
      for (const row of pages.rows) this.#nodes.get(this.spec.key(row))?.update(row);
      this.#forget(before);
    });
    this.context.refresh(this);
  }

  has(key: string): boolean {
    return this.#pages.get(key) !== undefined;
  }

  /** A row was read anew: it takes its place, comes or goes. */
  accept(row: T): void {
    const key = this.spec.key(row);
    const had = this.has(key);
    // Whether a newcomer matches the filter, or has its place on a later page, only the server knows.
    const wanted = this.spec.belongs(row) ?? had;
    if (had && !wanted) this.drop(key);
    if (!wanted) return;
    if (!had && !(this.#asked && !this.#filter && this.isComplete)) return;
    this.#pages.set(row);
    this.#nodes.get(key)?.update(row);
    this.context.refresh(had ? this.#node(row) : this);
  }

  drop(key: string): void {
    if (!this.has(key)) return;
    const before = this.loaded();
    this.#pages.delete(key);
    this.#forget(before);
    this.context.refresh(this);
  }

  #description(): string {
    const order = this.#order && vscode.l10n.t('by {0}', this.#order.title);
    return [this.#filter && `"${this.#filter}"`, order].filter(Boolean).join(' · ');
  }

  #newPages(): Pages<T> {
    const { page, key } = this.spec;
    return new Pages(options => this.server.call(client => page(client, options)), key);
  }

  #node(row: T): RowNode<T> {
    const key = this.spec.key(row);
    const node = this.#nodes.get(key) ?? this.spec.node(row, this);
    this.#nodes.set(key, node);
    return node;
  }

  /** Lets go of the rows that were there before and are no longer. */
  #forget(before: readonly TreeNode[]): void {
    const now = new Set(this.loaded());
    before.forEach((node, index) => {
      if (now.has(node)) return;
      const next =
        before.slice(index).find(other => now.has(other)) ?? before.findLast(other => now.has(other));
      this.context.gone(node, next ?? this);
    });
    for (const key of this.#nodes.keys()) if (!this.has(key)) this.#nodes.delete(key);
  }

  #reset(): void {
    this.#loading?.abort.abort();
    this.#loading = undefined;
    this.#pages = this.#newPages();
    this.#nodes.clear();
    this.#failure = undefined;
    this.#asked = false;
  }

  #load(): Promise<void> {
    const pages = this.#pages;
    return (
      this.#loading?.done ??
      this.#run(signal => pages.next({ search: this.#filter, signal })).then(() => void this.#probe(pages))
    );
  }

  /** The rows are on screen; whether there are more is found out behind them. */
  async #probe(pages: Pages<T>): Promise<void> {
    if (pages !== this.#pages || pages.end !== 'unknown') return;
    await this.#run(signal => pages.probe({ search: this.#filter, signal }));
    if (pages === this.#pages && !this.isComplete) this.context.refresh(this);
  }

  async #run(task: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const abort = new AbortController();
    const done = this.#settle(task, abort.signal);
    const loading = (this.#loading = { done, abort });
    await done;
    if (this.#loading === loading) this.#loading = undefined;
  }

  async #settle(task: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    try {
      await task(signal);
      this.#asked = true;
      this.#failure = undefined;
    } catch (error) {
      if (signal.aborted || isCancelled(error)) return;
      this.#asked = true;
      this.#failure = error;
    }
  }

  /** The last row, if there is something to say. */
  #tail(): MessageNode[] {
    const row = this.#message();
    return row ? [new MessageNode(this, ...row)] : [];
  }

  #message(): [name: string, row: ConstructorParameters<typeof MessageNode>[2]] | undefined {
    if (this.#failure !== undefined) return ['failed', this.#failedRow(inWords(this.#failure))];
    if (this.#pages.end === 'more') return this.#asked ? ['more', this.#moreRow()] : undefined;
    if (this.#pages.end === 'full') {
      const text = vscode.l10n.t('The first {0} are shown: narrow the filter', mostRows);
      return ['full', { text, icon: new vscode.ThemeIcon('filter'), click: 'filterList' }];
    }
    if (this.#pages.size > 0) return undefined;
    const text = this.#filter ? vscode.l10n.t('Nothing matches "{0}"', this.#filter) : this.spec.empty;
    return ['empty', { text, icon: new vscode.ThemeIcon('info') }];
  }

  #failedRow(words: string): ConstructorParameters<typeof MessageNode>[2] {
    return {
      text: vscode.l10n.t('Retry'),
      description: words,
      icon: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
      click: 'loadMore',
    };
  }

  #moreRow(): ConstructorParameters<typeof MessageNode>[2] {
    const text = vscode.l10n.t('Load more');
    const description = vscode.l10n.t('{0} shown', this.#pages.size);
    return { text, description, icon: new vscode.ThemeIcon('ellipsis'), click: 'loadMore' };
  }
}
