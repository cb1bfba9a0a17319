import type { UserInfo } from './types.ts';

/** Whether a record holds a written value, which servers may normalize; `undefined` if the record does not tell. */
export type Comparison = (user: UserInfo, value: string) => boolean | undefined;

/** Compares texts by their normal form. */
export function same(
  property: keyof UserInfo,
  normal: (text: string) => string = text => text.trim(),
): Comparison {
  return (user, value) => {
    const stored = user[property];
    return typeof stored === 'string' ? normal(stored) === normal(value) : undefined;
  };
}

export const lower = (text: string): string => text.trim().toLowerCase();
export const digits = (text: string): string => text.replace(/\D/g, '');
/** A handle on a social network, which servers store with or without the @. */
export const handle = (text: string): string => lower(text).replace(/^@/, '');

const units = ['b', 'kb', 'mb', 'gb', 'tb', 'pb'];

/** Servers store sizes as rounded text, so a number of bytes may come back slightly different. */
export const sameQuota: Comparison = ({ quota }, written) => {
  const stored = quota?.quota;
  if (stored === undefined) return false;
  if (written === 'none' || written === 'default') return stored === 'none';
  const [, amount = '', unit = 'b'] = /^([\d.]+) ?(\w+)?$/.exec(written) ?? [];
  const bytes = Number(amount) * 1024 ** units.indexOf(unit.toLowerCase());
  return stored !== 'none' && Math.abs(stored - bytes) <= bytes * 0.05;
};
