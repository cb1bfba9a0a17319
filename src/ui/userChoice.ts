import * as vscode from 'vscode';
import type { UserInfo } from '../ocs/index.ts';
import type { Choice } from './searchPick.ts';
import { standingsOf } from './standing.ts';

/** A user as a row of a quick pick: display name, user ID, states, email. */
export function userChoice(user: UserInfo): Choice<UserInfo> {
  const standings = standingsOf(user);
  return {
    label: user.displayName || user.userId,
    description: [user.userId, ...standings.map(({ title }) => title)].join(' · '),
    ...(user.email && { detail: user.email }),
    iconPath: new vscode.ThemeIcon(standings[0]?.icon ?? 'person'),
    value: user,
  };
}
