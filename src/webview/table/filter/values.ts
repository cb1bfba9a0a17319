import { folded } from '../../../model/table/fold.ts';
import type { ValueSource } from '../../../model/table/filter/complete.ts';
import type { TableData } from '../tableData.ts';

const mostValues = 20;

/** Values of a column that are in the table, which hold the typed text; those that begin with it come first. */
export function valuesOf({ store, state }: TableData): ValueSource {
  return (column, typed) => {
    const data = store.data(column);
    if (data?.kind !== 'values') return [];
    const wanted = folded(typed);
    const names = column === 'groups' || column === 'subadmin' ? Object.keys(state.groupNames) : [];
    const known = new Set([...data.values.flat(), ...names].filter(value => typeof value === 'string'));
    const found = [...known].filter(value => folded(value).includes(wanted));
    const rank = (value: string) => (folded(value).startsWith(wanted) ? 0 : 1);
    return found.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b)).slice(0, mostValues);
  };
}
