import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import { isOutOfReach } from '../../servers/reach.ts';
import { readPictured } from '../../servers/userReads.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';
import { userCard } from '../../ui/userCard.ts';
import type { UserSubject } from '../../subjects/subject.ts';

/** For what a tooltip waits beside the user (milliseconds). */
const patienceMs = 3000;

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
  const [pictured, secondFactor] = await Promise.all([
    server.call(client => readPictured(client, id, signal)),
    secondFactorOn(server, id, signal),
  ]);
  return userCard({ ...pictured, secondFactor }).build();
}

async function secondFactorOn(server: Server, id: string, signal: AbortSignal): Promise<string> {
  const [{ secondFactorOf }, { secondFactorText }] = await Promise.all([
    import('../../servers/secondFactors.ts'),
    import('../../model/secondFactor.ts'),
  ]);
  const patience = AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]);
  return secondFactorText(await secondFactorOf(server, id, patience));
}
