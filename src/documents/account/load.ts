import { toAccountDocument } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import type { UserInfo } from '../../ocs/index.ts';
import type { Connection } from '../../servers/connection.ts';
import type { Viewer } from '../../servers/reach.ts';
import type { Content } from '../defineKind.ts';

/** What is known of a user beside the document. */
export interface KnownAccount {
  user: UserInfo;
  /** The profile fields that the server lets this person edit; absent where it does not say. */
  profileFields: string[] | undefined;
  viewer: Viewer;
}

export async function loadAccount(
  connection: Connection,
  id: string,
): Promise<Content<AccountDocument, KnownAccount>> {
  const [user, profileFields] = await Promise.all([
    connection.client.users.get(id),
    profileFieldsOf(connection, id),
  ]);
  return {
    document: { ...toAccountDocument(user), id },
    facts: { user, profileFields, viewer: connection },
  };
}

const profileFields = new WeakMap<Connection, Map<string, Promise<string[] | undefined>>>();

/** Rights change rarely: asked once for each user of a connection. */
function profileFieldsOf(connection: Connection, id: string): Promise<string[] | undefined> {
  const known = profileFields.get(connection) ?? new Map<string, Promise<string[] | undefined>>();
  profileFields.set(connection, known);
  const fields = known.get(id) ?? connection.client.users.editableFields(id).catch(() => undefined);
  known.set(id, fields);
  return fields;
}
