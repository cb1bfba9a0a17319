import type { Data } from '../data.ts';
import type { User } from '../state.ts';
import type { Version } from '../versions.ts';
import { isAdmin, manages } from './call.ts';
import { quotaData } from './quota.ts';

/** The initial scopes of fields, where they are not `v2-local`. */
const federated = new Set(['avatar', 'email', 'displayname', 'pronouns']);

function scopeOf(user: User, field: string): string {
  return user.scopes[`${field}Scope`] ?? (federated.has(field) ? 'v2-federated' : 'v2-local');
}

/** Fields whose value on the wire differs from the stored one. */
const special: Readonly<Record<string, (user: User, version: Version) => Data>> = {
  storageLocation: user => `/var/www/nextcloud/data/${user.id}`,
  firstLoginTimestamp: user => user.firstLogin,
  lastLoginTimestamp: user => user.lastLogin,
  lastLogin: user => user.lastLogin * 1000,
  quota: quotaData,
  email: user => user.email || null,
  'display-name': user => user.displayname,
  language: user => user.language || 'en',
  notify_email: user => user.notify_email || null,
  additional_mailScope: user => user.additional_mail.map(mail => user.scopes[mail] ?? 'v2-local'),
  backendCapabilities: user => ({ setDisplayName: user.canSetDisplayName, setPassword: user.canSetPassword }),
};

/** A user as shown by `GET users/{id}` and the lists with details. Only the caller's own record has the scopes. */
export function userRecord(user: User, caller: User, version: Version, own = false): Record<string, Data> {
  const record: Record<string, Data> = {};
  for (const field of version.record) {
    if (!isHidden(field, user, caller, version, own)) record[field] = valueOf(user, field, version);
  }
  if (record.manager !== undefined && !isAdmin(caller) && version.major > 29) record.manager = '';
  return record;
}

function valueOf(user: User, field: string, version: Version): Data {
  const make = special[field];
  if (make) return make(user, version);
  if (field.endsWith('Scope')) return scopeOf(user, field.slice(0, -'Scope'.length));
  return user[field as keyof User];
}

function isHidden(field: string, user: User, caller: User, version: Version, own: boolean): boolean {
  if (field.endsWith('Scope')) return !own;
  if (field === 'storageLocation') return version.major > 25 && !isAdmin(caller);
  return field === 'enabled' && version.major <= 29 && !manages(caller, user);
}
