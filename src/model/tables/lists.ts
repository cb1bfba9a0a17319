/** As in plans: the whole list, or what is to be added and removed. */
export type ListCell = string[] | { add: string[]; remove: string[] };

type ListProblem = { problem: 'mixedList' } | { problem: 'contradiction'; item: string };

const separators = [';', '\n', '|', ','] as const;

/** A list as one cell; items that could be misread stand in quotation marks. */
export function joinList(items: readonly string[]): string {
  return items.map(item => (needsQuotes(item) ? `"${item.replaceAll('"', '""')}"` : item)).join(';');
}

const needsQuotes = (item: string): boolean => item === '' || /[";|,\r\n]|^[+-]|^\s|\s$/.test(item);

/**
 * Reads `crew;guests` (the whole list) or `+crew;-guests` (what changes). The separator is the first of `;`, line
 * break, `|` and `,` that is there, so that “Sales, North;crew” are two.
 */
export function parseList(cell: string): ListCell | ListProblem {
  const items = itemsOf(cell);
  const signed = items.filter(({ sign }) => sign !== '');
  if (signed.length === 0) return [...new Set(items.map(({ text }) => text))];
  if (signed.length < items.length) return { problem: 'mixedList' };
  const withSign = (sign: string) => [
    ...new Set(signed.filter(item => item.sign === sign).map(({ text }) => text)),
  ];
  const [add, remove] = [withSign('+'), withSign('-')];
  const both = add.find(item => remove.includes(item));
  return both === undefined ? { add, remove } : { problem: 'contradiction', item: both };
}

export const isListProblem = (list: ListCell | ListProblem): list is ListProblem => 'problem' in list;

function itemsOf(cell: string): { sign: string; text: string }[] {
  const bare = cell.replaceAll(/"(?:[^"]|"")*"/g, '');
  const separator = separators.find(one => bare.includes(one)) ?? ';';
  return split(cell.replaceAll('\r\n', '\n'), separator).flatMap(({ text, quoted }) => {
    if (quoted) return [{ sign: '', text }];
    const { sign = '', rest = '' } = /^(?<sign>[+-]?)\s*(?<rest>[^]*)$/.exec(text.trim())?.groups ?? {};
    const [inner] = rest.startsWith('"') ? split(rest, separator) : [];
    return rest === '' ? [] : [{ sign, text: inner?.text ?? rest }];
  });
}

/** Cut where the separator stands outside of quotation marks; `quoted` items are taken as they are. */
function split(cell: string, separator: string): { text: string; quoted: boolean }[] {
  const pattern = new RegExp(`(?:[^"${separator}]|"(?:[^"]|"")*"|")+`, 'g');
  return (cell.match(pattern) ?? []).map(part => {
    const inner = /^"((?:[^"]|"")*)"$/.exec(part.trim())?.[1];
    return { text: inner?.replaceAll('""', '"') ?? part, quoted: inner !== undefined };
  });
}
