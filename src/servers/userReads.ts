import type { ListOptions, NextcloudClient, UserInfo } from '../ocs/index.ts';
import { newRows } from '../ocs/pages.ts';
import type { PicturedUser } from '../ui/userCard.ts';

/** Reads a user with the avatar, which is optional: if it cannot be read, the rest is shown. Throws NextcloudError. */
export async function readPictured(
  client: NextcloudClient,
  id: string,
  signal: AbortSignal,
): Promise<PicturedUser> {
  const user = await client.users.get(id, { signal });
  return {
    user,
    avatar: await client.users.avatar(user.userId, { size: 64, signal }).catch(() => undefined),
  };
}

/** For lists that servers return as bare IDs: searches and pages them here, and reads the records of one page. */
export async function usersById(
  client: NextcloudClient,
  ids: string[],
  { search = '', limit = ids.length, offset = 0, signal }: ListOptions,
): Promise<UserInfo[]> {
  const wanted = search.toLowerCase();
  const page = ids.filter(id => id.toLowerCase().includes(wanted)).slice(offset, offset + limit);
  return client.users.listById(page, { signal });
}

/** The records of the members of a group, page by page, as they come. Throws as `groups.memberDetails` and `users.pages` do. */
export const pagesOfMembers = (
  client: NextcloudClient,
  groupId: string,
  signal: AbortSignal,
): AsyncIterable<UserInfo[]> =>
  newRows(
    {
      pageSize: 100,
      keyOf: user => user.userId,
      fetch: page => client.groups.memberDetails(groupId, page),
    },
    signal,
  );
