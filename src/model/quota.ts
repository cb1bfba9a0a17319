/**
 * Quotas as people write them: `5 GB` (units of 1024, as Nextcloud counts), a number of bytes, `none`, `default`.
 *
 * Servers misread much and refuse little ("5 GiB" becomes 5 bytes, "2,5 GB" becomes 2 GB), so only texts are
 * let through that every version reads as the person meant them.
 */
const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;
const words = ['none', 'default'];

/** A quota that can be sent, or why it cannot. `bytes` is absent for `none` and `default`. */
export type ParsedQuota =
  { text: string; bytes?: number } | { problem: 'empty' | 'negative' | 'unit' | 'number' | 'tooLarge' };

/** Reads what a person typed; `text` is its canonical form, which is also what is sent. */
export function parseQuota(typed: string): ParsedQuota {
  const text = typed.trim();
  if (!text) return { problem: 'empty' };
  const word = text.toLowerCase();
  if (words.includes(word)) return { text: word };
  if (text.startsWith('-')) return { problem: 'negative' };
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(text) ?? [];
  if (number === undefined) return { problem: 'number' };
  const power = unit ? units.findIndex(name => name === unit.toUpperCase()) : 0;
  if (power < 0) return { problem: 'unit' };
  const bytes = Math.round(Number(number) * 1024 ** power);
  return Number.isSafeInteger(bytes) ? { text: formatQuota(bytes), bytes } : { problem: 'tooLarge' };
}

/** The form in documents: exact, so the largest unit that divides it, else bytes. */
export function formatQuota(quota: number | 'none'): string {
  if (quota === 'none' || quota <= 0) return String(quota);
  let power = 0;
  let rest = quota;
  while (rest % 1024 === 0 && power < units.length - 1) {
    rest /= 1024;
    power++;
  }
  return power === 0 ? String(quota) : `${rest} ${units[power] ?? ''}`;
}

/** For people: rounded to at most one decimal, "1.5 GB"; never sent to a server. */
export function humanSize(bytes: number): string {
  const size = Math.abs(bytes);
  const power = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(size) / 10));
  const rounded = Math.round((size / 1024 ** power) * 10) / 10;
  return `${bytes < 0 ? '-' : ''}${rounded} ${units[power] ?? ''}`;
}
