import * as vscode from 'vscode';
import type { GroupInfo, NextcloudClient, UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { isCancelled } from '../../ui/messages.ts';
import { Pages, type Page } from '../pages.ts';
import type { Order } from '../sorting.ts';
import type { CommandId } from '../../ui/commands.ts';
import type { Branch, ListSubject } from '../../subjects/subject.ts';
import type { ListedApp } from './listedApp.ts';
import { MessageNode } from './message.ts';
import { roleWord, TreeNode } from './node.ts';
import { tailOf } from './tail.ts';

/** What the rows of lists are made from. */
export interface Rows {
  users: UserInfo;
  groups: GroupInfo;
  apps: ListedApp;
}

export type RowKind = keyof Rows;

/** Everything by which one list differs from another. */
export interface ListSpec<T> {
  /** Part of the node's ID and of its context value. */
  name: string;
  rows: RowKind;
  title: string;
  icon: string;
  expanded?: boolean;
  empty: string;
  /** What a click on the row that says so does. */
  whenEmpty?: CommandId;
  orders: readonly Order<T>[];
  key: (row: T) => string;
  page: (client: NextcloudClient, options: Parameters<Page<T>>[0]) => Promise<T[]>;
  /** Whether a changed row belongs to the list; `undefined` means: no change. */
  belongs(row: T): boolean | undefined;
  /** How many rows there are, where the server tells before all of them are loaded. */
  count?(): number | undefined;
  node(row: T, list: ListNode<T>): RowNode<T>;
}

/** A row of a list. It stays in place when its data is read again. */
export type RowNode<T> = TreeNode & { update(row: T): void };

/** A branch whose rows are loaded from the server page by page, filtered by the server's search and sorted here. */
export class ListNode<T> extends TreeNode implements Branch {
  readonly server: Server;
  readonly spec: ListSpec<T>;
  readonly #nodes = new Map<string, RowNode<T>>();
  #pages: Pages<T>;
  #loading: { done: Promise<void>; abort: AbortController } | undefined;
  #asked = false;
  #failure: unknown;
  #filter = '';
  /** What the row said when it was drawn last. */
  #said = '';
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

  /** Whether it has loaded rows, or failed to. */
  get asked(): boolean {
    return this.#asked;
  }

  /** Whether all rows are loaded. */
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
    const { title, icon, name, rows } = this.spec;
    const item = new vscode.TreeItem(title, this.collapsibleState);
    item.iconPath = new vscode.ThemeIcon(this.#filter ? 'filter-filled' : icon);
    item.description = this.#said = this.#description();
    const words = new Set(['list', rows, name, ...(this.#filter ? ['filtered'] : [])]);
    item.contextValue = `${[...words].join(';')};${roleWord(this.server)}`;
    item.accessibilityInformation = { label: [title, item.description].filter(Boolean).join(', ') };
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    if (!this.#asked) await this.#load();
    this.#tellCount();
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

  /** Searches on the server; '' shows all rows again. */
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

  /** Loads the next page, or retries the one that failed. */
  async loadMore(): Promise<void> {
    await this.#load();
    this.context.refresh(this);
  }

  /** Loads as many rows as were loaded before. The old ones stay on screen in the meantime. */
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

  /** Takes a row that was read again: updates, adds or drops it. */
  accept(row: T): void {
    const key = this.spec.key(row);
    const had = this.has(key);
    // Only the server knows whether a new row matches the filter or belongs on a later page.
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
    const order = this.#order && vscode.l10n.t('sorted by {0}', this.#order.title);
    return [this.#filter && `“${this.#filter}”`, this.#count(), order].filter(Boolean).join(' · ');
  }

  /** As far as known: servers do not tell how many rows there are before the last one. */
  #count(): string {
    const count = this.isComplete ? this.#pages.size : this.#asked ? this.spec.count?.() : undefined;
    return count ? count.toLocaleString(vscode.env.language) : '';
  }

  /** Draws the row again, if it says something else by now. */
  #tellCount(): void {
    if (this.#description() !== this.#said) this.context.refresh(this);
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

  /** Drops the nodes of rows that are gone, and reports each with the row that takes its place. */
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

  /** With the rows on screen already, finds out whether there are more. */
  async #probe(pages: Pages<T>): Promise<void> {
    if (pages !== this.#pages || pages.end !== 'unknown') return;
    await this.#run(signal => pages.probe({ search: this.#filter, signal }));
    if (pages === this.#pages && !(this.isComplete && this.#description() === this.#said))
      this.context.refresh(this);
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

  #tail(): MessageNode[] {
    const row = tailOf({
      asked: this.#asked,
      failure: this.#failure,
      end: this.#pages.end,
      size: this.#pages.size,
      filter: this.#filter,
      empty: this.spec.empty,
      whenEmpty: this.spec.whenEmpty,
    });
    return row ? [new MessageNode(this, ...row)] : [];
  }
}

/** Whether a node is a list of such rows. */
export function isListOf<K extends RowKind>(node: TreeNode, rows: K): node is ListNode<Rows[K]> {
  return node instanceof ListNode && node.spec.rows === rows;
}
