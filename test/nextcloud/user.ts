/** An account, under the wire's own field names. Its groups change by `State.join` and its siblings. */
export interface User {
  readonly id: string;
  displayname: string;
  password: string;
  /** '' where there is none. */
  email: string;
  additional_mail: string[];
  /** Those additional addresses whose owner followed the link: only they can be `notify_email`. */
  verified_mail: string[];
  enabled: boolean;
  /** As stored: `none`, `default` or a size such as `5 GB`. */
  quota: string;
  /** Bytes. */
  used: number;
  /** Seconds since 1970; 0 never. */
  firstLogin: number;
  lastLogin: number;
  manager: string;
  phone: string;
  address: string;
  website: string;
  twitter: string;
  bluesky: string;
  fediverse: string;
  organisation: string;
  role: string;
  headline: string;
  biography: string;
  profile_enabled: string;
  pronouns: string;
  birthdate: string;
  /** '' means the server's default. */
  language: string;
  locale: string;
  timezone: string;
  first_day_of_week: string;
  notify_email: string;
  /** Only those that differ from the defaults, by `emailScope` and so on; additional mails by address. */
  scopes: Record<string, string>;
  /** Password logins are refused as with two-factor authentication: only app passwords work. */
  twoFactor: boolean;
  backend: string;
  canSetDisplayName: boolean;
  canSetPassword: boolean;
  /** Group ids in the order they were joined. */
  readonly groups: readonly string[];
  /** Ids of the groups this account manages. */
  readonly subadmin: readonly string[];
}

/** An account to make: what is not told is as Nextcloud leaves it. */
export type NewUser = Partial<Omit<User, 'id' | 'groups' | 'subadmin'>> & {
  id: string;
  groups?: readonly string[];
  subadmin?: readonly string[];
};

const blank = {
  password: '',
  email: '',
  enabled: true,
  quota: 'default',
  used: 0,
  firstLogin: 0,
  lastLogin: 0,
  manager: '',
  phone: '',
  address: '',
  website: '',
  twitter: '',
  bluesky: '',
  fediverse: '',
  organisation: '',
  role: '',
  headline: '',
  biography: '',
  profile_enabled: '1',
  pronouns: '',
  birthdate: '',
  language: '',
  locale: '',
  timezone: '',
  first_day_of_week: '',
  notify_email: '',
  twoFactor: false,
  backend: 'Database',
  canSetDisplayName: true,
  canSetPassword: true,
};

/** An account that tells when its display name changes, which decides its place in the lists. */
export function createAccount(given: NewUser, renamed: () => void): User & MutableIds {
  const { groups: _groups, subadmin: _subadmin, displayname: name = given.id, ...rest } = given;
  let displayname = name;
  return {
    ...blank,
    additional_mail: [],
    verified_mail: [],
    scopes: {},
    ...rest,
    groups: [],
    subadmin: [],
    get displayname() {
      return displayname;
    },
    set displayname(value) {
      displayname = value;
      renamed();
    },
  };
}

export interface MutableIds {
  groups: string[];
  subadmin: string[];
}

/** Where an account stands: those without a display name first, then by display name as SQLite lowers it. */
export function sortKey({ id, displayname }: User): string {
  const lowerId = id.toLowerCase();
  if (displayname === id) return `0${lowerId}`;
  return `1${displayname.replace(/[A-Z]+/g, letters => letters.toLowerCase())}\0${lowerId}`;
}
