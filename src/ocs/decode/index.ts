import { decode, id, list, map, only, text, tree } from './reader.ts';

export { decodeAppInfo } from './app.ts';
export { decodeEnvelope } from './envelope.ts';
export type { Envelope } from './envelope.ts';
export { decodeGroups } from './group.ts';
export {
  decodeAppPassword,
  decodeCapabilities,
  decodeLoginFlowGrant,
  decodeLoginFlowStart,
  decodeStatus,
} from './server.ts';
export type { LoginFlowGrant, LoginFlowStart } from './server.ts';
export { noting } from './reader.ts';
export { decodeUser, decodeUsersById } from './user.ts';

const ids = list(id);

/** A list of IDs, exact and in the server's order: under `key` (`users`, `groups`, `apps`), or as the data itself. */
export const decodeIds = (data: unknown, key?: string): string[] =>
  decode(key === undefined ? ids : only(key, ids), data);

/** `GET user/fields`: the wire names of the profile fields that can be edited. */
export const decodeFields = (data: unknown): string[] => decode(ids, data);

/** Why `PATCH users/{id}` was rejected, in the user's language, by the names of the fields in that request. */
export const decodeFieldErrors = (data: unknown): Record<string, string> =>
  decode(only('errors', map(text)), data);

/** The ID that `POST users` gave the new user. */
export const decodeCreatedId = (data: unknown): string => decode(only('id', id), data);

/** A record as sent. */
export const decodeRecord = (data: unknown): Record<string, unknown> => decode(tree, data);
