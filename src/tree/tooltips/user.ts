import * as vscode from 'vscode';
import { humanSize } from '../../model/quota.ts';
import type { Avatar, NextcloudClient, Quota, UserInfo } from '../../ocs/index.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';
import { standingsOf } from '../standing.ts';
import { subjectName } from '../subject.ts';
import type { UserSubject } from '../subject.ts';

/** Who this is, read when first shown: rows know less, and it may have changed. */
export function userTooltip(
  { server, id }: UserSubject,
  signal: AbortSignal,
): Promise<vscode.MarkdownString> {
  return server.call(async client => {
    const [user, avatar] = await Promise.all([
      client.users.get(id, { signal }),
      avatarOf(client, id, signal),
    ]);
    const markdown = new MarkdownBuilder();
    if (avatar) markdown.image(avatar, 48).paragraph();
    markdown.strong(subjectName({ kind: 'user', server, id, info: user }));
    const titles = standingsOf(user).map(({ title }) => title);
    markdown.text(` ${[id, ...titles].join(' · ')}`).rule();
    for (const [label, value] of facts(user)) if (value) markdown.field(label, value);
    return markdown.build();
  });
}

function facts(user: UserInfo): [label: string, value: string | undefined][] {
  return [
    [vscode.l10n.t('E-mail'), user.email],
    [vscode.l10n.t('Groups'), user.groups && some(user.groups)],
    [vscode.l10n.t('Subadmin of'), user.subadmin && some(user.subadmin)],
    [vscode.l10n.t('Quota'), quotaBar(user.quota)],
    [
      vscode.l10n.t('Last login'),
      user.lastLogin === null ? vscode.l10n.t('never') : user.lastLogin?.toLocaleString(),
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

/** `▰▰▰▱▱… 3 GB of 10 GB`; without a limit only what is used. */
export function quotaBar(quota: Quota | undefined): string | undefined {
  if (quota?.used === undefined) return undefined;
  const used = humanSize(quota.used);
  if (typeof quota.quota !== 'number') return vscode.l10n.t('{0} used, unlimited', used);
  const filled =
    quota.quota > 0 ? Math.min(barLength, Math.round((barLength * quota.used) / quota.quota)) : barLength;
  const bar = '▰'.repeat(filled) + '▱'.repeat(barLength - filled);
  return vscode.l10n.t('{0} {1} of {2}', bar, used, humanSize(quota.quota));
}

/** A picture is decoration: without it the rest is shown all the same. */
async function avatarOf(
  client: NextcloudClient,
  id: string,
  signal: AbortSignal,
): Promise<Avatar | undefined> {
  try {
    return await client.users.avatar(id, { size: 64, signal });
  } catch {
    return undefined;
  }
}
