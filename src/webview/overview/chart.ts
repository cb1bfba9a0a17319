import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import { language } from '../shared/language.ts';
import { area, rangeOf, shapeOf } from './chartShape.ts';
import type { Point } from './chartShape.ts';

export interface ChartView {
  title: string;
  points: readonly Point[];
  /** The value at the top. */
  most: number;
  format: (value: number) => string;
  /** A line across, such as the number of processors. */
  mark?: { value: number; label: string } | undefined;
}

/** The newest values of the table. */
const rowsShown = 60;

/** A line over the time that the page has been open, and the same as a table. */
export function chart(view: ChartView): TemplateResult | typeof nothing {
  const { title, points, most, format, mark } = view;
  const range = rangeOf(points);
  const now = points.at(-1)?.value;
  if (!range) return nothing;
  const { spanMs, lines } = shapeOf(points, most);
  const minutes = Math.round(spanMs / 60_000);
  const words = l10n.t(
    '{0} over the last {1} minutes: between {2} and {3}, now {4}',
    title,
    minutes,
    format(range.least),
    format(range.greatest),
    now === null || now === undefined ? l10n.t('not told') : format(now),
  );
  return html`<figure class="chart">
    <div class="plot">
      <svg
        role="img"
        aria-label=${words}
        viewBox="0 0 ${area.width} ${area.height}"
        preserveAspectRatio="none"
      >
        ${mark ? across(mark.value / most) : nothing} ${lines.map(draw)}
      </svg>
      <span class="top" aria-hidden="true">${format(most)}</span>
    </div>
    <div class="axis" aria-hidden="true">
      <span>${l10n.t('{0} minutes ago', minutes)}</span>
      ${mark ? html`<span>┄ ${mark.label}</span>` : nothing}
      <span>${l10n.t('now')}</span>
    </div>
    ${table(view)}
  </figure>`;
}

function draw(points: readonly (readonly [x: number, y: number])[]): TemplateResult {
  const [first = [0, 0], last = first] = [points[0], points.at(-1)];
  const path = points.map(point => point.join()).join(' ');
  const below = `${first[0]},${area.height} ${path} ${last[0]},${area.height}`;
  // A line of no length with round ends is a dot, whatever the page does to the proportions.
  const isDot = points.length === 1;
  return svg`<polygon class="below" points=${below}></polygon>
    <polyline class="line ${isDot ? 'dot' : ''}" points=${isDot ? `${path} ${path}` : path}></polyline>`;
}

function across(part: number): TemplateResult {
  const y = area.height * (1 - Math.min(1, part));
  return svg`<line class="across" x1="0" x2=${area.width} y1=${y} y2=${y}></line>`;
}

function table({ title, points, format }: ChartView): TemplateResult {
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'medium' });
  return html`<details class="values">
    <summary>${l10n.t('Show as Table')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${title}>
      <table>
        <thead>
          <tr>
            <th scope="col">${l10n.t('Time')}</th>
            <th scope="col">${title}</th>
          </tr>
        </thead>
        <tbody>
          ${points
            .slice(-rowsShown)
            .reverse()
            .map(
              ({ at, value }) =>
                html`<tr>
                  <td>${time.format(at)}</td>
                  <td>${value === null ? l10n.t('not told') : format(value)}</td>
                </tr>`,
            )}
        </tbody>
      </table>
    </div>
  </details>`;
}
