import type { UserInfo } from './types.ts';

/** Whether a record holds the value that was written: servers normalise some. `undefined`: the record does not tell. */
export type Comparison = (user: UserInfo, value: string) => boolean | undefined;

/** Two texts that are the same once they are brought into a normal form. */
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
/** A name on a network, which servers keep with or without its @. */
export const handle = (text: string): string => lower(text).replace(/^@/, '');

const units = ['b', 'kb', 'mb', 'gb', 'tb', 'pb'];

/** Servers keep sizes as rounded texts, so a number of bytes comes back changed a little. */
export const sameQuota: Comparison = ({ quota }, written) => {
  const stored = quota?.quota;
  if (stored === undefined) return false;
  if (written === 'none' || written === 'default') return stored === 'none';
  const [, amount = '', unit = 'b'] = /^([\d.]+) ?(\w+)?$/.exec(written) ?? [];
  const bytes = Number(amount) * 1024 ** units.indexOf(unit.toLowerCase());
  return stored !== 'none' && Math.abs(stored - bytes) <= bytes * 0.05;
};
