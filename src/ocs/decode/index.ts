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

/** A list of ids, exact and in the server's order: under `key` (`users`, `groups`, `apps`), or the data itself. */
export const decodeIds = (data: unknown, key?: string): string[] =>
  decode(key === undefined ? ids : only(key, ids), data);

/** `GET user/fields`: profile fields that may be edited, by their wire names. */
export const decodeFields = (data: unknown): string[] => decode(ids, data);

/** The reasons of a refused `PATCH users/{id}`, in the caller's language, by the fields' names in that request. */
export const decodeFieldErrors = (data: unknown): Record<string, string> =>
  decode(only('errors', map(text)), data);

/** The id under which `POST users` created the account. */
export const decodeCreatedId = (data: unknown): string => decode(only('id', id), data);

/** A record as it is. */
export const decodeRecord = (data: unknown): Record<string, unknown> => decode(tree, data);
