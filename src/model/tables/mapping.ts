import type { Meaning } from './headers.ts';
import { alternativesOf, headerKey, meaningOf, meanings } from './headers.ts';

interface MappedColumn {
  header: string;
  /** `null`: the column is ignored. */
  meaning: Meaning | null;
  /** What else the header could stand for. */
  alternatives: readonly Meaning[];
  /** How it came to its meaning. `repeated`: an earlier column has that meaning, so this one is ignored. */
  source: 'recognized' | 'remembered' | 'chosen' | 'repeated' | 'unknown';
}

/** One entry for each column of the table, in its order. */
export type Mapping = readonly MappedColumn[];

/** Meanings by the signature of their headers; plain JSON, to be kept between imports. */
export type RememberedMappings = Readonly<Record<string, readonly (Meaning | null)[]>>;

/** Names a row of headers whatever their case and punctuation. */
const headerSignature = (headers: readonly string[]): string => headers.map(headerKey).join('|');

/** What each column means: as chosen last time for the same headers, else as its header says. */
export function mapColumns(headers: readonly string[], remembered: RememberedMappings = {}): Mapping {
  const chosen = remembered[headerSignature(headers)];
  const taken = new Set<Meaning>();
  return headers.map((header, index): MappedColumn => {
    const found = chosen ? known(chosen[index]) : (meaningOf(header) ?? null);
    const repeated = found !== null && taken.has(found);
    if (found) taken.add(found);
    const source = chosen ? 'remembered' : found === null ? 'unknown' : 'recognized';
    return {
      header,
      meaning: repeated ? null : found,
      alternatives: repeated ? [found] : alternativesOf(header),
      source: repeated ? 'repeated' : source,
    };
  });
}

/** The mapping after a person gave a column its meaning; another column that had it is ignored from then on. */
export function changeMapping(mapping: Mapping, column: number, meaning: Meaning | null): Mapping {
  return mapping.map((one, index) => {
    if (index === column) return { ...one, meaning, source: 'chosen' };
    return meaning !== null && one.meaning === meaning ? { ...one, meaning: null, source: 'chosen' } : one;
  });
}

/** `remembered` with this mapping in it. */
export function rememberMapping(remembered: RememberedMappings, mapping: Mapping): RememberedMappings {
  const signature = headerSignature(mapping.map(({ header }) => header));
  return { ...remembered, [signature]: mapping.map(({ meaning }) => meaning) };
}

/** What was kept may be of another version. */
function known(meaning: Meaning | null | undefined): Meaning | null {
  return meanings.find(one => one === meaning) ?? null;
}
