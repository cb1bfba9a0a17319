import * as l10n from '@vscode/l10n';
import { language } from './language.ts';

const units = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Such as "3 days ago", in the language of the page. Both times in ms since 1970. */
export function ago(time: number, now = Date.now()): string {
  const elapsed = time - now;
  const [unit, ms] = units.find(([, length]) => Math.abs(elapsed) >= length) ?? ['minute', 60_000];
  const format = new Intl.RelativeTimeFormat(language(), { numeric: 'auto' });
  return Math.abs(elapsed) < 60_000 ? l10n.t('just now') : format.format(Math.round(elapsed / ms), unit);
}

/** The exact time, for a tooltip. */
export function exactly(time: number): string {
  return new Intl.DateTimeFormat(language(), {
    dateStyle: 'full',
    timeStyle: 'long',
  }).format(time);
}
