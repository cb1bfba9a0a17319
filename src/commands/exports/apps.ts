import * as vscode from 'vscode';
import { appColumns } from '../../model/tables/write.ts';
import type { ExportedApp } from '../../model/tables/write.ts';
import { NextcloudError } from '../../ocs/index.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { askExport } from './askExport.ts';
import { inPortions } from '../../model/inPortions.ts';

/** Exports all apps of a server, enabled and disabled. */
export async function exportApps(
  context: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  return askExport(context, {
    kind: 'apps',
    title: commandTitles.exportApps,
    server: subject.server,
    columns: appColumns,
    usual: appColumns.map(({ name }) => name),
    counted: count => (count === 1 ? vscode.l10n.t('1 app') : vscode.l10n.t('{0} apps', count)),
    async *read(client, signal, columns) {
      const [enabled, disabled] = await Promise.all(
        (['enabled', 'disabled'] as const).map(filter => client.apps.list(filter, { signal })),
      );
      const apps = [...bare(enabled, true), ...bare(disabled, false)];
      apps.sort((a, b) => a.id.localeCompare(b.id));
      const isBare = columns.every(name => name === 'id' || name === 'enabled');
      yield* isBare ? apps : inPortions(apps, app => withInfo(client, app, signal));
    },
  })(position);
}

const bare = (ids: readonly string[] = [], enabled: boolean): ExportedApp[] =>
  ids.map(id => ({ id, enabled, authors: [], categories: [], types: [] }));

/** Servers list apps whose files are gone, and know nothing more of them. */
async function withInfo(
  { apps }: NextcloudClient,
  app: ExportedApp,
  signal: AbortSignal,
): Promise<ExportedApp> {
  try {
    return { ...(await apps.info(app.id, { signal })), enabled: app.enabled };
  } catch (error) {
    if (error instanceof NextcloudError && error.kind === 'notFound') return app;
    throw error;
  }
}
