import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccountControl } from '../../model/accountFields.ts';
import { codeName } from '../../model/languages.ts';
import { parseQuota } from '../../model/quota.ts';
import { ago, exactly } from '../shared/dates.ts';
import { language } from '../shared/language.ts';
import { size } from '../shared/numbers.ts';

type ShowText = (value: string) => unknown;

const plainly: ShowText = value => html`<bdi>${value}</bdi>`;
const code: ShowText = value => html`<bdi>${codeName(value, language())}</bdi>`;

const quota: ShowText = value => {
  const parsed = parseQuota(value);
  if ('problem' in parsed) return plainly(value);
  return parsed.bytes === undefined ? l10n.t('Unlimited') : size(parsed.bytes);
};

/** How texts are shown that are edited in this way. */
const texts: Partial<Record<AccountControl, ShowText>> = {
  quota,
  language: code,
  locale: code,
};

/** A value of a user, in words. */
export function humanValue(control: AccountControl, value: string | boolean | readonly string[]): unknown {
  if (typeof value === 'boolean') return value ? l10n.t('Yes') : l10n.t('No');
  if (typeof value === 'string') return value === '' ? none() : (texts[control] ?? plainly)(value);
  return value.length === 0 ? none() : list(value);
}

/** A value of a record that is not in the document. Moments are recognized by their names. */
export function humanRecordValue(name: string, value: unknown): unknown {
  const ms = momentUnits[name];
  if (ms !== undefined && typeof value === 'number') return moment(value * ms);
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return none();
  if (typeof value === 'boolean') return value ? l10n.t('Yes') : l10n.t('No');
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return list(value);
  if (typeof value === 'object') return html`<code>${JSON.stringify(value, undefined, 2)}</code>`;
  return plainly(typeof value === 'string' ? value : JSON.stringify(value));
}

/** Milliseconds of one unit (User Provisioning API, "Get data of a single user"). */
const momentUnits: Partial<Record<string, number>> = {
  firstLoginTimestamp: 1000,
  lastLoginTimestamp: 1000,
  lastLogin: 1,
};

function moment(time: number): unknown {
  if (time === 0) return l10n.t('never');
  return time < 0 ? l10n.t('unknown') : html`${ago(time)} — <time>${exactly(time)}</time>`;
}

function list(values: readonly string[]): TemplateResult {
  return html`<ul class="chips">
    ${values.map(value => html`<li class="chip" title=${value}><bdi class="label">${value}</bdi></li>`)}
  </ul>`;
}

function none(): TemplateResult {
  return html`<span class="none">—</span>`;
}
