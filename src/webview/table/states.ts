import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Fault } from '../protocol.ts';
import { banner } from '../shared/banner.ts';
import type { TableReading, TableServer } from './protocol.ts';

export interface StateOptions {
  readings: readonly TableReading[];
  /** How many users are there, and how many of them are shown. */
  all: number;
  shown: number;
  hasFilter: boolean;
  clearFilter: () => void;
}

/** What stands in the place of rows where there are none. */
export function stateBox(options: StateOptions): TemplateResult | typeof nothing {
  const { readings, all, shown, hasFilter, clearFilter } = options;
  if (shown > 0) return nothing;
  const isLoading = readings.some(({ phase }) => phase === 'loading');
  if (all > 0 && hasFilter)
    return box(isLoading ? l10n.t('No user matches so far.') : l10n.t('No user matches the filter.'), {
      label: l10n.t('Clear Filter'),
      run: clearFilter,
    });
  if (isLoading) return box(l10n.t('Loading users…'));
  // The banner above says why.
  if (readings.some(({ phase }) => phase === 'failed')) return nothing;
  return box(l10n.t('There are no users here.'));
}

const box = (text: string, button?: { label: string; run: () => void }): TemplateResult =>
  html`<div class="state-box" role="status">
    <p>${text}</p>
    ${button ? html`<vscode-button secondary @click=${button.run}>${button.label}</vscode-button>` : nothing}
  </div>`;

/** What could not be read, and why. */
export function failures(
  kind: 'error' | 'warning',
  readings: readonly TableReading[],
  servers: readonly TableServer[],
  retry: () => void,
): TemplateResult[] {
  const labelOf = (id: string) => servers.find(server => server.id === id)?.label ?? id;
  const words = ({ serverId, message }: TableReading): string =>
    servers.length > 1
      ? `${labelOf(serverId)}: ${message ?? ''}`
      : (message ?? l10n.t('The users could not be read.'));
  return readings
    .filter(({ phase }) => phase === 'failed' || phase === 'unavailable')
    .map(reading =>
      banner(
        kind,
        words(reading),
        reading.phase === 'failed' ? [{ label: l10n.t('Retry'), run: retry }] : [],
      ),
    );
}

/** What keeps users from being read, or from being edited. */
export function banners(
  readings: readonly TableReading[],
  servers: readonly TableServer[],
  { fault, readOnly }: { fault: Fault | null; readOnly: string | null },
  retry: () => void,
): unknown {
  return html`${failures('error', readings, servers, retry)}
  ${
    fault
      ? banner(
          'error',
          l10n.t('The text of this table is not valid (line {0}): {1}', fault.line, fault.message),
        )
      : nothing
  }
  ${readOnly === null ? nothing : banner('info', readOnly)}`;
}
