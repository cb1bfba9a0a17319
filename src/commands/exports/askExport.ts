import * as vscode from 'vscode';
import { namesIn } from '../../ocs/narrow.ts';
import { chosenColumns } from '../../model/tables/write.ts';
import type { Column, WriteOptions } from '../../model/tables/write.ts';
import { back } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { ActionContext } from '../engine/context.ts';
import { dialects, formats } from './formats.ts';
import type { Format } from './formats.ts';
import type { ExportJob } from './job.ts';
import { runExport } from './runExport.ts';
import { editorTarget, fileTarget, suggestedFile } from './targets.ts';

/** Asks for the format, the columns and the target, and exports. */
export function askExport<T>(context: ActionContext, job: ExportJob<T>): Step {
  const { ask, context: extension } = context;
  const { title, server, kind } = job;
  const memory = `export.${kind}.columns`;

  const forTarget =
    (options: WriteOptions, columns: readonly Column<T>[]): Step =>
    async position => {
      const { label, extension: ending, language } = formats[options.format];
      const answer = await ask.pick({
        ...position,
        title,
        placeholder: vscode.l10n.t('Where should the export go?'),
        choices: [
          { label: vscode.l10n.t('Save to File…'), iconPath: new vscode.ThemeIcon('save'), value: 'file' },
          {
            label: vscode.l10n.t('Open in Editor'),
            description: vscode.l10n.t('without saving it'),
            iconPath: new vscode.ThemeIcon('go-to-file'),
            value: 'editor',
          },
        ],
      });
      if (answer === undefined || answer === back) return answer;
      if (answer === 'editor') {
        await runExport(context, job, columns, { ...options, bom: false }, editorTarget(language));
        return done;
      }
      const uri = await ask.saveAs({
        title,
        defaultUri: suggestedFile(`${server.id}-${kind}.${ending}`),
        filters: { [label]: [ending] },
      });
      if (!uri) return forTarget(options, columns)(position);
      await runExport(context, job, columns, options, fileTarget(uri));
      return done;
    };

  const forColumns =
    (options: WriteOptions): Step =>
    async position => {
      if (job.columnsAreChosen) return forTarget(options, job.columns)(position);
      const chosen = await ask.searchMany<string>({
        ...position,
        title,
        placeholder: vscode.l10n.t('Select the columns. They are remembered'),
        selected: remembered(job, extension.globalState.get(memory)),
        key: name => name,
        search: query => Promise.resolve(columnChoices(job, query)),
      });
      if (!Array.isArray(chosen)) return chosen;
      if (chosen.length === 0) return forColumns(options);
      await extension.globalState.update(memory, chosen);
      return forTarget(options, chosenColumns(job.columns, chosen));
    };

  const forDialect: Step = async position => {
    const options = await ask.pick({
      ...position,
      title,
      placeholder: vscode.l10n.t('What separates the cells?'),
      choices: dialects.map(({ label, description, options: value }) => ({ label, description, value })),
    });
    return typeof options === 'object' ? forColumns({ format: 'csv', ...options }) : options;
  };

  return async position => {
    const format = await ask.pick<Format>({
      ...position,
      title,
      placeholder: vscode.l10n.t('Select a format'),
      choices: namesIn(formats).map(value => {
        const { label, description, icon } = formats[value];
        return { label, description, iconPath: new vscode.ThemeIcon(icon), value };
      }),
    });
    if (format === undefined || format === back) return format;
    return format === 'csv' ? forDialect : forColumns({ format });
  };
}

/** The columns chosen last time; those of another version of this extension may no longer exist. */
function remembered<T>({ columns, usual }: ExportJob<T>, names: unknown): string[] {
  const last = Array.isArray(names) ? chosenColumns(columns, names.map(String)) : [];
  return (last.length > 0 ? last : chosenColumns(columns, usual)).map(({ name }) => name);
}

function columnChoices<T>({ columns, describe }: ExportJob<T>, query: string) {
  const wanted = query.toLowerCase();
  return columns
    .map(({ name }) => ({ label: name, description: describe?.(name) ?? '', value: name }))
    .filter(({ label, description }) => `${label} ${description}`.toLowerCase().includes(wanted));
}
