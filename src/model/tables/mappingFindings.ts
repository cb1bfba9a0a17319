import * as l10n from '@vscode/l10n';
import type { Finding } from './findings.ts';
import { finding } from './findings.ts';
import { meaningLabel } from './headers.ts';
import type { Mapping } from './mapping.ts';
import type { Table } from './table.ts';

/** What a person should know of how the columns were understood. */
export function mappingFindings(table: Table, mapping: Mapping): Finding[] {
  const columns = mapping.flatMap(({ header, meaning, alternatives, source }, column): Finding[] => {
    const [alternative] = alternatives;
    const other = alternative ? meaningLabel(alternative) : '';
    const place = table.place(-1, column);
    if (source === 'repeated') return [finding('repeatedColumn', [header, other], place)];
    if (source === 'unknown') return [finding('ignoredColumn', [header || l10n.t('(no name)')], place)];
    return source === 'recognized' && other && meaning
      ? [finding('ambiguousColumn', [header, meaningLabel(meaning), other], place)]
      : [];
  });
  const hasId = mapping.some(({ meaning }) => meaning === 'id');
  return hasId ? columns : [finding('noIdColumn', [], table.place(-1)), ...columns];
}
