import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { namesIn } from '../../ocs/narrow.ts';
import { countBy, filterBox, filterChip } from '../shared/filterChips.ts';
import { isChecked } from '../shared/inputs.ts';
import type { TickedKeys } from '../shared/tickedKeys.ts';
import '../shared/tickList.ts';
import type { DrawnLine } from '../shared/tickList.ts';
import { filtered, linesOf, placeOf, type CompareLine, type ComparedPlace } from './lines.ts';
import type { ComparedKind, ComparedRow, ComparedSide, ComparePageState, FromCompare } from './protocol.ts';
import { amount } from '../shared/numbers.ts';

const kindWords: Record<ComparedKind, { icon: string; title: () => string }> = {
  group: { icon: 'organization', title: () => l10n.t('Groups') },
  app: { icon: 'extensions', title: () => l10n.t('Apps') },
  setting: { icon: 'settings-gear', title: () => l10n.t('Settings') },
  user: { icon: 'account', title: () => l10n.t('Users') },
};

const placeWords: Record<ComparedPlace, { icon: string; title: (state: ComparePageState) => string }> = {
  left: { icon: 'arrow-left', title: ({ left }) => l10n.t('Only in {0}', left.label) },
  right: { icon: 'arrow-right', title: ({ right }) => l10n.t('Only in {0}', right.label) },
  both: { icon: 'diff', title: () => l10n.t('Different') },
};

/** The list of differences, and what is ticked in it. */
export class DifferenceList {
  readonly #post: (message: FromCompare) => void;
  readonly #refresh: () => void;
  readonly #view = { kinds: new Set<ComparedKind>(), places: new Set<ComparedPlace>(), text: '' };
  readonly #ticks: TickedKeys;
  #deletions = false;
  #lines: CompareLine[] = [];

  constructor(post: (message: FromCompare) => void, refresh: () => void, ticks: TickedKeys) {
    this.#post = post;
    this.#ticks = ticks;
    this.#refresh = refresh;
  }

  draw(state: ComparePageState): TemplateResult {
    const shown = filtered(state.rows, this.#view);
    this.#ticks.keepOnly(state.rows.map(({ key }) => key));
    this.#lines = linesOf(shown);
    return html`${this.#filters(state)} ${this.#bar(state, shown)}
      <div class="sides" aria-hidden="true">
        <span></span><bdi>${state.left.label}</bdi><bdi>${state.right.label}</bdi>
      </div>
      <tick-list
        .label=${l10n.t('Differences')}
        .count=${this.#lines.length}
        .draw=${(index: number) => this.#line(state, this.#lines[index])}
        @tick=${({ detail }: CustomEvent<string>) => this.#tick(detail)}
        @open=${({ detail }: CustomEvent<string>) => this.#open(detail)}
      ></tick-list>
      ${
        shown.length === 0
          ? html`<p class="nothing" role="status">
              ${state.rows.length === 0 ? l10n.t('There is no difference.') : l10n.t('No matching differences.')}
            </p>`
          : nothing
      }`;
  }

  #filters(state: ComparePageState): TemplateResult {
    const kinds = countBy(state.rows, ({ kind }) => kind);
    const places = countBy(state.rows, placeOf);
    return html`<div class="filters">
      ${filterBox(l10n.t('Search differences'), text => {
        this.#view.text = text;
        this.#refresh();
      })}
      <div class="counts" role="group" aria-label=${l10n.t('Show kinds of differences')}>
        ${namesIn(kindWords).map(kind => {
          const { icon, title } = kindWords[kind];
          const count = kinds.get(kind);
          return count
            ? filterChip(this.#view.kinds, kind, { icon, title: title(), count }, this.#refresh)
            : nothing;
        })}
      </div>
      <div class="counts" role="group" aria-label=${l10n.t('Show where it is')}>
        ${namesIn(placeWords).map(place => {
          const { icon, title } = placeWords[place];
          const count = places.get(place);
          return count
            ? filterChip(this.#view.places, place, { icon, title: title(state), count }, this.#refresh)
            : nothing;
        })}
      </div>
    </div>`;
  }

