/**
 * Quotas as people write them: `5 GB` (units of 1024, as Nextcloud counts), a number of bytes, `none`, `default`.
 *
 * Servers misread many texts and refuse few ("5 GiB" becomes 5 bytes, "2,5 GB" becomes 2 GB). Only texts that every
 * version reads as they were meant are accepted here.
 */
const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;
const words = ['none', 'default'];

/** Sizes to choose from. */
export const usualQuotas: readonly string[] = ['1 GB', '5 GB', '10 GB', '50 GB', '100 GB', '500 GB', '1 TB'];

export type QuotaProblem = 'empty' | 'negative' | 'unit' | 'number' | 'tooLarge';

/** A quota that can be sent, or why it cannot. `bytes` is absent for `none` and `default`. */
export type ParsedQuota = { text: string; bytes?: number } | { problem: QuotaProblem };

/** Reads what was typed. `text` is its canonical form, which is also what is sent. */
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

/** The form in documents. To be exact, it has the largest unit that divides the size, or none (bytes). */
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

/** For display only: rounded to at most one decimal, such as "1.5 GB" or, in German, "1,5 GB". Never sent to a server. */
export function humanSize(bytes: number, locale: string): string {
  const size = Math.abs(bytes);
  const power = size < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(size) / 10));
  const rounded = (bytes / 1024 ** power).toLocaleString(locale, { maximumFractionDigits: 1 });
  return `${rounded} ${units[power] ?? ''}`;
}
