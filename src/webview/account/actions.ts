import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { LockableAction } from '../../model/rights.ts';
import type { AccountAction, AccountFacts } from '../protocol.ts';
import { buttonIcon } from '../shared/buttonIcon.ts';

interface Action {
  action: AccountAction & (LockableAction | 'sendWelcomeEmail');
  icon: string;
  label: () => string;
  description: () => string;
  danger?: boolean;
}

const actions: Action[] = [
  {
    action: 'resetPassword',
    icon: 'key',
    label: () => l10n.t('Set Password…'),
    description: () => l10n.t('Gives the account a new password. The old one ends at once.'),
  },
  {
    action: 'sendWelcomeEmail',
    icon: 'mail',
    label: () => l10n.t('Send Welcome E-mail'),
    description: () => l10n.t('Sends the message with which a new user can choose a password.'),
  },
  {
    action: 'wipeDevices',
    icon: 'device-mobile',
    label: () => l10n.t('Wipe Devices…'),
    description: () => l10n.t('Signs out all clients and asks them to delete what they hold.'),
    danger: true,
  },
  {
    action: 'delete',
    icon: 'trash',
    label: () => l10n.t('Delete Account…'),
    description: () => l10n.t('Deletes the account with all its files and shares.'),
    danger: true,
  },
];

/** What is done to an account at once and not by saving. */
export function accountActionList(
  facts: AccountFacts | null,
  disabled: boolean,
  run: (action: AccountAction) => void,
): TemplateResult {
  return html`<ul class="actions" aria-label=${l10n.t('Actions')}>
    ${actions.map(({ action, icon, label, description, danger }) => {
      const locked = facts?.lockedActions[action as LockableAction];
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
