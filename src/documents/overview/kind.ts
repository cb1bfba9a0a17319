import * as vscode from 'vscode';
import type { Connection } from '../../servers/connection.ts';
import type { OverviewState } from '../../webview/overview/protocol.ts';
import { defineKind, fromServer } from '../defineKind.ts';
import type { Content, TextFormat } from '../defineKind.ts';
import { overviewForm } from './form.ts';
import type { KnownServer } from './form.ts';

/** What the server told when the document was loaded. It cannot be edited, so nobody needs to read it back. */
interface OverviewText {
  id: string;
  text?: string;
}

const format: TextFormat<OverviewText> = {
  read: (_text, id) => ({ document: { id } }),
  write: ({ text = '' }) => text,
  hasField: () => false,
};

/** `overview.json`. */
export const overviewKind = defineKind<OverviewText, KnownServer, OverviewState>({
  format,
  load: fromServer(loadOverview),
  save: () => Promise.reject(new Error(vscode.l10n.t('The overview of a server cannot be edited.'))),
  isLocked: () => true,
  isConcernedBy: () => false,
  suggestions: {},
  form: overviewForm,
});

async function loadOverview(connection: Connection, id: string): Promise<Content<OverviewText, KnownServer>> {
  const { client, role, version } = connection;
  const [{ readVitals }, { serializeOverview }] = await Promise.all([
    import('./read.ts'),
    import('../../model/overview/vitals.ts'),
  ]);
  const vitals = await readVitals(client, role);
  return { document: { id, text: serializeOverview(version, vitals) }, facts: { connection, vitals } };
}
