const secretName =
  /pass(?:word|wd|phrase|code)|secret|token|credential|private.?key|api.?key|cookie|session/i;

/** What stands in the place of a secret. */
export const redacted = '•••';

/** A copy of an answer without what is secret by its name. What is only true or false, or empty, says nothing. */
export function redact(value: unknown, name = ''): unknown {
  const secret = secretName.test(name);
  if (Array.isArray(value)) return value.map(item => redact(item, name));
  if (typeof value === 'object' && value !== null) {
    return redactedRecord(value, secret ? name : undefined);
  }
  return secret && typeof value !== 'boolean' && value !== '' && value !== null ? redacted : value;
}

/** The same for an object; with `name`, everything in it counts as under that name. */
export function redactedRecord(record: object, name?: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, item]) => [key, redact(item, name ?? key)] as const),
  );
}
