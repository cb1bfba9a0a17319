import { humanSize } from '../../model/quota.ts';
import { language } from './language.ts';

/** Numbers in the language of the page, whatever that of the browser is; `undefined` stays what it is. */
export function amount(value: number): string;
export function amount(value: number | undefined): string | undefined;
export function amount(value: number | undefined): string | undefined {
  return value?.toLocaleString(language());
}

export function size(bytes: number): string;
export function size(bytes: number | undefined): string | undefined;
export function size(bytes: number | undefined): string | undefined {
  return bytes === undefined ? undefined : humanSize(bytes, language());
}

export const percent = (part: number): string =>
  new Intl.NumberFormat(language(), { style: 'percent' }).format(part);

export const decimal = (value: number): string =>
  value.toLocaleString(language(), { maximumFractionDigits: 2 });
