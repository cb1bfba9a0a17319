import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { LockableAction } from '../../model/rights.ts';
import type { AccountAction } from '../protocol.ts';
import { buttonIcon } from '../shared/buttonIcon.ts';

interface AccountButton {
  action: AccountAction & (LockableAction | 'resetSecondFactor' | 'sendWelcomeEmail');
  icon: string;
  label: () => string;
  description: () => string;
  danger?: boolean;
}

const buttons: AccountButton[] = [
  {
    action: 'resetPassword',
    icon: 'key',
    label: () => l10n.t('Reset Password…'),
    description: () => l10n.t('Gives the user a new password. The current one stops working immediately.'),
  },
  {
    action: 'resetSecondFactor',
    icon: 'shield',
    label: () => l10n.t('Reset Second Factor…'),
    description: () =>
      l10n.t('For users who have lost it. Until they set it up again, the password is enough.'),
  },
  {
    action: 'sendWelcomeEmail',
    icon: 'mail',
    label: () => l10n.t('Send Welcome Email'),
    description: () => l10n.t('Sends the email with which a new user signs in and chooses a password.'),
  },
  {
    action: 'wipeDevices',
    icon: 'device-mobile',
    label: () => l10n.t('Wipe Devices…'),
    description: () => l10n.t('Signs out all clients and asks them to delete their local data.'),
    danger: true,
  },
  {
    action: 'delete',
    icon: 'trash',
    label: () => l10n.t('Delete User…'),
    description: () => l10n.t('Deletes the user with all files and shares.'),
    danger: true,
  },
];

/** What is done to a user immediately rather than by saving. `locks`: why actions are not possible. */
export function accountActionList(
  locks: Partial<Record<AccountAction, string>>,
  disabled: boolean,
  run: (action: AccountAction) => void,
): TemplateResult {
  return html`<ul class="actions" aria-label=${l10n.t('Actions')}>
    ${buttons.map(({ action, icon, label, description, danger }) => {
      const locked = locks[action];
      return html`<li>
        <vscode-button
          secondary
          class=${danger ? 'danger' : ''}
          ?disabled=${disabled || locked !== undefined}
          @click=${() => run(action)}
          >${buttonIcon(icon)}${label()}</vscode-button
        >
        <span class="description">${locked ?? description()}</span>
      </li>`;
    })}
  </ul>`;
}
