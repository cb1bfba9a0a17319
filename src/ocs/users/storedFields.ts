import { namesIn } from '../narrow.ts';
import { rowOf, type EditableField } from '../editableFields.ts';
import type { CreateUserOptions, UserInfo } from '../types.ts';

/** Whether `user` has `value` in `field`. False also if the record does not tell, as with passwords. */
export function isStored(user: UserInfo, field: EditableField, value: string): boolean {
  return rowOf(field).stored?.(user, value) ?? false;
}

/** The wire names of the requested fields that a new user lacks. */
export function missingOptions(user: UserInfo, asked: CreateUserOptions): string[] {
  const { displayName, email, quota, language, manager } = asked;
  const fields = { displayname: displayName, email, quota, language, manager };
  const lists = { groups: [asked.groups, user.groups], subadmin: [asked.subadmin, user.subadmin] } as const;
  return [
    ...namesIn(fields).filter(field => {
      const value = fields[field];
      return value && rowOf(field).stored?.(user, value) === false;
    }),
    ...Object.entries(lists).flatMap(([field, [wanted, present]]) =>
      (wanted?.every(group => present?.includes(group)) ?? true) ? [] : [field],
    ),
  ];
}
