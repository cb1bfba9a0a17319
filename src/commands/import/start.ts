import * as vscode from 'vscode';
import { sampleFile } from '../../model/tables/sample.ts';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import { runCommand } from '../../ui/commands.ts';
import type { Answer, Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { loadKnown } from './known.ts';
import { ImportSession } from './session.ts';
import { fromClipboard, fromFile, openText } from './source.ts';
import type { Source } from './source.ts';

/** Asks where the users are listed, and opens the import. Throws what a person is to be told. */
export async function importUsers(
  context: ActionContext,
  server: Server,
  position: Position,
): Promise<Outcome> {
  const open = await askForSource(context, position);
  if (open === undefined || open === back) return open;
  const source = await open();
  return source && begin(context, server, source);
}

/** Opens the import of a file, by default of the one in the active editor. */
export async function importFile(context: ActionContext, uri: unknown, position: Position): Promise<Outcome> {
  const file = uri instanceof vscode.Uri ? uri : vscode.window.activeTextEditor?.document.uri;
  if (!file) throw new Error(vscode.l10n.t('Open a file first.'));
  const [only, ...others] = context.servers.all();
  if (!only) throw new Error(vscode.l10n.t('Add a server first.'));
  const title = vscode.l10n.t('Import Users');
  const server = others.length === 0 ? only : await pickServer(context, context.ask, { ...position, title });
  if (server === undefined || server === back) return server;
  return begin(context, server, await fromFile(file));
}

export async function openSample({ messages }: ActionContext): Promise<void> {
  const { uri } = await openText(sampleFile(), 'csv');
  messages.info(
    vscode.l10n.t('Edit the sample, then import it. Nothing is sent before you have seen the plan.'),
    { title: vscode.l10n.t('Import Users…'), run: () => runCommand('importFile', uri) },
  );
}

type Opener = () => Promise<Source | undefined>;

function askForSource({ ask }: ActionContext, position: Position): Promise<Answer<Opener>> {
  const editor = vscode.window.activeTextEditor?.document.uri;
  const choice = (label: string, icon: string, value: Opener, description = '') => ({
    ...{ label, description, value },
    iconPath: new vscode.ThemeIcon(icon),
  });
  const active =
    editor &&
    choice(vscode.l10n.t('Active Editor'), 'file', () => fromFile(editor), editor.path.split('/').at(-1));
  return ask.pick<Opener>({
    ...position,
    title: vscode.l10n.t('Import Users'),
    placeholder: vscode.l10n.t('Select where the users are listed: CSV, TSV or JSON'),
    choices: [
      ...(active ? [active] : []),
      choice(vscode.l10n.t('File…'), 'folder-opened', chooseFile),
      choice(vscode.l10n.t('Clipboard'), 'clippy', fromClipboard, vscode.l10n.t('cells of a spreadsheet')),
    ],
  });
}

async function chooseFile(): Promise<Source | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t('Import Users'),
      openLabel: vscode.l10n.t('Import'),
      filters: {
        [vscode.l10n.t('Lists of users')]: ['csv', 'tsv', 'txt', 'json'],
        [vscode.l10n.t('All files')]: ['*'],
      },
    })) ?? [];
  return file && fromFile(file);
}

/** Shows the text and the form beside it. A text has one import: another one, say for another server, replaces it. */
async function begin(context: ActionContext, server: Server, source: Source): Promise<Outcome> {
  const known = await loadKnown(server);
  const key = source.document.uri.toString();
  context.imports.get(key)?.dispose();
  await vscode.window.showTextDocument(source.document, { preview: false });
  const session = new ImportSession(context, server, source, known);
  context.imports.set(key, session);
  session.add({
    dispose: () => {
      if (context.imports.get(key) === session) context.imports.delete(key);
    },
  });
  return done;
}
