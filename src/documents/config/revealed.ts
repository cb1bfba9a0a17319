import * as vscode from 'vscode';
import { allTabs, urisOf } from '../../ui/tabs.ts';

/** Every secret of a document. */
const all = Symbol('all');

/** Which secrets of which documents somebody has asked to see: until no tab shows them, and never beyond this window. */
const revealed = new Map<string, Set<string | typeof all>>();
let following: vscode.Disposable | undefined;

/** Lets the document show a secret, or all of them, from the next time on that it is read. */
export function reveal(uri: vscode.Uri, key: string | undefined): void {
  const keys = revealed.get(uri.toString()) ?? new Set();
  revealed.set(uri.toString(), keys.add(key ?? all));
  following ??= vscode.window.tabGroups.onDidChangeTabs(forgetClosed);
}

export function isRevealed(uri: vscode.Uri, key: string): boolean {
  const keys = revealed.get(uri.toString());
  return keys !== undefined && (keys.has(all) || keys.has(key));
}

function forgetClosed(): void {
  const open = new Set(allTabs().flatMap(urisOf).map(String));
  for (const key of revealed.keys()) if (!open.has(key)) revealed.delete(key);
  if (revealed.size > 0) return;
  following?.dispose();
  following = undefined;
}
