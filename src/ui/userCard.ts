import * as vscode from 'vscode';
import { humanSize } from '../model/quota.ts';
import type { Avatar, Quota, UserInfo } from '../ocs/index.ts';
import { MarkdownBuilder } from './markdown.ts';
import { standingsOf } from './standing.ts';

/** A user and, if the server has one, the avatar. */
export interface PicturedUser {
  user: UserInfo;
  avatar?: Avatar | undefined;
  /** In words. */
  secondFactor?: string;
}

/** A user at a glance; `place` follows the user ID. */
export function userCard({ user, avatar, secondFactor }: PicturedUser, place?: string): MarkdownBuilder {
  const markdown = new MarkdownBuilder();
  if (avatar) markdown.image(avatar, 48).paragraph();
  markdown.strong(user.displayName || user.userId);
  markdown.text(` ${[user.userId, ...(place ? [place] : []), ...statesOf(user)].join(' · ')}`).rule();
  for (const [label, value] of facts(user)) if (value) markdown.field(label, value);
  if (secondFactor) markdown.field(vscode.l10n.t('Second factor'), secondFactor);
  return markdown;
}

function statesOf(user: UserInfo): string[] {
  const titles = standingsOf(user).map(({ title }) => title);
  return user.enabled ? [vscode.l10n.t('Enabled'), ...titles] : titles;
}

function facts(user: UserInfo): [label: string, value: string | undefined][] {
  return [
    [vscode.l10n.t('Email'), user.email],
    [vscode.l10n.t('Groups'), user.groups && some(user.groups)],
    [vscode.l10n.t('Group administrator of'), user.subadmin && some(user.subadmin)],
    [vscode.l10n.t('Quota'), quotaBar(user.quota)],
    [
      vscode.l10n.t('Last sign-in'),
      user.lastLogin === null ? vscode.l10n.t('Never') : user.lastLogin?.toLocaleString(vscode.env.language),
    ],
    [vscode.l10n.t('Manager'), user.manager],
    [vscode.l10n.t('Backend'), user.backend],
  ];
}

const mostNames = 10;

function some(names: string[]): string {
  const shown = names.slice(0, mostNames).join(', ');
  return names.length > mostNames
    ? vscode.l10n.t('{0} and {1} more', shown, names.length - mostNames)
    : shown;
}

const barLength = 20;

/** `▰▰▰▱▱… 3 GB of 10 GB`; without a limit, only what is used. */
function quotaBar(quota: Quota | undefined): string | undefined {
  if (quota?.used === undefined) return undefined;
  const used = humanSize(quota.used, vscode.env.language);
  if (typeof quota.quota !== 'number') return vscode.l10n.t('{0} used, unlimited', used);
  const filled =
    quota.quota > 0 ? Math.min(barLength, Math.round((barLength * quota.used) / quota.quota)) : barLength;
  const bar = '▰'.repeat(filled) + '▱'.repeat(barLength - filled);
  return vscode.l10n.t('{0} {1} of {2}', bar, used, humanSize(quota.quota, vscode.env.language));
}
