import * as l10n from '@vscode/l10n';
import { accountTable } from '../accountFields.ts';
import type { PlainFieldName } from '../account.ts';
import { providerNames } from '../secondFactor.ts';
import { isUserStep } from './types.ts';
import type { AppSwitch, FieldChange, ServerStep, StepAction, StepKind } from './types.ts';

/** How many there are of a kind of step, for headings and questions. Kinds without a word of their own share one. */
export const kindWords: Record<StepKind, { title: () => string; icon: string }> = {
  createGroup: { title: () => l10n.t('Create group'), icon: 'organization' },
  renameGroup: { title: () => l10n.t('Rename group'), icon: 'edit' },
  switchApp: { title: () => l10n.t('Enable or disable app'), icon: 'extensions' },
  configure: { title: () => l10n.t('Change setting'), icon: 'settings-gear' },
  create: { title: () => l10n.t('Create user'), icon: 'person-add' },
  change: { title: () => l10n.t('Change'), icon: 'edit' },
  join: { title: () => l10n.t('Add to group'), icon: 'add' },
  leave: { title: () => l10n.t('Remove from group'), icon: 'remove' },
  promote: { title: () => l10n.t('Make group administrator'), icon: 'key' },
  demote: { title: () => l10n.t('Remove as group administrator'), icon: 'key' },
  addMail: { title: () => l10n.t('Add email'), icon: 'mail' },
  removeMail: { title: () => l10n.t('Remove email'), icon: 'mail' },
  enable: { title: () => l10n.t('Enable'), icon: 'pass' },
  disable: { title: () => l10n.t('Disable'), icon: 'circle-slash' },
  wipe: { title: () => l10n.t('Wipe devices'), icon: 'device-mobile' },
  welcome: { title: () => l10n.t('Send welcome email'), icon: 'send' },
  resetSecondFactor: { title: () => l10n.t('Reset second factor'), icon: 'shield' },
  notify: { title: () => l10n.t('Send notification'), icon: 'bell' },
  delete: { title: () => l10n.t('Delete user'), icon: 'trash' },
};

/** What a step does to its user, or to the server, in one line. */
export function stepText(step: StepAction): string {
  const title = kindWords[step.kind].title();
  if (!isUserStep(step)) return `${title}: ${serverText(step)}`;
  if ('group' in step) return `${title}: ${step.group}`;
  if (step.kind === 'create' && step.hasPassword) return l10n.t('Create user with a password');
  if ('mail' in step) return `${title}: ${step.mail}`;
  if ('providers' in step) return `${title}: ${providerNames(step.providers)}`;
  if (step.kind === 'change')
    return step.changes
      .map(
        change => `${fieldLabel(change.field)}: ${shownOld(change)}${shownValue(change.field, change.new)}`,
      )
      .join(', ');
  return title;
}

/** What a step does to groups, apps or settings, without its title. */
export function serverText(step: ServerStep): string {
  switch (step.kind) {
    case 'createGroup':
      return step.displayname === undefined ? step.group : `${step.group} (${step.displayname})`;
    case 'renameGroup':
      return `${step.group}: ${step.old} → ${step.new}`;
    case 'switchApp':
      return `${step.app}: ${shownSwitch(step.old)} → ${shownSwitch(step.new)}`;
    case 'configure':
      return `${step.app}/${step.key}: ${shownSetting(step.old)} → ${shownSetting(step.new)}`;
  }
}

function shownSwitch({ enabled, limitedTo }: AppSwitch): string {
  if (!enabled) return l10n.t({ message: 'disabled', comment: ['app'] });
  return limitedTo ? l10n.t('enabled for {0}', limitedTo.join(', ')) : l10n.t('enabled');
}

const shownSetting = (value: string | undefined): string =>
  value === undefined ? l10n.t('(absent)') : value || l10n.t('(empty)');

const shownOld = ({ field, old }: FieldChange): string =>
  old === undefined ? '' : `${shownValue(field, old)} → `;

export const fieldLabel = (field: PlainFieldName): string => accountTable[field].label();

/** A value as it is read; flags are sent as "1" and "0". */
export function shownValue(field: PlainFieldName, value: string): string {
  if (accountTable[field].control === 'flag') return value === '1' ? l10n.t('Yes') : l10n.t('No');
  return value === '' ? l10n.t('(empty)') : value;
}
