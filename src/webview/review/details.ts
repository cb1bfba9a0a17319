import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReviewLine } from './lines.ts';
import type { FromReview, ReviewedServer, ReviewRow } from './protocol.ts';
import { severityWords } from './severity.ts';

/** More buttons do not help anybody. */
const mostSubjects = 20;

const subjectIcons: Readonly<Record<string, string>> = {
  user: 'account',
  group: 'organization',
  app: 'extensions',
};

/** What is to be known of a rule or a finding, and what can be done about it. */
export function details(
  line: ReviewLine,
  { rules }: ReviewedServer,
  isBusy: boolean,
  post: (message: FromReview) => void,
): TemplateResult | typeof nothing {
  const rule = rules[line.kind === 'rule' ? line.rule : line.finding.rule];
  if (!rule) return nothing;
  const rows = line.kind === 'rule' ? line.findings : [line.finding];
  const { icon, title } = severityWords[rule.severity];
  return html`<section class="details" aria-label=${l10n.t('About the finding')}>
    <p class="kind">
      <span class="codicon codicon-${icon} severity ${rule.severity}"></span>
      <span>${title()} · ${rule.title}</span>
    </p>
    ${line.kind === 'finding' ? html`<h2><bdi>${line.finding.text}</bdi></h2>` : nothing}
    ${line.kind === 'finding' && line.finding.note ? html`<p class="note"><bdi>${line.finding.note}</bdi></p>` : nothing}
    <dl>
      <dt>${l10n.t('Why it matters')}</dt>
      <dd>${rule.reason}</dd>
      <dt>${l10n.t('How it is found')}</dt>
      <dd>${rule.method}</dd>
      <dt>${l10n.t('What to do')}</dt>
      <dd>${rule.advice}</dd>
    </dl>
    ${subjects(line, post)} ${buttons(rows, isBusy, post)}
  </section>`;
}

function subjects(line: ReviewLine, post: (message: FromReview) => void): TemplateResult | typeof nothing {
  if (line.kind === 'rule') return nothing;
  const shown = line.finding.subjects.slice(0, mostSubjects).flatMap(subject => {
    const [kind = '', ...id] = subject.split(':');
    const icon = subjectIcons[kind];
    return icon === undefined ? [] : [{ subject, icon, id: id.join(':') }];
  });
  if (shown.length === 0) return nothing;
  return html`<ul class="subjects" aria-label=${l10n.t('Concerned')}>
    ${shown.map(
      ({ subject, icon, id }) =>
        html`<li>
          <button
            type="button"
            class="subject"
            title=${l10n.t('Open “{0}”', id)}
            @click=${() => post({ type: 'open', subject })}
          >
            <span class="codicon codicon-${icon}"></span><bdi>${id}</bdi>
          </button>
        </li>`,
    )}
  </ul>`;
}

function buttons(
  rows: readonly ReviewRow[],
  isBusy: boolean,
  post: (message: FromReview) => void,
): TemplateResult {
  const keysOf = (some: readonly ReviewRow[]) => some.map(({ key }) => key);
  const fixable = keysOf(rows.filter(({ isFixable, status }) => isFixable && status !== 'accepted'));
  const acceptable = keysOf(rows.filter(({ status }) => status !== 'accepted'));
  const accepted = keysOf(rows.filter(({ status }) => status !== 'open'));
  const button = (type: 'fix' | 'accept' | 'withdraw', keys: string[], label: string, isFirst = false) =>
    keys.length === 0
      ? nothing
      : html`<vscode-button ?secondary=${!isFirst} ?disabled=${isBusy} @click=${() => post({ type, keys })}
          >${label}</vscode-button
        >`;
  return html`<div class="choices">
    ${button('fix', fixable, l10n.t('Plan Fix'), true)} ${button('accept', acceptable, l10n.t('Accept…'))}
    ${button('withdraw', accepted, l10n.t('Withdraw Acceptance'))}
  </div>`;
}
