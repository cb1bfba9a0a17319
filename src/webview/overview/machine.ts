import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Sample, Vitals } from '../../model/overview/types.ts';
import { usage } from '../shared/usage.ts';
import { card, rows, untold } from './card.ts';
import { chart } from './chart.ts';
import { amount, decimal, percent, size } from '../shared/numbers.ts';

export function storageCard({ disks = [], system, storage, database }: Vitals): TemplateResult {
  const bars =
    disks.length > 0
      ? html`<ul class="disks" aria-label=${l10n.t('File systems')}>
          ${disks.map(({ used, free }) => html`<li>${usage({ quota: used + free, used })}</li>`)}
        </ul>`
      : html`<p class="usage">${l10n.t('File systems:')} ${untold()}</p>`;
  return card(
    'storage',
    l10n.t('Storage'),
    html`${bars}
    ${rows([
      [l10n.t('Free where the data is'), size(system?.freeSpace)],
      [l10n.t('Files'), amount(storage?.files)],
      [l10n.t('Database'), size(database?.size)],
      [l10n.t('Storages'), amount(storage?.storages)],
    ])}`,
  );
}

export function loadCard(
  { system: { load, cpus } = {} }: Vitals,
  samples: readonly Sample[],
): TemplateResult {
  const points = samples.map(({ at, load: value }) => ({ at, value }));
  const greatest = Math.max(0, ...points.map(({ value }) => value ?? 0));
  const [minute, minutes, quarter] = load ?? [];
  return card(
    'load',
    l10n.t('Load'),
    html`${chart({
      title: l10n.t('Load'),
      points,
      most: Math.max(1, Math.ceil(1.2 * Math.max(greatest, cpus ?? 0))),
      format: decimal,
      mark:
        cpus === undefined
          ? undefined
          : { value: cpus, label: cpus === 1 ? l10n.t('1 processor') : l10n.t('{0} processors', cpus) },
    })}
    ${rows([
      [l10n.t('Last minute'), averaged(minute)],
      [l10n.t('Last 5 minutes'), averaged(minutes)],
      [l10n.t('Last 15 minutes'), averaged(quarter)],
      [l10n.t('Processors'), amount(cpus)],
    ])}`,
  );
}

const averaged = (value: number | undefined): string | undefined =>
  value === undefined ? undefined : decimal(value);

export function memoryCard({ system = {} }: Vitals, samples: readonly Sample[]): TemplateResult {
  const { memoryTotal, memoryFree, swapTotal, swapFree } = system;
  const used = (total: number | undefined, free: number | undefined) =>
    total === undefined || free === undefined ? undefined : total - free;
  const memory = used(memoryTotal, memoryFree);
  return card(
    'memory',
    l10n.t('Memory'),
    html`${
      memory === undefined || memoryTotal === undefined
        ? nothing
        : usage({ quota: memoryTotal, used: memory })
    }
    ${chart({
      title: l10n.t('Memory in use'),
      points: samples.map(({ at, memory: value }) => ({ at, value })),
      most: 1,
      format: percent,
    })}
    ${rows([
      [l10n.t('Memory'), size(memoryTotal)],
      [l10n.t('Free'), size(memoryFree)],
      [l10n.t('Swap in use'), size(used(swapTotal, swapFree))],
    ])}`,
  );
}
