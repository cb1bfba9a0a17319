import * as vscode from 'vscode';
import { writeTable } from '../../model/tables/write.ts';
import type { Column, WriteOptions } from '../../model/tables/write.ts';
import { withProgress } from '../../ui/progress.ts';
import type { ActionContext } from '../engine/context.ts';
import type { ExportJob } from './job.ts';
import type { ExportTarget } from './targets.ts';

/** Items between two reports of progress. */
const reportEvery = 50;

/** Exports under a progress with Cancel and says how many there were. Throws NextcloudError, `aborted` after Cancel. */
export async function runExport<T>(
  { messages }: ActionContext,
  job: ExportJob<T>,
  columns: readonly Column<T>[],
  options: WriteOptions,
  target: ExportTarget,
): Promise<void> {
  const { server, counted, count } = job;
  const names = columns.map(({ name }) => name);
  let total = 0;
  let unreadable = 0;
  await withProgress(job.title, ({ signal, report }) =>
    server.call(async client => {
      async function* counting() {
        for await (const item of job.read(client, signal, names)) {
          total++;
          if (item.problem !== undefined) unreadable++;
          if (total % reportEvery === 0)
            report(counted(total), count === undefined ? undefined : { done: total, total: count });
          yield item;
        }
      }
      await target.write(writeTable<T>(counting(), columns, options), signal);
    }),
  );
  const next = target.next ? [target.next] : [];
  const what =
    target.label === undefined
      ? vscode.l10n.t('Exported {0}.', counted(total))
      : vscode.l10n.t('Exported {0} to {1}.', counted(total), target.label);
  if (unreadable === 0) messages.info(what, ...next);
  else
    messages.warn(
      [
        what,
        vscode.l10n.t('{0} records could not be read, so only their IDs were exported.', unreadable),
      ].join(' '),
      ...next,
    );
}
