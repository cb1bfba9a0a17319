import * as l10n from '@vscode/l10n';
import { forEachReport, forEachUser, type Recipe } from './types.ts';

/** When somebody leaves: nobody signs in any more, no device keeps files, and no team is without a manager. */
export const offboarding = (): Recipe => ({
  name: l10n.t('Offboard User'),
  asks: [
    {
      name: 'successor',
      prompt: l10n.t('Who becomes the manager of the users who report to them?'),
      type: 'user',
      optional: true,
    },
  ],
  steps: [
    { id: forEachUser, state: 'disabled', wipe: true, groups: [], subadmin: [] },
    { id: forEachReport, manager: '${successor}' },
  ],
});
