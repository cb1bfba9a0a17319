import * as l10n from '@vscode/l10n';

const units = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

const kept = <T>(make: (locale: string) => T): ((locale: string) => T) => {
  const made = new Map<string, T>();
  return locale => {
    const one = made.get(locale) ?? make(locale);
    made.set(locale, one);
    return one;
  };
};

const relative = kept(locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
const exact = kept(locale => new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long' }));
const months = kept(locale => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' }));

/** Such as "3 days ago". Both times in ms since 1970. */
export function ago(time: number, now: number, locale: string): string {
  const elapsed = time - now;
  const [unit, ms] = units.find(([, length]) => Math.abs(elapsed) >= length) ?? ['minute', 60_000];
  if (Math.abs(elapsed) < 60_000) return l10n.t('just now');
  return relative(locale).format(Math.round(elapsed / ms), unit);
}

/** The exact time, for a tooltip. */
export const exactly = (time: number, locale: string): string => exact(locale).format(time);

/** Such as "March 2026". */
export const monthOf = (time: number, locale: string): string => months(locale).format(time);
