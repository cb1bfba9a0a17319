import { isSecretName } from '../model/secretNames.ts';

/** Replaces a secret. */
export const redacted = '•••';

/** A copy of an answer without the values whose names mark them as secret. Booleans and empty values reveal nothing and stay. */
export function redact(value: unknown, name = ''): unknown {
  const secret = isSecretName(name);
  if (Array.isArray(value)) return value.map(item => redact(item, name));
  if (typeof value === 'object' && value !== null) {
    return redactedRecord(value, secret ? name : undefined);
  }
  return secret && typeof value !== 'boolean' && value !== '' && value !== null ? redacted : value;
}

/** The same for an object; with `name`, everything in it is treated as having that name. */
export function redactedRecord(record: object, name?: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, item]) => [key, redact(item, name ?? key)] as const),
  );
}
