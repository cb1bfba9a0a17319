import * as l10n from '@vscode/l10n';
import { names } from './environment.ts';

type UsageRows = readonly (readonly [name: string, text: () => string])[];

const commands: UsageRows = [
  ['plan [FILE]', () => l10n.t('shows what makes the server as the file says')],
  ['apply [FILE]', () => l10n.t('makes it so, and goes on with what was interrupted')],
  ['review', () => l10n.t('shows who may do what, and what looks wrong')],
  ['export snapshot FOLDER', () => l10n.t('writes the server as files, for comparison')],
  ['export code [FILE]', () => l10n.t('writes the server as one file that can be planned')],
  ['export users [FILE]', () => l10n.t('writes all users as CSV, JSON or Markdown')],
  ['doctor', () => l10n.t('examines the server and what stands in front of it')],
];

const options: UsageRows = [
  ['--server NAME', () => l10n.t('which of the servers that the file names')],
  ['--json', () => l10n.t('writes JSON')],
  ['--partly', () => l10n.t('apply: even if the server cannot have all that the file wants')],
  ['--state FOLDER', () => l10n.t('apply: where journals are kept')],
  ['--config PATTERN', () => l10n.t('export: settings of apps, such as theming/*; may be repeated')],
  ['--layout LAYOUT', () => l10n.t('export snapshot: perUser or perKind')],
  ['--activity', () => l10n.t('export snapshot: last sign-in and usage as well')],
  ['--format FORMAT', () => l10n.t('export users: csv, json or markdown; review: csv, html or markdown')],
  ['--accepted FILE', () => l10n.t('review: the file of findings that are accepted')],
  ['--away-days DAYS', () => l10n.t('review: after how many days without a sign-in a user is long away')],
  ['--exit-zero', () => l10n.t('exits with 0 instead of 2')],
  ['--allow-http', () => l10n.t('sends passwords unencrypted to another machine')],
];

const variables: UsageRows = [
  [names.url, () => l10n.t('address of the server')],
  [names.user, () => l10n.t('user ID')],
  [names.password, () => l10n.t('app password of this user')],
  [names.loginPassword, () => l10n.t('login password, which Nextcloud 33.0.6 and later want confirmed')],
  [names.state, () => l10n.t('where journals are kept')],
  ['NEXTCLOUD_SECRET_NAME', () => l10n.t('the password that files call {0}', '{ "secret": "name" }')],
];

/** What the program can do, as lines. */
export const usage = (): string[] => [
  l10n.t('Administers a Nextcloud server.'),
  ...section(l10n.t('Commands'), commands),
  ...section(l10n.t('Options'), options),
  ...section(l10n.t('Environment'), variables),
  '',
  l10n.t('FILE is the only *.nextcloud.json or *.nextcloud.yaml of this folder unless it is named.'),
  l10n.t('Exit codes: 0 nothing to do, 2 changes, 1 error.'),
];

const width = 27;

const section = (title: string, rows: UsageRows): string[] => [
  '',
  `${title}:`,
  ...rows.map(([name, text]) => `  ${name.padEnd(width)}${text()}`),
];
