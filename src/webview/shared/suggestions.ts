import * as l10n from '@vscode/l10n';
import { codeName, languages } from '../../model/languages.ts';
import type { Suggestion } from '../protocol.ts';
import type { Search } from './searchBox.ts';

const language = (): string => document.documentElement.lang || 'en';

/** Suggestions that need no server, found by what is typed in the value or in its name. */
function among(all: () => readonly Suggestion[]): Search {
  let suggestions: readonly Suggestion[] | undefined;
  return query => {
    suggestions ??= all();
    const wanted = query.toLowerCase();
    const matches = ({ value, label }: Suggestion) => `${value}\n${label}`.toLowerCase().includes(wanted);
    return Promise.resolve(suggestions.filter(matches));
  };
}

const named = (code: string): Suggestion => ({
  value: code,
  label: codeName(code, language()),
  detail: code,
});

export const searchLanguages = among(() => languages.map(named));

/** Locales are more than languages, and no call lists them; other codes can be typed. */
export const searchLocales = searchLanguages;

export const searchTimezones = among(() =>
  ['UTC', ...Intl.supportedValuesOf('timeZone')].map(zone => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  })),
);

export const searchQuotas = among(() => [
  { value: 'default', label: l10n.t('Default'), detail: l10n.t('what the server gives everybody') },
  { value: 'none', label: l10n.t('Unlimited'), detail: 'none' },
  ...['1 GB', '5 GB', '10 GB', '50 GB', '100 GB', '500 GB', '1 TB'].map(size => ({
    value: size,
    label: size,
  })),
]);
