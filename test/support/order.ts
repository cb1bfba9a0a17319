// Each test stands alone: in whatever order they run, the outcome is the same. `TEST_ORDER=<number>` shuffles the tests of
// each block, alike for the same number.

/** The tests of every block below, in an order that the number decides. */
export function shuffle(suite: Mocha.Suite, seed: number): void {
  const random = generator(seed);
  const visit = ({ tests, suites }: Mocha.Suite): void => {
    for (let last = tests.length - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      const [a, b] = [tests[last], tests[other]];
      if (a && b) [tests[last], tests[other]] = [b, a];
    }
    suites.forEach(visit);
  };
  visit(suite);
}

/** Numbers from 0 to 1 (Lehmer's generator). */
function generator(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}
