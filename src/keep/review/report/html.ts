import * as l10n from '@vscode/l10n';
import { escapeHtml } from '../../../model/html.ts';
import { isUrgent, type JudgedFinding } from '../judge.ts';
import { findingText } from '../review.ts';
import { reviewRules } from '../rules/index.ts';
import { noteOf, powerCells, powerHeads, sectionsOf, severityTitles, summaryOf, timeText } from './report.ts';
import type { PowerRow, ReviewReport, ReviewSection } from './report.ts';
import { style } from './style.ts';

/**
 * A review as one page that needs nothing else: no script, no network. Texts from the server mean nothing in it.
 * @param language the code of the reader's language
 */
export function reviewHtml(report: ReviewReport, language = 'en'): string {
  const { server, at, users, groups, findings, obsolete, powers } = report;
  const urgent = findings.filter(isUrgent);
  const accepted = findings.filter(finding => !isUrgent(finding));
  const title = l10n.t('Access review of {0}', server);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p><time datetime="${at.toISOString()}">${timeText(at)}</time> · ${text(l10n.t('{0} users, {1} groups', users, groups))}</p>
<p><strong>${text(summaryOf(findings))}</strong></p>
</header>
<main>
${sectionsOf(urgent)
  .map(section => sectionHtml(section, report))
  .join('\n')}
${accepted.length > 0 ? `<section>\n<h2>${text(l10n.t('Accepted'))}</h2>\n${listHtml(accepted)}\n</section>` : ''}
${obsolete.length > 0 ? obsoleteHtml(obsolete) : ''}
${powersHtml(powers)}
</main>
</body>
</html>
`;
}

const text = escapeHtml;

/** Whatever is written from right to left stays within. */
const isolated = (value: string): string => `<bdi>${text(value)}</bdi>`;

function sectionHtml({ rule, findings }: ReviewSection, { limits }: ReviewReport): string {
  const { title, severity, reason, method, advice } = reviewRules[rule];
  return `<section>
<h2>${text(title())} <span class="count">${findings.length}</span> <span class="${severity}">${text(severityTitles[severity]())}</span></h2>
<p>${text(reason())}</p>
<dl>
<dt>${text(l10n.t('How it is found'))}</dt><dd>${text(method(limits))}</dd>
<dt>${text(l10n.t('What to do'))}</dt><dd>${text(advice())}</dd>
</dl>
${listHtml(findings)}
</section>`;
}

function listHtml(findings: readonly JudgedFinding[]): string {
  const items = findings.map(finding => {
    const note = noteOf(finding);
    return `<li>${isolated(findingText(finding))}${note ? ` <span class="note">${isolated(note)}</span>` : ''}</li>`;
  });
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

function obsoleteHtml(obsolete: ReviewReport['obsolete']): string {
  const items = obsolete.map(
    ({ rule, subjects, reason }) =>
      `<li>${isolated([reviewRules[rule].title(), subjects.join(', '), reason].join(' · '))}</li>`,
  );
  return `<section>
<h2>${text(l10n.t('Accepted, but not found any more'))}</h2>
<ul>\n${items.join('\n')}\n</ul>
</section>`;
}

function powersHtml(powers: readonly PowerRow[]): string {
  const heads = powerHeads().map(head => `<th scope="col">${text(head)}</th>`);
  const rows = powers.map(row => {
    const [user = '', ...others] = powerCells(row).map(isolated);
    return `<tr><th scope="row">${user}</th>${others.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return `<section>
<h2>${text(l10n.t('Who administers'))}</h2>
<div class="table" role="region" aria-label="${text(l10n.t('Who administers'))}" tabindex="0">
<table>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</div>
</section>`;
}
