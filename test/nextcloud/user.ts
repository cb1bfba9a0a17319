/** An account as the server keeps it, under the wire's own field names. */
export class Account {
  readonly id: string;
  password = '';
  /** '' where there is none. */
  email = '';
  additional_mail: string[] = [];
  /** Those additional addresses whose owner followed the link: only they can be `notify_email`. */
  verified_mail: string[] = [];
  enabled = true;
  /** As stored: `none`, `default` or a size such as `5 GB`. */
  quota = 'default';
  /** Bytes. */
  used = 0;
  /** Seconds since 1970; 0 never. */
  firstLogin = 0;
  lastLogin = 0;
  manager = '';
  phone = '';
  address = '';
  website = '';
  twitter = '';
  bluesky = '';
  fediverse = '';
  organisation = '';
  role = '';
  headline = '';
  biography = '';
  profile_enabled = '1';
  pronouns = '';
  birthdate = '';
  /** '' means the server's default. */
  language = '';
  locale = '';
  timezone = '';
  first_day_of_week = '';
  notify_email = '';
  /** Only those that differ from the defaults, by `emailScope` and so on; additional mails by address. */
  scopes: Record<string, string> = {};
  /** Password logins are refused as with two-factor authentication: only app passwords work. */
  twoFactor = false;
  /** Which second factors are set up, by provider; those that never were are absent. */
  providers: Record<string, boolean> = {};
  /** Its storage fails: lists with details show its id and nothing else. */
  unreadable = false;
  /** In a group that was given the settings *Users*: a delegated administrator. */
  delegated = false;
  backend = 'Database';
  canSetDisplayName = true;
  canSetPassword = true;
  /** Group ids in the order they were joined. */
  groups: string[] = [];
  /** Ids of the groups this account manages. */
  subadmin: string[] = [];
  #displayname: string;
  readonly #renamed: () => void;

  /** `renamed` hears of every new display name: it decides the place in the lists. */
  constructor(given: NewUser, renamed: () => void) {
    this.id = given.id;
    this.#displayname = given.id;
    this.#renamed = renamed;
    Object.assign(this, given, { groups: [], subadmin: [] });
  }

  get displayname(): string {
    return this.#displayname;
  }

  set displayname(name: string) {
    this.#displayname = name;
    this.#renamed();
  }
}

/** An account for tests to read and change; its groups change by `State.join` and its siblings. */
export type User = Omit<Account, 'groups' | 'subadmin'> & {
  readonly groups: readonly string[];
  readonly subadmin: readonly string[];
};

/** An account to make: what is not told is as Nextcloud leaves it. */
export type NewUser = Partial<User> & { readonly id: string };

/** Where an account stands: those without a display name first, then by display name as SQLite lowers it. */
export function sortKey({ id, displayname }: User): string {
  const lowerId = id.toLowerCase();
  if (displayname === id) return `0${lowerId}`;
  return `1${displayname.replace(/[A-Z]+/g, letters => letters.toLowerCase())}\0${lowerId}`;
}
