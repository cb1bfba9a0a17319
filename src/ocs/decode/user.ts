import * as l10n from '@vscode/l10n';
import { editableFields, type EditableProperty, type FieldReading } from '../editableFields.ts';
import type { BackendCapabilities, Quota, UserInfo } from '../types.ts';
import {
  alsoNoting,
  attempt,
  boolean,
  booleans,
  decode,
  id,
  integer,
  list,
  mismatch,
  number,
  only,
  optional,
  raw,
  record,
  required,
  text,
  tolerantList,
} from './reader.ts';
import type { Fields, Reader } from './reader.ts';

const UNKNOWN = -1;
const NEVER = 0;

/** A moment, sent as a number of `unit` milliseconds. */
const moment =
  (unit: number): Reader<Date | null | undefined> =>
  value => {
    const count = integer(value);
    if (count === UNKNOWN) return undefined;
    if (count === NEVER) return null;
    const date = new Date(count * unit);
    return count < 0 || Number.isNaN(date.getTime()) ? mismatch('a time', value) : date;
  };

const UNLIMITED = -3;

/** `none` and -3 both mean unlimited. Other negative numbers mean unknown. */
const limit: Reader<number | 'none' | undefined> = value => {
  if (value === 'none') return 'none';
  const bytes = number(value);
  if (bytes === UNLIMITED) return 'none';
  return bytes < 0 ? undefined : bytes;
};

const quotaRecord = record<Quota>({
  quota: optional('quota', limit),
  used: optional('used', number),
  free: optional('free', number),
  total: optional('total', number),
  relative: optional('relative', number),
});

/** The examples of the documentation hold the limit alone. */
const quota: Reader<Quota> = value =>
  value !== '' && typeof value !== 'object' ? quotaRecord({ quota: value }) : quotaRecord(value);

/** "1" or "0". Servers also accept and store any other text, which means nothing. */
const flag: Reader<boolean | undefined> = value =>
  booleans.get(value) ?? (typeof value === 'string' ? undefined : mismatch('true or false', value));

const readers: Record<FieldReading, Reader<unknown>> = { text, texts: list(text), flag, quota };

/** The readers of editable properties. */
const editable = Object.fromEntries(
  Object.entries(editableFields).flatMap(([wire, row]) =>
    'property' in row ? [[row.property, optional(wire, readers[row.reads])]] : [],
  ),
) as unknown as Fields<Pick<UserInfo, EditableProperty>>;

const profile = record<Omit<UserInfo, 'scopes' | 'problem' | 'unreadable'>>({
  userId: required('id', id),
  enabled: optional('enabled', boolean),
  storageLocation: optional('storageLocation', text),
  firstLogin: optional('firstLoginTimestamp', moment(1000)),
  lastLogin: optional('lastLogin', moment(1)),
  backend: optional('backend', text),
  subadmin: optional('subadmin', list(id)),
  ...editable,
  additionalMailScopes: optional('additional_mailScope', list(text)),
  groups: optional('groups', list(id)),
  backendCapabilities: optional(
    'backendCapabilities',
    record<BackendCapabilities>({
      setDisplayName: optional('setDisplayName', boolean),
      setPassword: optional('setPassword', boolean),
    }),
  ),
});

const SCOPE = 'Scope';
const isScope = (key: string): boolean => key.endsWith(SCOPE) && key !== `additional_mail${SCOPE}`;

/** Only the record of the signed-in user has scopes, named after the fields with `Scope` appended. */
function scopesOf(sent: Record<string, unknown>): Pick<UserInfo, 'scopes'> {
  const keys = Object.keys(sent).filter(isScope);
  if (keys.length === 0) return {};
  const scopes = keys.flatMap(key => {
    const scope = attempt(key, text, sent[key], () => undefined);
    return scope === undefined ? [] : [[key.slice(0, -SCOPE.length), scope] as const];
  });
  return { scopes: Object.fromEntries(scopes) };
}

/** What servers send for a user they cannot read themselves. */
const isBare = (record: Record<string, unknown>): boolean => Object.keys(record).join() === 'id';

const unreadableThere = (): string =>
  l10n.t('The server cannot read this user. See the log of the server for the cause.');

const user: Reader<UserInfo> = value => {
  const sent = raw(value);
  const unread = new Set<string>();
  const read = alsoNoting(
    oddity => unread.add(/^[^.:]*/.exec(oddity)?.[0] ?? ''),
    (): UserInfo => Object.assign(profile(sent), scopesOf(sent)),
  );
  if (unread.size > 0) read.unreadable = [...unread];
  return isBare(sent) ? { ...read, problem: unreadableThere() } : read;
};

/** A record that cannot be read is represented by its own ID, or by the key it was sent under. */
function withoutRecord(entry: unknown, key: string): UserInfo | undefined {
  const own = typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : undefined;
  const userId = attempt('id', id, own, () => attempt('id', id, key, () => undefined));
  if (userId === undefined) return undefined;
  return { userId, problem: l10n.t('The server sent a record that cannot be read.') };
}

const users = only('users', tolerantList(user, withoutRecord));

/**
 * A user as `GET users/{id}`, `GET user` and `PATCH users/{id}` answer it (User provisioning API, "Get data of a single
 * user"). A field that was sent as null is `''`; one that was not sent, or cannot be read, is absent.
 */
export const decodeUser = (data: unknown): UserInfo => decode(user, data);

/**
 * `users/details`, `users/disabled`, `users/recent`, and `groups/{id}/users/details`, in the server's order. For users
 * that cannot be read, holds the ID and the reason as `problem`.
 */
export const decodeUsersById = (data: unknown): UserInfo[] => decode(users, data);
