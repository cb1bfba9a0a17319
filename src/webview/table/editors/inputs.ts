import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccountControl } from '../../../model/accountFields.ts';
import type { DocumentValue } from '../../../model/document.ts';
import { adminGroup } from '../../../ocs/adminGroup.ts';
import type { Suggestion } from '../../protocol.ts';
import { chips } from '../../shared/chips.ts';
import { textIn } from '../../shared/inputs.ts';
import type { FindSuggestions } from '../../shared/searchBox.ts';
import { searchLanguages, searchLocales, searchQuotas, searchTimezones } from '../../shared/suggestions.ts';
import type { EditSession } from './session.ts';

/** An edit as its input sees it. */
interface CellInputOptions {
  session: EditSession;
  value: DocumentValue;
  problem: string;
  type: (value: DocumentValue) => void;
  /** A value that is complete. */
  pick: (value: DocumentValue) => void;
}

type DrawInput = (options: CellInputOptions) => TemplateResult;

const textOf = (value: DocumentValue): string => (Array.isArray(value) ? value.join('\n') : String(value));

const line: DrawInput = ({ session, value, problem, type }) =>
  html`<input
    class="cell-input"
    type="text"
    autocomplete="off"
    spellcheck="false"
    aria-label=${session.label}
    aria-invalid=${problem !== ''}
    aria-description=${problem || nothing}
    .value=${textOf(value)}
    @input=${(event: Event) => type(textIn(event))}
  />`;

/** Shift+Enter begins a new line. */
const area =
  (read: (text: string) => DocumentValue, hint: () => string): DrawInput =>
  ({ session, value, problem, type }) =>
    html`<textarea
        class="cell-input"
        rows="5"
        spellcheck="false"
        aria-label=${session.label}
        aria-invalid=${problem !== ''}
        aria-description=${problem || nothing}
        .value=${textOf(value)}
        @input=${(event: Event) => type(read(textIn(event)))}
      ></textarea>
      <p class="hint">${hint()}</p>`;

const suggested =
  (search: (session: EditSession) => FindSuggestions, isStrict: boolean): DrawInput =>
  ({ session, value, problem, type, pick }) =>
    html`<search-box
      id="cell-search"
      .label=${session.label}
      .text=${textOf(value)}
      .placeholder=${isStrict ? l10n.t('Search users') : ''}
      .problem=${problem}
      .invalid=${problem !== ''}
      .strict=${isStrict}
      .search=${search(session)}
      @type=${({ detail }: CustomEvent<string>) => {
        if (!isStrict || detail === '') type(detail);
      }}
      @pick=${({ detail }: CustomEvent<Suggestion>) => pick(detail.value)}
    ></search-box>`;

const groups: DrawInput = ({ session, value, problem, type }) =>
  chips({
    id: 'cell-search',
    label: session.label,
    disabled: false,
    problem,
    placeholder: l10n.t('Search groups to add'),
    search: session.search.groups,
    change: values => type(values),
    chips: (Array.isArray(value) ? value : []).map(id => ({
      value: id,
      label: session.groupNames[id] ?? id,
      ...(id === adminGroup ? { icon: 'shield' } : {}),
    })),
  });

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map(one => one.trim())
    .filter(Boolean);

/** How a value is entered; a flag has no input, as it is switched at once. */
export const inputs: Record<Exclude<AccountControl, 'flag'>, DrawInput> = {
  text: line,
  email: line,
  phone: line,
  url: line,
  multiline: area(
    text => text,
    () => l10n.t('Shift+Enter begins a new line.'),
  ),
  emails: area(linesOf, () => l10n.t('One address per line. Shift+Enter begins a new one.')),
  groups,
  quota: suggested(() => searchQuotas, false),
  language: suggested(() => searchLanguages, false),
  locale: suggested(() => searchLocales, false),
  timezone: suggested(() => searchTimezones, false),
  user: suggested(({ search }) => search.users, true),
};
