import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import { ago, exactly } from './dates.ts';

/** A label and a text below the title; nothing where the server does not provide it. */
export function fact(label: string, value: string | undefined) {
  if (!value) return nothing;
  return html`<div>
    <dt>${label}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}

/** A time in ms since 1970, in words, with the exact time as a tooltip. `never` is the text for `null`. */
export function moment(label: string, time: number | null | undefined, never: string) {
  if (time === undefined) return nothing;
  if (time === null) return fact(label, never);
  return html`<div>
    <dt>${label}</dt>
    <dd><time datetime=${new Date(time).toISOString()} title=${exactly(time)}>${ago(time)}</time></dd>
  </div>`;
}

/** The server of what the form shows. */
export function onServer(server: string) {
  const [before, after] = l10n.t('on {0}', '\n').split('\n');
  return html`<span>${before}<bdi>${server}</bdi>${after}</span>`;
}
