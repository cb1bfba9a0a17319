import * as vscode from 'vscode';
import { reveal } from '../../documents/config/revealed.ts';
import { snapshotUri } from '../../documents/snapshots.ts';
import { hidden, parseConfig } from '../../model/config/document.ts';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import { configUri, parseUri } from '../../servers/uris.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { plainLine } from '../../ui/plain.ts';
import type { Position } from '../../ui/prompts.ts';
import { done } from '../../ui/steps.ts';
import { openDocument } from '../../ui/tabs.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';

/** The apps with a configuration, installed or not. */
export async function findConfigured(server: Server, search: string) {
  const ids = await server.call(client => client.appConfig.apps());
  return ids
    .filter(id => id.toLowerCase().includes(search.toLowerCase()))
    .sort()
    .map(id => ({ label: id, iconPath: new vscode.ThemeIcon('settings'), value: { id } }));
}

export async function openConfig({ open }: ActionContext, [subject]: AppSubject[]): Promise<Outcome> {
  if (subject) await open(configUri(subject.server.id, subject.id));
  return done;
}

/** Compares the configuration of an app with that of the same app on another server. */
export async function compareConfig(
  context: ActionContext,
  [subject]: AppSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const others = context.servers.all().filter(server => server !== subject.server);
  const [only, ...more] = others;
  if (!only) throw new Error(vscode.l10n.t('Add the server first that you want to compare with.'));
  const title = vscode.l10n.t('Compare the Configuration of {0} With', subject.id);
  const other =
    more.length === 0
      ? only
      : await pickServer(context, context.ask, { ...position, title, except: subject.server });
  if (typeof other !== 'object') return other;
  if ((await other.connect()).role !== 'admin')
    throw new Error(vscode.l10n.t('Only an administrator can do this on {0}.', other.label));
  await vscode.commands.executeCommand(
    'vscode.diff',
    snapshotUri(configUri(other.id, subject.id)),
    configUri(subject.server.id, subject.id),
    plainLine(`${subject.id} (${other.label}) ↔ ${subject.id} (${subject.server.label})`),
  );
  return done;
}

/** Shows secrets in an open document: all, or that of one key. */
export async function revealSecrets(
  { ask, refresh, servers }: ActionContext,
  [given, key]: readonly unknown[],
): Promise<Outcome> {
  const uri = given instanceof vscode.Uri ? given : vscode.window.activeTextEditor?.document.uri;
  const target = uri && parseUri(uri);
  const document = uri && openDocument(uri);
  if (!document || target?.kind !== 'config')
    throw new Error(vscode.l10n.t('Open the configuration of an app first.'));
  if (document.isDirty)
    throw new Error(vscode.l10n.t('Save or revert your changes first: the values are read from the server.'));
  const wanted = hiddenIn(document).filter(name => typeof key !== 'string' || name === key);
  if (wanted.length === 0) throw new Error(vscode.l10n.t('This document has no hidden values.'));
  const label = servers.get(target.serverId)?.label ?? target.serverId;
  const isAgreed = await ask.confirm(
    vscode.l10n.t('Reveal secret values of “{0}” on {1}?', target.id, label),
    [
      wanted.join(', '),
      vscode.l10n.t(
        'They are part of the text until you close it. While it has unsaved changes, VS Code keeps a copy of the text on this computer.',
      ),
    ],
    vscode.l10n.t('Reveal'),
  );
  if (!isAgreed) return undefined;
  reveal(document.uri, typeof key === 'string' ? key : undefined);
  await refresh(document.uri);
  return done;
}

function hiddenIn(document: vscode.TextDocument): string[] {
  const read = parseConfig(document.getText());
  if (!('document' in read)) return [];
  return [...read.document].flatMap(([key, value]) => (value === hidden ? [key] : []));
}
