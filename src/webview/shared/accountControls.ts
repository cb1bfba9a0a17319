import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { AccountField } from '../../model/account.ts';
import type { AccountControl } from '../../model/accountFields.ts';
import type { DocumentValue } from '../../model/document.ts';
import { adminGroup } from '../../ocs/adminGroup.ts';
import type { Suggestion } from '../protocol.ts';
import { chips } from './chips.ts';
import { describe } from './describe.ts';
import './mailList.ts';
import type { FindSuggestions } from './searchBox.ts';
import { searchLanguages, searchLocales, searchQuotas, searchTimezones } from './suggestions.ts';
import { isChecked, textIn } from './inputs.ts';

/** What a control needs to know about its field. */
interface ControlOptions {
  field: AccountField;
  label: string;
  description: string;
  /** `undefined`: the document does not hold the field. */
  value: DocumentValue | undefined;
  disabled: boolean;
  problem: string;
  /** Display names of groups by ID, where they differ from it. */
  groupNames: Readonly<Record<string, string>>;
  /** Why the user cannot leave a group, by ID. */
  fixedGroups: Readonly<Record<string, string>>;
  searchGroups: FindSuggestions;
  searchUsers: FindSuggestions;
  /** After each keystroke. */
  type(value: DocumentValue): void;
  /** After a choice that needs no further typing. */
  set(value: DocumentValue): void;
}

type DrawControl = (options: ControlOptions) => TemplateResult;

const typed = (options: ControlOptions) => (event: Event) => options.type(textIn(event));
const textOf = ({ value }: ControlOptions): string => (typeof value === 'string' ? value : '');
const listOf = ({ value }: ControlOptions): string[] => (Array.isArray(value) ? value : []);
const placeholderOf = ({ value }: ControlOptions, otherwise = ''): string =>
  value === undefined ? l10n.t('Not in this document (unchanged on the server)') : otherwise;

const text: DrawControl = options =>
  html`<vscode-textfield
    id=${options.field.name}
    .value=${live(textOf(options))}
    placeholder=${placeholderOf(options)}
    ?disabled=${options.disabled}
    ?invalid=${options.problem !== ''}
    @input=${typed(options)}
    ${describe(options.problem)}
  ></vscode-textfield>`;

const multiline: DrawControl = options =>
  html`<vscode-textarea
    id=${options.field.name}
    rows="5"
    resize="vertical"
    .value=${live(textOf(options))}
    placeholder=${placeholderOf(options)}
    ?disabled=${options.disabled}
    ?invalid=${options.problem !== ''}
    @input=${typed(options)}
    ${describe(options.problem)}
  ></vscode-textarea>`;

const flag: DrawControl = options =>
  html`<vscode-checkbox
    id=${options.field.name}
    label=${options.description}
    ?checked=${live(options.value === true)}
    ?indeterminate=${options.value === undefined}
    ?disabled=${options.disabled}
    ?invalid=${options.problem !== ''}
    @change=${(event: Event) => options.set(isChecked(event))}
  ></vscode-checkbox>`;

const mails: DrawControl = options =>
  html`<mail-list
    id=${options.field.name}
    .label=${options.label}
    .mails=${listOf(options)}
    .disabled=${options.disabled}
    @type=${({ detail }: CustomEvent<string[]>) => options.type(detail)}
    @change=${({ detail }: CustomEvent<string[]>) => options.set(detail)}
  ></mail-list>`;

const groups: DrawControl = options =>
  chips({
    id: options.field.name,
    label: options.label,
    disabled: options.disabled,
    problem: options.problem,
    placeholder: l10n.t('Search groups to add'),
    search: options.searchGroups,
    change: values => options.set(values),
    chips: listOf(options).map(value => ({
      value,
      label: options.groupNames[value] ?? value,
      fixed: options.fixedGroups[value],
      ...(value === adminGroup ? { icon: 'shield' } : {}),
    })),
  });

/** A text with suggestions. With `strict`, only a suggestion or an empty text is a value. */
const suggested = (options: ControlOptions, search: FindSuggestions, strict: boolean): TemplateResult =>
  html`<search-box
    id=${options.field.name}
    .label=${options.label}
    .text=${textOf(options)}
    .placeholder=${placeholderOf(options, strict ? l10n.t('Search users') : '')}
    .problem=${options.problem}
    .invalid=${options.problem !== ''}
    .disabled=${options.disabled}
    .strict=${strict}
    .search=${search}
    @type=${({ detail }: CustomEvent<string>) => {
      if (!strict || detail === '') options.type(detail);
    }}
    @pick=${({ detail }: CustomEvent<Suggestion>) => options.set(detail.value)}
  ></search-box>`;

export const controls: Record<AccountControl, DrawControl> = {
  text,
  email: text,
  phone: text,
  url: text,
  multiline,
  flag,
  emails: mails,
  groups,
  quota: options => suggested(options, searchQuotas, false),
  language: options => suggested(options, searchLanguages, false),
  locale: options => suggested(options, searchLocales, false),
  timezone: options => suggested(options, searchTimezones, false),
  user: options => suggested(options, options.searchUsers, true),
};
