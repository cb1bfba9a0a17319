import * as l10n from '@vscode/l10n';
import { NextcloudError } from './errors.ts';

/** Throws `invalid` for anything but an http or https address without a user ID and a password. */
export function parseBaseUrl(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new NextcloudError(
      'invalid',
      l10n.t('The address of the server must start with https:// or http://.'),
    );
  if (url.username || url.password)
    throw new NextcloudError(
      'invalid',
      l10n.t('The address of the server must not contain a user ID or a password.'),
    );
  url.search = url.hash = '';
  return url;
}
