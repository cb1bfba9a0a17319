/** The keys of an object, in its order, under the type that they have. */
export function namesIn<Table extends object>(table: Table): (keyof Table & string)[] {
  return Object.keys(table).filter((name): name is keyof Table & string => Object.hasOwn(table, name));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an object, or else an empty one: each property is still to be checked. */
export function recordIn(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}