  #bar(state: ComparePageState, shown: readonly ComparedRow[]): TemplateResult {
    const keys = state.rows.map(({ key }) => key).filter(key => this.#ticks.has(key));
    const all = shown.map(({ key }) => key);
    const isAll = this.#ticks.of(all) === 'true';
    const copy = (to: ComparedSide) => this.#post({ type: 'copy', to, keys, deletions: this.#deletions });
    const button = (to: ComparedSide, icon: string) =>
      state[to].isServer
        ? html`<vscode-button ?disabled=${state.isBusy || keys.length === 0} @click=${() => copy(to)}>
            <span slot="content-before" class="codicon codicon-${icon}"></span>${l10n.t(
              'Copy to {0}',
              state[to].label,
            )}${keys.length > 0 ? ` (${amount(keys.length)})` : ''}
          </vscode-button>`
        : nothing;
    return html`<div class="choices">
      ${button('left', 'arrow-left')} ${button('right', 'arrow-right')}
      <vscode-button secondary ?disabled=${all.length === 0} @click=${() => this.#tickAll(all, !isAll)}
        >${isAll && all.length > 0 ? l10n.t('Untick All') : l10n.t('Tick All')}</vscode-button
      >
      <vscode-checkbox
        .label=${l10n.t('Also delete users whom the other side does not have')}
        .checked=${this.#deletions}
        @change=${(event: Event) => {
          this.#deletions = isChecked(event);
          this.#refresh();
        }}
      ></vscode-checkbox>
    </div>`;
  }

  #line(state: ComparePageState, line: CompareLine | undefined): DrawnLine {
    if (!line) return { key: '', level: 1, fixed: true, label: '', content: html`` };
    if (line.kind === 'difference') return this.#difference(line.row);
    const { icon } = kindWords[line.of];
    const [first] = line.rows;
    const summary =
      first && placeOf(first) !== 'both' ? placeWords[placeOf(first)].title(state) : amount(line.rows.length);
    return {
      key: line.key,
      level: 1,
      ticked: this.#ticks.of(keysOf(line)),
      fixed: false,
      label: `${kindWords[line.of].title()}: ${line.subject}, ${summary}`,
      content: html`<span class="codicon codicon-${icon}"></span
        ><bdi class="what" title=${line.subject}>${line.subject}</bdi>
        <span class="summary">${summary}</span>`,
    };
  }

  #difference(row: ComparedRow): DrawnLine {
    const field = [row.field, row.item].filter(Boolean).join(': ');
    const value = (text: string | null) => text ?? l10n.t('(absent)');
    const cell = (text: string | null) =>
      html`<bdi class="value ${text === null ? 'absent' : ''}" title=${value(text)}>${value(text)}</bdi>`;
    return {
      key: row.key,
      level: 2,
      ticked: this.#ticks.of([row.key]),
      fixed: false,
      label: `${field}, ${value(row.left)}, ${value(row.right)}`,
      content: html`<bdi class="field" title=${field}>${field}</bdi> ${cell(row.left)} ${cell(row.right)}`,
    };
  }

  /** The box of a subject stands for all differences that are shown of it. */
  #tick(key: string): void {
    const line = this.#lines.find(one => keyOf(one) === key);
    if (!line) return;
    const keys = keysOf(line);
    this.#tickAll(keys, this.#ticks.of(keys) !== 'true');
  }

  #tickAll(keys: readonly string[], isTicked: boolean): void {
    this.#ticks.set(keys, isTicked);
    this.#refresh();
  }

  #open(key: string): void {
    const line = this.#lines.find(one => keyOf(one) === key);
    const [first] = line ? keysOf(line) : [];
    if (first !== undefined) this.#post({ type: 'open', key: first });
  }
}

const keyOf = (line: CompareLine): string => (line.kind === 'subject' ? line.key : line.row.key);

const keysOf = (line: CompareLine): string[] =>
  line.kind === 'subject' ? line.rows.map(({ key }) => key) : [line.row.key];
