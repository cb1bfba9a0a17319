import { accountFieldTypes } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { byCodeUnit, canonicalDocument } from '../../model/document.ts';
import type { AppEntry, GroupEntry, InstanceState } from '../instance/state.ts';

/** A file that says what an instance is like: a plan of it has nothing to do. The same for the same instance, byte by byte. */
export function writeCode({ users, groups, apps, config }: InstanceState): string {
  const byId = new Map([...users.values()].map(user => [user.id, user]));
  const code = {
    groups: sorted(groups, groupCode),
    users: sorted(byId, userCode),
    ...(apps && { apps: sorted(apps, appCode) }),
    ...(config?.size && {
      config: sorted(config, settings => sorted(new Map(Object.entries(settings)), value => value)),
    }),
  };
  return `${JSON.stringify(code, escaped, 2)}\n`;
}

function sorted<T>(from: ReadonlyMap<string, T>, to: (value: T) => unknown): object {
  const entries = [...from].sort(([a], [b]) => byCodeUnit(a, b));
  return Object.fromEntries(entries.map(([name, value]) => [name, to(value)] as const));
}

/** What stands for a variable stands for itself. */
const escaped = (_name: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/\$(?=\{\w+\})/g, '$$$$') : value;

const groupCode = ({ id, displayname }: GroupEntry): object =>
  displayname === undefined || displayname === id ? {} : { displayname };

function userCode(user: AccountDocument): object {
  const entries = Object.entries(canonicalDocument(user, accountFieldTypes));
  return Object.fromEntries(entries.filter(([name, value]) => name !== 'id' && !isEmpty(value)));
}

/** Whatever is not listed is left alone. */
const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

const appCode = ({ enabled, limitedTo }: AppEntry): boolean | readonly string[] =>
  enabled && limitedTo?.length ? limitedTo : enabled;
