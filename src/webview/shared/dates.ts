import * as dates from '../../model/dates.ts';
import { language } from './language.ts';

/** Such as "3 days ago", in the language of the page. Both times in ms since 1970. */
export const ago = (time: number, now = Date.now()): string => dates.ago(time, now, language());

/** The exact time, for a tooltip. */
export const exactly = (time: number): string => dates.exactly(time, language());
