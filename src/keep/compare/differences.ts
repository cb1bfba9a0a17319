import type { AccountDocument, AccountFieldName } from '../../model/account.ts';
import { byCodeUnit } from '../../model/document.ts';
import { differences as differentFields } from '../../model/plan/equal.ts';
import type { AppSwitch } from '../../model/plan/types.ts';
import { lower } from '../../ocs/comparisons.ts';
import type { AppEntry, AppSettings, GroupEntry, InstanceState } from '../instance/state.ts';
import { mergeJoin, sortedEntries } from './mergeJoin.ts';

export type DifferenceKind = 'group' | 'app' | 'setting' | 'user';

/** Of an app: whether it is enabled, or the groups that it is limited to. Of anything that is there or not: true. */
export type DifferenceValue = string | boolean | readonly string[];

/** In what two instances, or two users, differ. A value that is absent on a side is not there. */
export interface Difference {
  kind: DifferenceKind;
  /** The ID of the user, the group or the app. */
  subject: string;
  /** The field of the document, the key of the setting; `''` where the whole subject is on one side only. */
  field: string;
  /** For lists: what of it is on one side only. */
  item?: string;
  left?: DifferenceValue;
  right?: DifferenceValue;
}

/** Tells a difference from all others of a comparison, also of a later one of the same two. */
export const differenceKey = ({ kind, subject, field, item }: Difference): string =>
  JSON.stringify([kind, subject, field, item]);

/**
 * All differences, in an order that depends on nothing but them: by kind, subject, and field. What a side does not know (a
 * field that a server lacks, a user who cannot be read, apps without the rights to see them) does not differ. Goes on as far
 * as they are taken.
 */
export function* compareInstances(
  left: InstanceState,
  right: InstanceState,
): Generator<Difference, void, undefined> {
  for (const { key, left: one, right: other } of joined(left.groups, right.groups))
    yield* groupDifferences(key, one, other);
  if (left.apps && right.apps)
    for (const { key, left: one, right: other } of joined(left.apps, right.apps))
      yield* appDifferences(key, one, other);
  if (left.config && right.config)
    for (const { key, left: one, right: other } of joined(left.config, right.config))
      yield* settingDifferences(key, one, other);
  for (const { left: one, right: other } of joined(left.users, right.users))
    if (one && other) yield* compareUsers(one, other);
    else yield { kind: 'user', subject: (one ?? other)?.id ?? '', field: '', ...presence(one, other) };
}

const joined = <T>(left: ReadonlyMap<string, T>, right: ReadonlyMap<string, T>) =>
  mergeJoin(sortedEntries(left), sortedEntries(right));

const presence = (left: unknown, right: unknown): Pick<Difference, 'left' | 'right'> => ({
  ...(left !== undefined && { left: true }),
  ...(right !== undefined && { right: true }),
});

function* groupDifferences(
  subject: string,
  left: GroupEntry | undefined,
  right: GroupEntry | undefined,
): Generator<Difference, void, undefined> {
  const about = { kind: 'group', subject } as const;
  if (!left || !right) yield { ...about, field: '', ...presence(left, right) };
  else if (left.displayname !== undefined && right.displayname !== undefined)
    if (left.displayname !== right.displayname)
      yield { ...about, field: 'displayname', left: left.displayname, right: right.displayname };
}

/** An app that a server does not have is not enabled there. */
function* appDifferences(
  subject: string,
  left: AppEntry | undefined,
  right: AppEntry | undefined,
): Generator<Difference, void, undefined> {
  const [one, other] = [switchValue(left), switchValue(right)];
  if (String(one) !== String(other))
    yield { kind: 'app', subject, field: 'enabled', left: one, right: other };
}

function switchValue({ enabled, limitedTo }: AppSwitch = { enabled: false }): boolean | string[] {
  return enabled && limitedTo ? [...limitedTo].sort(byCodeUnit) : enabled;
}

/** What `switchValue` was made of. */
export const switchOf = (value: DifferenceValue | undefined): AppSwitch =>
  typeof value === 'object' ? { enabled: true, limitedTo: [...value] } : { enabled: value === true };

function* settingDifferences(
  subject: string,
  left: AppSettings = {},
  right: AppSettings = {},
): Generator<Difference, void, undefined> {
  const sides = mergeJoin(sortedEntries(Object.entries(left)), sortedEntries(Object.entries(right)));
  for (const { key, left: one, right: other } of sides)
    if (one !== other) yield { kind: 'setting', subject, field: key, ...given(one, other) };
}

/** The differences of two users, who may have different IDs; they are about the right one. */
export function* compareUsers(
  left: AccountDocument,
  right: AccountDocument,
): Generator<Difference, void, undefined> {
  const [ours, theirs] = [named(left), named(right)];
  for (const field of differentFields(ours, theirs)) {
    const [one, other] = [ours[field], theirs[field]];
    const about = { kind: 'user', subject: right.id, field } as const;
    if (Array.isArray(one) && Array.isArray(other)) yield* itemDifferences(about, one, other);
    else yield { ...about, ...given(one, other) };
  }
}

/** Users without a display name are shown by their ID. */
const named = (user: AccountDocument): AccountDocument =>
  user.displayname?.trim() === '' ? { ...user, displayname: user.id } : user;

function* itemDifferences(
  about: { kind: 'user'; subject: string; field: AccountFieldName },
  left: readonly string[],
  right: readonly string[],
): Generator<Difference, void, undefined> {
  const normal = about.field === 'additional_mail' ? lower : (item: string) => item;
  const entries = (items: readonly string[]) =>
    sortedEntries(new Map(items.map(item => [normal(item), item])));
  for (const { left: one, right: other } of mergeJoin(entries(left), entries(right)))
    if (one === undefined || other === undefined)
      yield { ...about, item: one ?? other ?? '', ...presence(one, other) };
}

const given = (
  left: DifferenceValue | undefined,
  right: DifferenceValue | undefined,
): Pick<Difference, 'left' | 'right'> => ({
  ...(left !== undefined && { left }),
  ...(right !== undefined && { right }),
});
