import * as vscode from 'vscode';
import { pickServer } from '../../servers/pickServer.ts';
import type { ServerSubject, UserSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import { done, type Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { askSnapshotFolder } from '../keep/snapshotFolder.ts';
import { askOther } from '../users/askOther.ts';
import { showComparison } from './comparePage.ts';

/** Asks what a server is compared with: another one, or a snapshot, which then is on the left. */
export async function compareServer(
  context: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { server } = subject;
  const title = commandTitles.compareServer;
  const toServer: Step = async next => {
    const other = await pickServer(context, context.ask, { ...next, title, except: server });
    if (typeof other !== 'object') return other;
    await showComparison(context, {
      left: { kind: 'server', server },
      right: { kind: 'server', server: other },
    });
    return done;
  };
  const toSnapshot: Step = async next => {
    const folder = await askSnapshotFolder(context, {
      ...next,
      title,
      placeholder: vscode.l10n.t('Select the folder of the snapshot'),
      servers: [server, ...context.servers.all().filter(one => one !== server)],
      isThere: true,
    });
    if (typeof folder !== 'string') return folder;
    await showComparison(context, { left: { kind: 'snapshot', folder }, right: { kind: 'server', server } });
    return done;
  };
  if (context.servers.all().length === 1) return toSnapshot(position);
  return context.ask.pick<Step>({
    ...position,
    title,
    placeholder: vscode.l10n.t('What is {0} compared with?', server.label),
    choices: [
      {
        label: vscode.l10n.t('Another Server…'),
        description: vscode.l10n.t('users, groups, apps, and chosen settings'),
        iconPath: new vscode.ThemeIcon('server'),
        value: toServer,
      },
      {
        label: vscode.l10n.t('A Snapshot…'),
        description: vscode.l10n.t('what has changed since it was saved'),
        iconPath: new vscode.ThemeIcon('device-camera'),
        value: toSnapshot,
      },
    ],
  });
}

/** Asks for another user, or the same one on another server, and shows what can be copied from one to the other. */
export const copyUserDifferences = (
  context: ActionContext,
  subjects: UserSubject[],
  position: Position,
): Promise<Outcome> =>
  askOther(context, subjects, position, (subject, server, id) =>
    showComparison(context, {
      left: { kind: 'user', server: subject.server, id: subject.id },
      right: { kind: 'user', server, id },
    }),
  );
