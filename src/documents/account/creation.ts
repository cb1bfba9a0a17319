import type { NewUser } from '../../model/newUser.ts';
import type { CreateUserOptions, NextcloudError } from '../../ocs/index.ts';

/** What was entered, as the client takes it. */
export function optionsOf(user: NewUser): CreateUserOptions {
  const { displayname, email, access, password, quota, groups, subadmin, language, manager } = user;
  return {
    displayName: displayname || undefined,
    email: email || undefined,
    password: access === 'password' ? password : undefined,
    quota: quota === 'default' ? undefined : quota,
    groups,
    subadmin,
    language: language || undefined,
    manager: manager || undefined,
  };
}

/** The field that a server's error code is about (User Provisioning API, "Add a new user"). */
export function fieldOf({ kind, ocsCode }: NextcloudError): keyof NewUser | undefined {
  if (kind === 'conflict') return 'id';
  const fields: Partial<Record<number, keyof NewUser>> = {
    103: 'subadmin',
    104: 'groups',
    105: 'groups',
    106: 'groups',
    107: 'password',
    108: 'email',
    109: 'subadmin',
  };
  return fields[ocsCode ?? 0];
}
