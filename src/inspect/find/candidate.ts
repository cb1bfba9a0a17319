/** A text that may name a user, and where it stands in its line (UTF-16 units). */
export interface Candidate {
  text: string;
  start: number;
  end: number;
}

/** What Nextcloud accepts as a user ID (User Provisioning API, "Add a new user"): these characters, at most 64. */
const possible = /^[a-z0-9 _.@'-]{1,64}$/i;

/** Nextcloud's logs write `--` for “nobody”. */
const nobody = ['--', '.', '..'];

/** Whether a server can have a user with this ID: anything else is not worth a request. */
export function isPossibleId(text: string): boolean {
  return possible.test(text) && text.trim() === text && !nobody.includes(text);
}

/** The names that mark a user, compared without regard to case and separators: `uid_owner` is `uidOwner`. */
export class UserKeys {
  readonly #keys: ReadonlySet<string>;

  constructor(keys: readonly string[]) {
    this.#keys = new Set(keys.map(plain));
  }

  has(key: string): boolean {
    return this.#keys.has(plain(key));
  }
}

const plain = (key: string): string => key.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
