import * as l10n from '@vscode/l10n';
import { shortened } from './findings.ts';
import type { Meaning } from './headers.ts';
import { meaningLabel, meanings } from './headers.ts';
import type { ImportReading } from './importing.ts';
import type { Preview, PreviewRow } from './importTypes.ts';
import type { TableUser } from './types.ts';
import type { State } from './values.ts';

const previewedRows = 5;

const states: Record<State, () => string> = {
  present: () => l10n.t('Enabled'),
  disabled: () => l10n.t('Disabled'),
  absent: () => l10n.t('Deleted'),
};

export function previewOf({ read: { table }, mapping, users, findings }: ImportReading): Preview {
  if (!table) return { columns: [], rows: [] };
  const used = new Set(mapping.map(({ meaning }) => meaning && (becomes[meaning] ?? meaning)));
  const shown = meanings.filter(meaning => used.has(meaning));
  const bySource = new Map(users.map(user => [user.source, user]));
  const rows = table.rows.slice(0, previewedRows).map((_cells, row): PreviewRow => {
    const user = bySource.get(row);
    const error = findings.find(found => found.row === row && found.severity === 'error');
    return {
      line: table.place(row).line + 1,
      cells: shown.map(meaning => (user ? shortened(valueOf(meaning, user)) : '')),
      problem: user ? null : (error?.message ?? null),
    };
  });
  return { columns: shown.map(meaningLabel), rows };
}

/** What several columns are put together to. */
const becomes: Partial<Record<Meaning, Meaning>> = {
  firstname: 'displayname',
  lastname: 'displayname',
  enabled: 'state',
};

function valueOf(meaning: Meaning, user: TableUser): string {
  if (meaning === 'password') return user.hasPassword ? '••••••' : '';
  if (meaning === 'state') return user.state ? states[user.state]() : '';
  if (meaning === 'firstname' || meaning === 'lastname' || meaning === 'enabled') return '';
  const value = user[meaning];
  if (value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? l10n.t('Yes') : l10n.t('No');
  return 'add' in value
    ? [...value.add.map(item => `+${item}`), ...value.remove.map(item => `−${item}`)].join(', ')
    : value.join(', ');
}
