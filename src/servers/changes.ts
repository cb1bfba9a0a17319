import * as vscode from 'vscode';

/** What was written on a server: one object or, in the plural, an unknown number of them. */
export type Change =
  | { kind: 'user'; userId: string }
  | { kind: 'users' }
  | { kind: 'group'; groupId: string }
  | { kind: 'groups' }
  | { kind: 'app'; appId: string }
  | { kind: 'apps' }
  /** The configuration of an app. */
  | { kind: 'config'; appId: string };

/** What is written on one server: writers announce it here, views listen. */
export class ChangeFeed {
  readonly #emitter = new vscode.EventEmitter<Change>();
  readonly onDidChange = this.#emitter.event;

  fire(...changes: Change[]): void {
    for (const change of changes) this.#emitter.fire(change);
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}
