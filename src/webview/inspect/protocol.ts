import type { UserInfo } from '../../ocs/types.ts';

/** A `UserInfo` as it arrives: moments are ISO texts. */
export type SentUser = Omit<UserInfo, Moment> & Partial<Record<Moment, string | null>>;

type Moment = 'firstLogin' | 'lastLogin';

/** What *Inspect User* shows. */
export interface InspectState {
  user: SentUser;
  server: string;
  isSelf: boolean;
  /** A `data:` URI. */
  avatar: string | null;
  /** The server's own answer without what is secret; `null` where it gives none. */
  record: Record<string, unknown> | null;
  /** Why what is shown may be out of date. */
  problem: string | null;
}

export type InspectAction = 'edit' | 'showText' | 'refresh' | 'copyAnswer';
