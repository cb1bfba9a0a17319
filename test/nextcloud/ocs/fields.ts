import { Crash, Refusal } from '../answers.ts';
import { words } from '../lists.ts';
import type { State, User } from '../state.ts';
import type { Major, Version } from '../versions.ts';
import { isTooLong, weakness } from './policy.ts';
import { parseQuota } from './quota.ts';

/** What a setter of a field has access to. */
export interface Change {
  readonly state: State;
  readonly version: Version;
  readonly user: User;
  readonly value: string;
}

/** A field of `PUT users/{id}`: who may set it, and how. */
type Editor = 'everybody' | 'self' | 'manager';

interface Field {
  readonly editor: Editor;
  readonly since: Major;
  /**
   * Stores the value.
   * @throws the refusal that the server answers with
   */
  readonly set: (change: Change) => void;
}

type TextField = {
  [K in keyof User]: User[K] extends string ? K : never;
}[keyof User];

const languages = new Set(
  words(`
  ar ast bg br ca cs da de de_DE el en en_GB eo es et_EE eu fa fi fr ga gl he hr hu is it ja ka ko lt_LT lv mk nb nl
  pl pt_BR pt_PT ro ru sk sl sr sv th tr ug uk vi zh_CN zh_HK zh_TW
`),
);
const locales = new Set([
  ...languages,
  ...words('de_AT de_CH en_US es_ES fr_CA fr_FR it_IT ja_JP nl_NL pl_PL ru_RU sv_SE'),
]);
const timezones = new Set(Intl.supportedValuesOf('timeZone'));
const longestName = 64;

export function isEmail(text: string): boolean {
  return /^[^\s@"(),:;<>[\]\\]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(text);
}

export function isLanguage(text: string): boolean {
  return languages.has(text);
}

function invalid({ version }: Change, message = ''): never {
  throw new Refusal(version.codes.edit.invalid, message);
}

/** Refuses values that do not match. Only version 35 checks profile fields. */
function profile(field: TextField, pattern?: RegExp, normalise = (value: string) => value): Field['set'] {
  return change => {
    const { user, value, version } = change;
    const checks = version.major > 29 && pattern !== undefined && value !== '';
    if (checks && !pattern.test(value)) invalid(change, `Invalid ${field}`);
    text(user)[field] = checks ? normalise(value) : value;
  };
}

function chosen(field: TextField, name: string, isKnown: (value: string) => boolean): Field['set'] {
  return change => {
    if (!isKnown(change.value)) invalid(change, `Invalid ${name}`);
    text(change.user)[field] = change.value;
  };
}

function text(user: User): Record<TextField, string> {
  return user;
}

function setDisplayName(change: Change): void {
  const name = change.value.trim();
  if (name.length > longestName) throw new Refusal(101, 'Invalid displayname');
  if (name !== '') change.user.displayname = name;
}

function setPassword({ user, value, version }: Change): void {
  if (isTooLong(value)) throw new Refusal(101, 'Invalid password value');
  const message = weakness(value);
  if (message) throw new Refusal(version.codes.edit.weak, message);
  user.password = value;
}

function setEmail(change: Change): void {
  if (change.value !== '' && !isEmail(change.value)) invalid(change);
  change.user.email = change.value.toLowerCase();
}

function addMail(change: Change): void {
  const { user, value, version } = change;
  const isKnown = version.major > 25 && user.additional_mail.includes(value);
  if (!isEmail(value) || value === user.email || isKnown) invalid(change);
  user.additional_mail.push(value);
}

/** Accepts only a confirmed additional address. */
function setNotifyEmail(change: Change): void {
  if (change.value !== '' && !change.user.verified_mail.includes(change.value)) invalid(change);
  change.user.notify_email = change.value;
}

/** The server asks the host in the address, so no address is valid while the server is offline. */
function setFediverse(change: Change): void {
  const { state, user, value, version } = change;
  const isValid = version.major <= 29 || (state.online && /^@?[^@\s]+@[^@\s]+\.[^@\s]+$/.test(value));
  if (value !== '' && !isValid) invalid(change, 'Invalid fediverse');
  user.fediverse = withoutAt(value);
}

function setManager({ state, user, value }: Change): void {
  user.manager = state.users.get(value)?.id ?? '';
}

function setQuota({ user, value, version }: Change): void {
  user.quota = parseQuota(value, version, version.codes.edit.quota);
}

const isLocale = (value: string) => locales.has(value);
const isTimezone = (value: string) => timezones.has(value);
const isWeekday = (value: string) => /^[0-6]$/.test(value);
const digitsOnly = (phone: string) => `+${phone.replace(/\D/g, '')}`;
const withoutAt = (handle: string) => handle.replace(/^@/, '');

const everybody = (since: Major, set: Field['set']): Field => ({ editor: 'everybody', since, set });

/** The fields of `PUT users/{id}` by their names on the wire. */
export const fields: ReadonlyMap<string, Field> = new Map(
  Object.entries({
    display: everybody(17, setDisplayName),
    displayname: everybody(17, setDisplayName),
    email: everybody(17, setEmail),
    password: everybody(17, setPassword),
    language: everybody(17, chosen('language', 'language', isLanguage)),
    locale: everybody(17, chosen('locale', 'locale', isLocale)),
    timezone: everybody(32, chosen('timezone', 'timezone', isTimezone)),
    first_day_of_week: everybody(32, chosen('first_day_of_week', 'first day of week', isWeekday)),
    additional_mail: everybody(23, addMail),
    notify_email: everybody(23, setNotifyEmail),
    phone: everybody(17, profile('phone', /^\+[\d\s()./-]{5,25}$/, digitsOnly)),
    address: everybody(17, profile('address')),
    website: everybody(17, profile('website', /^https?:\/\/\S+$/i)),
    twitter: everybody(17, profile('twitter', /^@?\w{2,15}$/, withoutAt)),
    bluesky: everybody(32, profile('bluesky')),
    fediverse: everybody(28, setFediverse),
    organisation: everybody(23, profile('organisation')),
    role: everybody(23, profile('role')),
    headline: everybody(23, profile('headline')),
    biography: everybody(23, profile('biography')),
    profile_enabled: everybody(23, profile('profile_enabled')),
    pronouns: everybody(32, profile('pronouns')),
    birthdate: { editor: 'self', since: 32, set: profile('birthdate') },
    quota: { editor: 'manager', since: 17, set: setQuota },
    manager: { editor: 'manager', since: 28, set: setManager },
  }),
);

/** Fields whose visibility only the user decides. */
export const scoped = new Set(
  words(`
  avatar email displayname phone address website twitter bluesky fediverse organisation role headline
  biography profile_enabled pronouns birthdate
`),
);

const scopes = new Set(['v2-private', 'v2-local', 'v2-federated', 'v2-published']);
const neverPrivate = new Set(['emailScope', 'displaynameScope']);

export function isScope(value: string): boolean {
  return scopes.has(value);
}

export function setScope(change: Change, key: string): void {
  if (!isScope(change.value)) invalid(change, 'Invalid Invalid scope');
  if (change.value === 'v2-private' && neverPrivate.has(key)) invalid(change, 'Invalid scope');
  change.user.scopes[key] = change.value;
}

/**
 * Replaces an additional address, or removes it if the value is empty. Only versions up to 25 refuse a value that is
 * no address.
 */
export function replaceMail({ user, value, version }: Change, old: string): void {
  if (value !== '' && !isEmail(value) && version.major <= 25) throw new Crash();
  user.additional_mail = user.additional_mail.filter(mail => mail !== old);
  if (value !== '') user.additional_mail.push(value);
}
