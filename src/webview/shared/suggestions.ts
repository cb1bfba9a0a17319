import * as l10n from '@vscode/l10n';
import { codeName, languages } from '../../model/languages.ts';
import { usualQuotas } from '../../model/quota.ts';
import type { Suggestion } from '../protocol.ts';
import { language } from './language.ts';
import type { FindSuggestions } from './searchBox.ts';

/** Searches the values and labels of fixed suggestions, without asking the server. */
function among(all: () => readonly Suggestion[]): FindSuggestions {
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

/** There are more locales than languages, but no call lists them. Other codes can be typed. */
export const searchLocales = searchLanguages;

export const searchTimezones = among(() =>
  ['UTC', ...Intl.supportedValuesOf('timeZone')].map(zone => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  })),
);

export const searchQuotas = among(() => [
  { value: 'default', label: l10n.t('Default'), detail: l10n.t('the default of the server') },
  { value: 'none', label: l10n.t('Unlimited'), detail: 'none' },
  ...usualQuotas.map(size => ({
    value: size,
    label: size,
  })),
]);
