import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Outlook, Vitals } from '../../model/overview/types.ts';
import { ago } from '../shared/dates.ts';
import { card, figures, rows, untold } from './card.ts';
import { amount, size } from '../shared/numbers.ts';
import type { OverviewAction, OverviewState } from './protocol.ts';

export function usersCard({ storage, activeUsers }: Vitals): TemplateResult {
  return card(
    'users',
    l10n.t('Users'),
    html`${figures([
      [l10n.t('All'), amount(storage?.users)],
      [l10n.t({ message: 'Disabled', comment: ['users'] }), amount(storage?.disabledUsers)],
    ])}
    ${rows([
      [l10n.t('Active in the last 5 minutes'), amount(activeUsers?.last5Minutes)],
      [l10n.t('In the last hour'), amount(activeUsers?.lastHour)],
      [l10n.t('In the last day'), amount(activeUsers?.lastDay)],
      [l10n.t('In the last week'), amount(activeUsers?.lastWeek)],
    ])}`,
  );
}

export function sharesCard({ shares = {} }: Vitals): TemplateResult {
  const { links, linksWithoutPassword } = shares;
  const withoutPassword =
    links === undefined || linksWithoutPassword === undefined
      ? amount(links)
      : l10n.t('{0}, {1} of them without a password', amount(links), amount(linksWithoutPassword));
  return card(
    'shares',
    l10n.t('Shares'),
    html`${figures([[l10n.t('All'), amount(shares.total)]])}
    ${rows([
      [l10n.t('With users'), amount(shares.users)],
      [l10n.t('With groups'), amount(shares.groups)],
      [l10n.t('By link'), withoutPassword],
      [l10n.t('By email'), amount(shares.mails)],
      [l10n.t('With other servers'), amount(shares.federatedSent)],
      [l10n.t('From other servers'), amount(shares.federatedReceived)],
    ])}`,
  );
}

/** Apps that are named; the form of apps has all. */
const mostNamed = 8;

export function appsCard(outlook: Outlook | null, run: (action: OverviewAction) => void): TemplateResult {
  return card(
    'apps',
    l10n.t('Apps'),
    html`${figures([
        [
          l10n.t({ message: 'Enabled', comment: ['apps'] }),
          outlook ? amount(outlook.installedApps) : asking(),
        ],
        [l10n.t('With updates'), outlook ? amount(countOf(outlook.updates)) : asking()],
      ])}
      ${outlook?.problem ? html`<p class="description">${outlook.problem}</p>` : nothing}
      ${updateList(outlook?.updates ?? {})}
      <p>
        <vscode-button secondary @click=${() => run('openUpdates')}
          >${l10n.t('Show App Updates')}</vscode-button
        >
      </p>`,
  );
}

const countOf = (updates: Outlook['updates']): number | undefined => updates && Object.keys(updates).length;

const asking = (): TemplateResult => html`<span class="untold">…</span>`;

function updateList(updates: Record<string, string>): TemplateResult | typeof nothing {
  const all = Object.entries(updates);
  const rest = all.length - mostNamed;
  if (all.length === 0) return nothing;
  return html`${rows(all.slice(0, mostNamed).map(([id, version]) => [id, `→ ${version}`]))}
  ${rest > 0 ? html`<p class="description">${l10n.t('And {0} more.', rest)}</p>` : nothing}`;
}

export function softwareCard({ vitals, outlook, version }: OverviewState): TemplateResult {
  const { system = {}, php, database, webServer } = vitals ?? {};
  return card(
    'software',
    l10n.t('Software'),
    rows([
      [l10n.t('Nextcloud'), version || undefined],
      ...(vitals?.lacking === null
        ? ([
            [l10n.t('Updates'), outlook ? updateOf(outlook) : asking()],
            [l10n.t('Background jobs'), outlook ? jobsOf(outlook) : asking()],
            [l10n.t('PHP'), php?.version],
            [l10n.t('Memory for PHP'), limitOf(php?.memoryLimit)],
            [l10n.t('Largest upload'), size(php?.uploadMaxSize)],
            [l10n.t('Database'), databaseOf(database)],
            [l10n.t('Web server'), webServer],
            [l10n.t('Cache of each machine'), cacheOf(system.localCache)],
            [l10n.t('Shared cache'), cacheOf(system.distributedCache)],
            [
              l10n.t('File locks'),
              system.fileLocking === false ? l10n.t('off') : cacheOf(system.lockingCache),
            ],
          ] as const)
        : []),
    ]),
  );
}

function updateOf({ update }: Outlook): unknown {
  if (update?.available === undefined) return untold();
  if (update.available) return update.version ?? l10n.t('available');
  const { checked } = update;
  return checked === undefined ? l10n.t('up to date') : l10n.t('up to date, asked {0}', ago(checked));
}

const modes: Readonly<Record<string, () => string>> = {
  cron: () => l10n.t('Cron'),
  webcron: () => l10n.t('Webcron'),
  ajax: () => l10n.t('AJAX'),
};

function jobsOf({ jobs: { mode, last } = {} }: Outlook): string | undefined {
  const how = mode === undefined ? undefined : Object.hasOwn(modes, mode) ? modes[mode]?.() : mode;
  return [how, last === undefined ? undefined : ago(last)].filter(Boolean).join(', ') || undefined;
}

const limitOf = (bytes: number | undefined): string | undefined =>
  bytes !== undefined && bytes < 0 ? l10n.t('unlimited') : size(bytes);

const databases: Readonly<Record<string, string>> = {
  mysql: 'MySQL/MariaDB',
  pgsql: 'PostgreSQL',
  sqlite: 'SQLite',
  sqlite3: 'SQLite',
  oci: 'Oracle',
};

function databaseOf({ type, version }: NonNullable<Vitals['database']> = {}): string | undefined {
  const name = type === undefined ? undefined : Object.hasOwn(databases, type) ? databases[type] : type;
  return [name, version].filter(Boolean).join(' ') || undefined;
}

/** The last part of the name of its class. */
function cacheOf(name: string | undefined): string | undefined {
  return name === 'none' ? l10n.t('none') : name?.split('\\').at(-1);
}
