import * as vscode from 'vscode';
import { canonical, unreadable } from '../../model/config/document.ts';
import type { ConfigDocument } from '../../model/config/document.ts';
import { withoutSecrets } from '../../model/config/secrets.ts';
import { NextcloudError } from '../../ocs/index.ts';
import type { Connection } from '../../servers/connection.ts';
import type { Server } from '../../servers/server.ts';
import type { Content } from '../defineKind.ts';
import type { DocumentPlace } from '../kind.ts';
import { isRevealed } from './revealed.ts';

/** Reads all keys of an app. Secrets that nobody has asked to see do not leave this function. */
export async function loadConfig({ server, id, uri }: DocumentPlace): Promise<Content<ConfigDocument, null>> {
  const entries = await server.call((client, connection) => {
    demandAdministrator(server, connection);
    return client.appConfig.entries(id);
  });
  const values = new Map(
    entries.map(({ key, value }) => [key, value === undefined ? unreadable : canonical(value)]),
  );
  return { document: withoutSecrets(id, values, key => isRevealed(uri, key)), facts: null };
}

function demandAdministrator({ label, user }: Server, { role, version }: Connection): void {
  if (role === 'admin') return;
  throw new NextcloudError(
    'forbidden',
    vscode.l10n.t(
      'The configuration of apps is for administrators. On {0} (Nextcloud {1}), “{2}” is not a member of the group “admin”.',
      label,
      version,
      user,
    ),
  );
}
