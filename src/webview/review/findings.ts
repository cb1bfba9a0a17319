import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { namesIn } from '../../ocs/narrow.ts';
import { countBy, filterBox, filterChip } from '../shared/filterChips.ts';
import '../shared/tickList.ts';
import type { DrawnLine } from '../shared/tickList.ts';
import type { TickedKeys } from '../shared/tickedKeys.ts';
import { details } from './details.ts';
import { countOf, filtered, linesOf } from './lines.ts';
import type { ReviewLine, ReviewMark } from './lines.ts';
import type { FromReview, ReviewedServer, ReviewRow } from './protocol.ts';
import { severityWords } from './severity.ts';
import { amount } from '../shared/numbers.ts';

const markWords: Record<ReviewMark, { icon: string; title: () => string }> = {
  open: { icon: 'circle-large-outline', title: () => l10n.t('Still open') },
  new: { icon: 'sparkle', title: () => l10n.t('New') },
  accepted: { icon: 'pass', title: () => l10n.t('Accepted') },
};

/** The list of findings, what is ticked in it, and what is told of the active one. */
export class FindingList {
  readonly #post: (message: FromReview) => void;
  readonly #refresh: () => void;
  readonly #view = { severities: new Set<string>(), marks: new Set<ReviewMark>(), text: '' };
  readonly #ticks: TickedKeys;
  #active = '';
  #lines: ReviewLine[] = [];

  constructor(post: (message: FromReview) => void, refresh: () => void, ticks: TickedKeys) {
    this.#post = post;
    this.#ticks = ticks;
    this.#refresh = refresh;
  }

  draw(found: ReviewedServer, isBusy: boolean): TemplateResult {
    const { rules, findings } = found;
    this.#lines = linesOf(filtered(findings, rules, this.#view));
    this.#ticks.keepOnly(findings.map(({ key }) => key));
    const active = this.#lines.find(line => keyOf(line) === this.#active) ?? this.#lines[0];
    return html`${this.#filters(found)} ${this.#bar(findings, isBusy)}
      <div class="findings">
        <tick-list
          .label=${l10n.t('Findings')}
          .count=${this.#lines.length}
          .draw=${(index: number) => this.#line(found, this.#lines[index])}
          @tick=${({ detail }: CustomEvent<string>) => this.#tick(detail)}
          @reach=${({ detail }: CustomEvent<string>) => this.#reach(detail)}
          @open=${({ detail }: CustomEvent<string>) => this.#openFirst(detail)}
        ></tick-list>
        ${active ? details(active, found, isBusy, this.#post) : nothing}
      </div>
      ${this.#lines.length === 0 ? html`<p class="nothing" role="status">${nothingWords(findings)}</p>` : nothing}`;
  }

  #filters({ rules, findings }: ReviewedServer): TemplateResult {
    const open = findings.filter(({ status }) => status !== 'accepted');
    const severities = countBy(open, ({ rule }) => rules[rule]?.severity);
    const { severities: chosen, marks } = this.#view;
    return html`<div class="filters">
      ${filterBox(l10n.t('Search findings'), text => {
        this.#view.text = text;
        this.#refresh();
      })}
      <div class="counts" role="group" aria-label=${l10n.t('Show severities')}>
        ${namesIn(severityWords).map(severity => {
          const { icon, title } = severityWords[severity];
          const chip = { icon, title: title(), count: severities.get(severity) ?? 0 };
          return filterChip<string>(chosen, severity, chip, this.#refresh);
        })}
      </div>
      <div class="counts" role="group" aria-label=${l10n.t('Show states of findings')}>
        ${namesIn(markWords).map(mark => {
          const { icon, title } = markWords[mark];
          const chip = { icon, title: title(), count: countOf(findings, mark) };
          return filterChip(marks, mark, chip, this.#refresh);
        })}
      </div>
    </div>`;
  }

  #bar(findings: readonly ReviewRow[], isBusy: boolean): TemplateResult {
    const rows = findings.filter(({ key }) => this.#ticks.has(key));
    const keys = rows.map(({ key }) => key);
    const fixable = rows.filter(({ isFixable }) => isFixable).map(({ key }) => key);
    const count = (all: readonly string[]) => (all.length > 0 ? ` (${amount(all.length)})` : '');
    return html`<div class="choices">
      <vscode-button
        ?disabled=${isBusy || fixable.length === 0}
        @click=${() => this.#post({ type: 'fix', keys: fixable })}
        >${l10n.t('Plan Fixes')}${count(fixable)}</vscode-button
      >
      <vscode-button
        secondary
        ?disabled=${isBusy || keys.length === 0}
        @click=${() => this.#post({ type: 'accept', keys })}
        >${l10n.t('Accept…')}${count(keys)}</vscode-button
      >
      <p class="hint">${rows.length === 0 ? l10n.t('Tick findings to fix or accept them.') : nothing}</p>
    </div>`;
  }

  #line({ rules }: ReviewedServer, line: ReviewLine | undefined): DrawnLine {
    if (!line) return { key: '', level: 1, fixed: true, label: '', content: html`` };
    const key = keyOf(line);
    if (line.kind === 'finding') {
      const { text, note } = line.finding;
      return {
        key,
        level: 2,
        ticked: this.#ticks.of([key]),
        fixed: false,
        label: [text, note].filter(Boolean).join(' '),
        content: html`<bdi class="what" title=${text}>${text}</bdi>
          ${note ? html`<bdi class="note" title=${note}>${note}</bdi>` : nothing}`,
      };
    }
    const keys = line.findings.map(finding => finding.key);
    const { title = '', severity = 'low' } = rules[line.rule] ?? {};
    const { icon, title: word } = severityWords[severity];
    return {
      key,
      level: 1,
      ticked: this.#ticks.of(keys),
      fixed: false,
      label: `${title}, ${amount(keys.length)}, ${word()}`,
      content: html`<span class="codicon codicon-${icon} severity ${severity}" title=${word()}></span>
        <span class="what" title=${title}>${title}</span>
        <span class="summary">${amount(keys.length)}</span>`,
    };
  }

  /** The box of a rule stands for all findings that are shown below it. */
  #tick(key: string): void {
    const line = this.#lines.find(one => keyOf(one) === key);
    const keys = line?.kind === 'rule' ? line.findings.map(finding => finding.key) : [key];
    this.#ticks.set(keys, this.#ticks.of(keys) !== 'true');
    this.#refresh();
  }

  #reach(key: string): void {
    if (this.#active === key) return;
    this.#active = key;
    this.#refresh();
  }

  #openFirst(key: string): void {
    const line = this.#lines.find(one => keyOf(one) === key);
    const subject = line?.kind === 'finding' ? line.finding.subjects[0] : undefined;
    if (subject !== undefined) this.#post({ type: 'open', subject });
  }
}

/** Rules and findings never have the same. */
const keyOf = (line: ReviewLine): string => (line.kind === 'rule' ? line.rule : line.finding.key);

const nothingWords = (findings: readonly ReviewRow[]): string =>
  findings.some(({ status }) => status !== 'accepted')
    ? l10n.t('No matching findings.')
    : l10n.t('Nothing was found that is not accepted.');
