import type {
  CodeEntry,
  CodeFile,
  CodePlace,
  Layer,
  PlacedValue,
  CodeSection,
  SectionName,
  ServerLayer,
} from './types.ts';
import { sectionsOf } from './types.ts';

/** A server that the files name. */
export interface CodeServer {
  name: string;
  place: CodePlace;
  url?: string;
}

/** Each server once, as whatever comes last says. */
export function serversIn(files: readonly CodeFile[]): CodeServer[] {
  const found = new Map<string, CodeServer>();
  for (const { name, place, url } of files.flatMap(({ servers }) => servers)) {
    const before = found.get(name);
    const known = url ?? before?.url;
    found.set(name, { name, place: before?.place ?? place, ...(known !== undefined && { url: known }) });
  }
  return [...found.values()];
}

/** What the files say, and then what they say of one server. What comes later says more, field by field. */
export function mergedLayer(files: readonly CodeFile[], server: string | undefined): Layer {
  const layers: (CodeFile | ServerLayer)[] = [
    ...files,
    ...files.flatMap(({ servers }) => servers.filter(({ name }) => name === server)),
  ];
  const exclusive = layers.findLast(layer => layer.exclusive)?.exclusive;
  return {
    sections: sectionsOf(name =>
      layers
        .map(({ sections }) => sections[name])
        .reduce<CodeSection>((before, after) => both(name, before, after), new Map()),
    ),
    ...(exclusive && { exclusive }),
  };
}

function both(name: SectionName, before: CodeSection, after: CodeSection): CodeSection {
  const merged = new Map(before);
  for (const [key, entry] of after)
    if (entry.isGone) merged.delete(key);
    else merged.set(key, withFields(name, merged.get(key), entry));
  return merged;
}

function withFields(section: SectionName, before: CodeEntry | undefined, after: CodeEntry): CodeEntry {
  const fields = new Map<string, PlacedValue>(before?.fields);
  for (const [name, value] of after.fields)
    // A setting of null shall not exist; any other field is as if it were not listed.
    if (value.value === null && section !== 'config') fields.delete(name);
    else fields.set(name, value);
  return { ...(before ?? after), fields };
}
