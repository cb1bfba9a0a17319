import type { GroupInfo } from '../types.ts';
import {
  boolean,
  decode,
  id,
  integer,
  only,
  optional,
  record,
  required,
  text,
  tolerantList,
  type Reader,
} from './reader.ts';

/** A backend that cannot count sends false. */
const count: Reader<number | undefined> = value =>
  value === false || value === '' ? undefined : integer(value);

const group = record<GroupInfo>({
  id: required('id', id),
  displayName: optional('displayname', text),
  userCount: optional('usercount', count),
  disabledCount: optional('disabled', count),
  canAdd: optional('canAdd', boolean),
  canRemove: optional('canRemove', boolean),
});

/** A group whose ID cannot be read is left out. */
const groups = only(
  'groups',
  tolerantList(group, () => undefined),
);

/** `groups/details`, in the server's order (Group provisioning API, "Get list of groups details"). */
export const decodeGroups = (data: unknown): GroupInfo[] => decode(groups, data);
