import { humanSize } from '../../model/quota.ts';
import { language } from '../shared/language.ts';

/** Numbers in the language of the page; `undefined` stays what it is. */
export const amount = (value: number | undefined): string | undefined => value?.toLocaleString(language());

export const size = (bytes: number | undefined): string | undefined =>
  bytes === undefined ? undefined : humanSize(bytes);

export const percent = (part: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent' }).format(part);

export const decimal = (value: number): string =>
  value.toLocaleString(language(), { maximumFractionDigits: 2 });
