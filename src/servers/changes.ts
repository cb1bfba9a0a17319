import * as vscode from 'vscode';

/** What was written on a server: one object, or (plural) nobody knows how many. */
export type Change =
  | { kind: 'user'; userId: string }
  | { kind: 'users' }
  | { kind: 'group'; groupId: string }
  | { kind: 'groups' }
  | { kind: 'app'; appId: string }
  | { kind: 'apps' };

/** Who wrote tells here; whoever shows something listens. */
export class Changes {
  readonly #emitter = new vscode.EventEmitter<Change>();
  readonly onDidChange = this.#emitter.event;

  fire(...changes: Change[]): void {
    for (const change of changes) this.#emitter.fire(change);
  }

  dispose(): void {
    this.#emitter.dispose();
  }
}
