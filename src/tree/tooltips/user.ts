import * as vscode from 'vscode';
import { isOutOfReach } from '../../servers/reach.ts';
import { readPictured } from '../../servers/userReads.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';
import { userCard } from '../../ui/userCard.ts';
import type { UserSubject } from '../../subjects/subject.ts';

/** The user's card, read when first shown: rows know less, and the user may have changed. */
export async function userTooltip(
  { server, id, info }: UserSubject,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  if (isOutOfReach(server.role, info))
    return new MarkdownBuilder()
      .strong(id)
      .paragraph()
      .text(vscode.l10n.t('Only an administrator can see and change administrators.'))
      .build();
  if (info?.problem !== undefined)
    return new MarkdownBuilder().strong(id).paragraph().text(info.problem).build();
  return userCard(await server.call(client => readPictured(client, id, signal))).build();
}
