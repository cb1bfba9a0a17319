import * as l10n from '@vscode/l10n';
import type { Section } from '../../model/account.ts';

/** The parts of an account, in their order. */
export const accountSections: Record<Section, () => string> = {
  identity: () => l10n.t('Identity'),
  profile: () => l10n.t('Profile'),
  storage: () => l10n.t('Storage'),
  roles: () => l10n.t('Groups and roles'),
  account: () => l10n.t('Account'),
};
