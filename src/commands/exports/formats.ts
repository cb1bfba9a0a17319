import * as vscode from 'vscode';
import type { WriteOptions } from '../../model/tables/write.ts';

export type Format = WriteOptions['format'];

interface FormatInfo {
  label: string;
  description: string;
  icon: string;
  extension: string;
  /** The language of an editor; VS Code has none for CSV. */
  language?: string;
}

export const formats: Readonly<Record<Format, FormatInfo>> = {
  csv: {
    label: 'CSV',
    description: vscode.l10n.t('for spreadsheets; can be imported again'),
    icon: 'table',
    extension: 'csv',
  },
  json: {
    label: 'JSON',
    description: vscode.l10n.t('for scripts; can be imported again'),
    icon: 'json',
    extension: 'json',
    language: 'json',
  },
  markdown: {
    label: 'Markdown',
    description: vscode.l10n.t('for people, as a table'),
    icon: 'markdown',
    extension: 'md',
    language: 'markdown',
  },
};

/** How CSV is written, as programs want it. Excel splits cells at the list separator of the region. */
export const dialects: readonly {
  label: string;
  description: string;
  options: Omit<WriteOptions, 'format'>;
}[] = [
  {
    label: vscode.l10n.t('Semicolons, for Excel'),
    description: vscode.l10n.t('in regions that write 1,5; UTF-8 with byte order mark'),
    options: { delimiter: ';', bom: true },
  },
  {
    label: vscode.l10n.t('Commas, for Excel'),
    description: vscode.l10n.t('in regions that write 1.5; UTF-8 with byte order mark'),
    options: { delimiter: ',', bom: true },
  },
  {
    label: vscode.l10n.t('Commas'),
    description: vscode.l10n.t('for other programs; UTF-8'),
    options: { delimiter: ',', bom: false },
  },
  {
    label: vscode.l10n.t('Tabs'),
    description: vscode.l10n.t('for pasting into spreadsheets; UTF-8'),
    options: { delimiter: '\t', bom: false },
  },
];
