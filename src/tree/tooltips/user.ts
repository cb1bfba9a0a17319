import type * as vscode from 'vscode';
import { readPictured, userCard } from '../../ui/userCard.ts';
import type { UserSubject } from '../subject.ts';

/** Who this is, read when first shown: rows know less, and it may have changed. */
export async function userTooltip(
  { server, id }: UserSubject,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  return userCard(await server.call(client => readPictured(client, id, signal))).build();
}
