import type { SecondFactor } from '../../model/secondFactor.ts';
import type { UserInfo } from '../../ocs/types.ts';

/** A `UserInfo` as it arrives: dates are ISO texts. */
export type SentUser = Omit<UserInfo, Moment> & Partial<Record<Moment, string | null>>;

type Moment = 'firstLogin' | 'lastLogin';

/** What *Inspect User* shows. */
export interface InspectState {
  user: SentUser;
  server: string;
  isSelf: boolean;
  /** A `data:` URI. */
  avatar: string | null;
  /** The server's answer without its secrets; `null` where there is none. */
  record: Record<string, unknown> | null;
  /** `null`: it is being asked for. */
  secondFactor: SecondFactor | null;
  /** Why the page may be out of date. */
  problem: string | null;
}

export type InspectAction = 'edit' | 'showText' | 'refresh' | 'copyAnswer';
