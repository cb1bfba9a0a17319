import type { FindingText } from '../words.ts';
import { accessFindings } from './access.ts';
import { frontFindings } from './front.ts';
import { networkFindings } from './network.ts';

const texts = { ...networkFindings, ...frontFindings, ...accessFindings };

/** What can be wrong, or worth knowing. */
export type FindingId = keyof typeof texts;

/** Everything that a diagnosis can find, in words. */
export const findingTexts: Readonly<Record<FindingId, FindingText>> = texts;
