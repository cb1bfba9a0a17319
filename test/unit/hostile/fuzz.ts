import fc from 'fast-check';

/** Another one each time, unless `FUZZ_SEED` names one; said in the test's title, so that a failure can be repeated. */
export const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 0x7fffffff);

/** Checks `property` with many values. */
export function fuzz<T>(values: fc.Arbitrary<T>, check: (value: T) => void, numRuns = 500): void {
  fc.assert(fc.property(values, check), { seed, numRuns });
}

/** Any JSON value, of depths and keys that trip up. */
export const anyValue: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('', '0', '1', '-3', 'none', 'true', '1e999', '__proto__', '\0', '\ud800'),
    fc.double(),
    fc.bigInt().map(Number),
    fc.constantFrom(null, true, false, 0, -1, 2 ** 53, 1e300),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(
        fc.string({ maxLength: 8 }),
        fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '0', '12', 'id'),
      ),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
})).value;

/** `text` with pieces cut out, doubled, or replaced by others. */
export function damaged(text: string): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom(
      '<',
      '>',
      '</',
      '"',
      '{',
      '[',
      '}',
      ']',
      '\\',
      '&#0;',
      '<!DOCTYPE x>',
      '<![CDATA[',
      ',',
      ':',
      '\0',
    ),
  );
  const change = fc.record({ at: fc.nat(text.length), length: fc.nat(30), piece });
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map(changes =>
      changes.reduce(
        (result, { at, length, piece }) => result.slice(0, at) + piece + result.slice(at + length),
        text,
      ),
    );
}
