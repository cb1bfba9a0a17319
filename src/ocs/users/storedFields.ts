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
    ...Object.entries(fields).flatMap(([field, value]) =>
      value && rowOf(field as keyof typeof fields).stored?.(user, value) === false ? [field] : [],
    ),
    ...Object.entries(lists).flatMap(([field, [wanted, present]]) =>
      (wanted?.every(group => present?.includes(group)) ?? true) ? [] : [field],
    ),
  ];
}
