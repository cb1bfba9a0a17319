/** How many numbers stand for the beginning of a text. */
const words = 3;
/** Numbers in texts have at most this many digits; those of longer ones are cut off. */
const maxDigits = 19;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * A comparison of texts by their beginnings, which is nearly that of the collator and much faster. It is made of the characters
 * that the texts have, each with its place in the order of the language, and of numbers by their length and digits.
 */
export function roughOrder(texts: readonly string[], locale: string): (a: number, b: number) => number {
  const alphabet = new Alphabet(texts, locale);
  const keys = Array.from({ length: words }, () => new Float64Array(texts.length));
  texts.forEach((text, index) => alphabet.write(text, index, keys));
  return (a, b) => {
    for (const key of keys) {
      const [one, other] = [key[a] ?? 0, key[b] ?? 0];
      if (one !== other) return one < other ? -1 : 1;
    }
    return 0;
  };
}

/** The characters of texts with their places from 1 on; 0 for those that do not count, such as accents by themselves. */
class Alphabet {
  readonly #places = new Uint32Array(65_536);
  /** Where numbers stand: this for none but zeros, and one more for each digit. */
  #digits = 0;
  readonly #base: number;
  readonly #perWord: number;

  constructor(texts: readonly string[], locale: string) {
    const { compare } = new Intl.Collator(locale, { sensitivity: 'base' });
    let [place, before] = [0, ''];
    for (const character of charactersOf(texts).sort(compare)) {
      if (compare(character, '') === 0 || isDigit(character.charCodeAt(0))) continue;
      if (this.#digits === 0 && compare(character, '0') > 0) {
        this.#digits = place + 1;
        place += maxDigits + 1;
      }
      if (compare(character, before) !== 0) place++;
      before = character;
      this.#places[character.charCodeAt(0)] = place;
    }
    this.#digits ||= place + 1;
    this.#base = place + maxDigits + 2;
    this.#perWord = Math.floor(52 / Math.log2(this.#base));
  }

  /** Writes the beginning of a text into the keys, as digits of large numbers. */
  write(text: string, index: number, keys: readonly Float64Array[]): void {
    let [word, filled, key, endOfNumber] = [0, 0, 0, 0];
    for (let at = 0; at < text.length && word < words; at++) {
      const code = text.charCodeAt(at);
      let place = this.#places[code] ?? 0;
      if (isDigit(code)) {
        if (at < endOfNumber) place = code - 47;
        else {
          const start = endOfRun(text, at, isZero);
          endOfNumber = endOfRun(text, start, isDigit);
          place = this.#digits + Math.min(maxDigits, endOfNumber - start);
          // Its digits follow.
          at = start - 1;
        }
      }
      if (place === 0) continue;
      key = key * this.#base + place;
      if (++filled < this.#perWord) continue;
      (keys[word++] ?? noKey)[index] = key;
      filled = key = 0;
    }
    if (filled > 0) (keys[word] ?? noKey)[index] = key * this.#base ** (this.#perWord - filled);
  }
}

const noKey = new Float64Array();

const isZero = (code: number): boolean => code === 48;

function endOfRun(text: string, from: number, isPart: (code: number) => boolean): number {
  let end = from;
  while (isPart(text.charCodeAt(end))) end++;
  return end;
}

function charactersOf(texts: readonly string[]): string[] {
  const seen = new Uint8Array(65_536);
  for (const text of texts) for (let at = 0; at < text.length; at++) seen[text.charCodeAt(at)] = 1;
  const found: string[] = [];
  seen.forEach((flag, code) => {
    if (flag) found.push(String.fromCharCode(code));
  });
  return found;
}
