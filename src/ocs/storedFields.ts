import { rowOf, type EditableField } from './editableFields.ts';
import type { CreateUserOptions, UserInfo } from './types.ts';

/** Whether `user` has `value` in `field`; false also where the record does not tell, as for passwords. */
export function isStored(user: UserInfo, field: EditableField, value: string): boolean {
  return rowOf(field).stored?.(user, value) ?? false;
}

/** What a new account lacks of what was asked for. */
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
