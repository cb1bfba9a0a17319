import { html, nothing } from 'lit';
import { ago, exactly } from './dates.ts';

/** A label and a text below the title; nothing where the server does not tell. */
export function fact(label: string, value: string | undefined) {
  if (!value) return nothing;
  return html`<div>
    <dt>${label}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}

/** A moment in ms since 1970, in words, the exact time in its tooltip; `never` is what is said for `null`. */
export function moment(label: string, time: number | null | undefined, never: string) {
  if (time === undefined) return nothing;
  if (time === null) return fact(label, never);
  return html`<div>
    <dt>${label}</dt>
    <dd><time datetime=${new Date(time).toISOString()} title=${exactly(time)}>${ago(time)}</time></dd>
  </div>`;
}
