import * as l10n from '@vscode/l10n';
import { NextcloudError, type ErrorContext } from '../errors.ts';
import type { CallName } from './row.ts';

/** The major version that introduced a call, for calls that supported servers may lack. */
export const since: Partial<Record<CallName, number>> = {
  'groups.rename': 20,
  'users.editableFields': 21,
  'users.additionalMail': 22,
  'users.scope': 22,
  'users.darkAvatar': 25,
  'users.listRecent': 30,
  'twoFactor.state': 32,
  'twoFactor.enable': 32,
  'twoFactor.disable': 32,
  'apps.store': 34,
  'apps.categories': 34,
  'apps.enableForGroups': 34,
  'apps.update': 34,
  'apps.uninstall': 34,
};

/** What the server lacks: the call itself unless `field` names one. */
export interface Lacking {
  field?: string;
  /** The first major version that has it. */
  version?: number | undefined;
}

/** The error for a call, or a field of one, that the server is too old for or lacks the app for. */
export function unsupported(
  call: ErrorContext & { name: CallName; servedBy?: string | undefined },
  lacking: Lacking = {},
): NextcloudError {
  const { field, version = since[call.name] } = lacking;
  const { servedBy: app } = call;
  const text =
    app === undefined
      ? sentence(field, version)
      : l10n.t('This requires the app “{app}”, which is not enabled on the server.', { app });
  return new NextcloudError('unsupported', text, call);
}

function sentence(field: string | undefined, version: number | undefined): string {
  if (field === undefined)
    return version === undefined
      ? l10n.t('The server does not support this.')
      : l10n.t('The server does not support this. It is available since Nextcloud {version}.', { version });
  return version === undefined
    ? l10n.t('The server does not support the field “{field}”.', { field })
    : l10n.t('The server does not support the field “{field}”. It is available since Nextcloud {version}.', {
        field,
        version,
      });
}
