import { namesIn } from '../../ocs/narrow.ts';
import { languages } from '../languages.ts';
import { parseQuota } from '../quota.ts';

export type State = 'present' | 'disabled' | 'absent';

const stateWords: Readonly<Record<State, string>> = {
  present:
    'present enabled active yes y true 1 on aktiv aktiviert ja wahr vorhanden actif activé oui vrai présent activo habilitado sí si verdadero presente',
  disabled:
    'disabled inactive locked suspended no n false 0 off deaktiviert inaktiv gesperrt nein falsch inactif désactivé bloqué non faux inactivo deshabilitado bloqueado falso',
  absent:
    'absent deleted delete removed gelöscht löschen geloescht loeschen entfernt entfernen abwesend supprimé supprimer eliminado eliminar ausente',
};

const wordsOf = (words: string): Set<string> => new Set(words.split(' '));
const states = namesIn(stateWords).map(state => [state, wordsOf(stateWords[state])] as const);

/** A state in English, German, French or Spanish. */
export function parseState(text: string): State | undefined {
  const word = text.trim().toLowerCase().normalize('NFC');
  return states.find(([, words]) => words.has(word))?.[0];
}

/** Yes or no in English, German, French or Spanish. */
export function parseFlag(text: string): boolean | undefined {
  const state = parseState(text);
  return state === undefined || state === 'absent' ? undefined : state === 'present';
}

const unlimited = wordsOf('none unlimited unbegrenzt unbeschränkt illimité ilimitado infinite ∞ -3');
const standard = wordsOf('default standard standardkontingent défaut predeterminado');

export type TableQuota =
  | { text: string; bytesOnly: boolean }
  | { problem: 'ambiguous'; readings: string[] }
  | { problem: 'invalid' };

/** A quota as tables have it: “5GB”, “5,5 GB”, “5 GiB”, “5G”, “unlimited”; `text` is what is sent. */
export function parseTableQuota(typed: string): TableQuota {
  const word = typed.trim().toLowerCase();
  if (unlimited.has(word)) return { text: 'none', bytesOnly: false };
  if (standard.has(word)) return { text: 'default', bytesOnly: false };
  const { number = '', unit = '' } =
    /^(?<number>\d+(?:[.,]\d+)?)\s*(?<unit>[a-z]*)$/.exec(word)?.groups ?? {};
  const size = `${number.replace(',', '.')} ${unit.replace(/^([kmgtp])(?:i?b)?$/, '$1b')}`.trim();
  if (/^\d{1,3}[.,]\d{3}$/.test(number)) {
    const plain = size.replace('.', '');
    return { problem: 'ambiguous', readings: [plain, size].flatMap(quotaText) };
  }
  const [text] = quotaText(size);
  return text === undefined
    ? { problem: 'invalid' }
    : { text, bytesOnly: unit === '' && number !== '0' && Number(number.replace(',', '.')) < 1024 ** 2 };
}

function quotaText(size: string): string[] {
  const parsed = parseQuota(size);
  return 'text' in parsed ? [parsed.text] : [];
}

const languageKey = (text: string): string => text.trim().toLowerCase().replaceAll('-', '_');

/** The code Nextcloud has for “de-DE”, “German” or “Deutsch”. */
export function parseLanguage(text: string): string | undefined {
  const key = languageKey(text);
  return languages.find(code => languageKey(code) === key) ?? languageNames().get(key);
}

let names: Map<string, string> | undefined;

function languageNames(): Map<string, string> {
  if (names) return names;
  names = new Map();
  for (const display of ['en', 'de'].map(one => new Intl.DisplayNames([one], { type: 'language' })))
    for (const code of languages.filter(one => !/[_@]/.test(one))) {
      const name = display.of(code);
      if (name) names.set(languageKey(name), code);
    }
  return names;
}

const letters: Readonly<Record<string, string>> = {
  ...{ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', æ: 'ae', Æ: 'Ae', ø: 'oe', Ø: 'Oe' },
  ...{ œ: 'oe', Œ: 'Oe', ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', þ: 'th', Þ: 'Th' },
};

/** The nearest ID that servers take: “Jörn Hößer” is `Joern Hoesser`; '' where nothing is left. */
export function plainId(id: string): string {
  return id
    .normalize('NFC')
    .replaceAll(/[^ -~]/g, letter => letters[letter] ?? letter.normalize('NFKD'))
    .replaceAll(/[^a-zA-Z0-9 _.@'-]/g, '')
    .trim()
    .slice(0, 64)
    .replace(/^\.+$/, '')
    .trim();
}

/** IDs that a person or a server could take for one another: by case and by normal form. */
export const idKey = (id: string): string => id.normalize('NFKC').toLowerCase();
