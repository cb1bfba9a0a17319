import { parseDocument, serializeDocument } from '../../src/model/document.ts';
import { groupFieldTypes } from '../../src/model/group.ts';
import { smallestChange, withValues } from '../../src/model/textEdits.ts';
import type { Figure } from './figures.ts';
import { compare } from './sample.ts';

const members = Array.from({ length: 20_000 }, (_, n) => `member${String(n).padStart(5, '0')}`);

/** What the form of a large group makes the host do when somebody is taken out of it. */
export async function documents(): Promise<Figure[]> {
  const text = serializeDocument({ id: 'crowd', members }, groupFieldTypes);
  const others = members.filter(id => id !== 'member10000');
  const edit = () => {
    parseDocument(text, 'crowd', groupFieldTypes);
    return smallestChange(text, withValues(text, { members: others }));
  };
  const bare = () => JSON.stringify({ ...(JSON.parse(text) as object), members: others }, undefined, 2);
  const what = 'a member taken out of 20,000, as text (bare: plain JSON)';
  return [{ what, unit: 'ms', ...(await compare(9, edit, bare, 5)) }];
}
