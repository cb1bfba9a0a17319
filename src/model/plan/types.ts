import type { AccountDocument, AccountFieldName, AccountValues, PlainFieldName } from '../account.ts';
import type { LockableAction, Lock, Viewpoint } from '../rights.ts';
import type { SecondFactor } from '../secondFactor.ts';

/** A list as it shall be, or what is to be added to it and removed from it. */
export type WantedList = readonly string[] | { add?: readonly string[]; remove?: readonly string[] };

type WantedLists = 'groups' | 'subadmin' | 'additional_mail';

/** What somebody wants of one user. Whatever is absent is left alone. */
export interface WantedUser
  extends Partial<Omit<AccountValues, WantedLists>>, Partial<Record<WantedLists, WantedList>> {
  id: string;
  /** `present` and `disabled` also enable and disable; `absent` deletes. Absent: the user shall exist, nothing more. */
  state?: 'present' | 'disabled' | 'absent';
  /** There is a password for the case that the user is created. Plans never hold the password itself. */
  hasPassword?: boolean;
  /** Done once each time the plan is applied. */
  wipe?: boolean;
  welcome?: boolean;
  /** The second factor as it is, to be disabled. */
  resetSecondFactor?: SecondFactor;
  /** Where this was written, say the row of a table; problems carry it. */
  source?: number;
}

/** What plans change: the users by `userKey`, and the IDs of all groups. */
export interface PlanState {
  readonly accounts: ReadonlyMap<string, AccountDocument>;
  readonly groups: ReadonlySet<string>;
}

/** The server as it is, seen by whoever is signed in. */
export interface Present extends PlanState {
  me: string;
  role: Viewpoint['role'];
  /** IDs of the enabled administrators. */
  administrators: readonly string[];
  /** By `userKey`: fields and actions that are not available, where there are any. */
  locks: ReadonlyMap<string, UserLocks>;
  /** By group ID, where a backend keeps the members. */
  fixedGroups: ReadonlyMap<string, { add: boolean; remove: boolean }>;
  /** `userKey` of everybody who has signed in at least once. */
  signedIn: ReadonlySet<string>;
}

export interface UserLocks {
  fields: Partial<Record<AccountFieldName, Lock>>;
  actions: readonly LockableAction[];
}

export interface PlanOptions {
  /** Users that do not exist are created; true unless told. */
  createUsers?: boolean;
  /** Whether groups that do not exist are created, or which of them; none unless told. */
  createGroups?: boolean | readonly string[];
}

/** What one request creates an account with; fields under their names in documents. */
export interface CreatedValues {
  displayname?: string;
  email?: string;
  quota?: string;
  language?: string;
  manager?: string;
  groups?: string[];
  subadmin?: string[];
}

/** One field of one user. `old` is absent where the user is created by the same plan. */
export interface FieldChange {
  field: PlainFieldName;
  old?: string;
  new: string;
}

/** Whether an app is enabled, and for the members of which groups; absent: for everybody. */
export interface AppSwitch {
  enabled: boolean;
  limitedTo?: string[];
}

type MembershipKind = 'join' | 'leave' | 'promote' | 'demote';
type SwitchKind = 'enable' | 'disable' | 'wipe' | 'welcome' | 'notify';
type MailKind = 'addMail' | 'removeMail';

/** What a step does. Values of fields are as they are sent to the server. */
export type StepAction =
  /** `displayname`: absent for one that is called as its ID. */
  | { kind: 'createGroup'; group: string; displayname?: string }
  | { kind: 'renameGroup'; group: string; old: string; new: string }
  | { kind: 'switchApp'; app: string; old: AppSwitch; new: AppSwitch }
  /** A setting of an app; an absent value is that of a key that does not exist. Never a secret. */
  | { kind: 'configure'; app: string; key: string; old?: string; new?: string }
  | { kind: 'create'; user: string; values: CreatedValues; hasPassword: boolean }
  | { kind: 'change'; user: string; changes: FieldChange[] }
  | { kind: MembershipKind; user: string; group: string }
  | { kind: MailKind; user: string; mail: string }
  | { kind: SwitchKind; user: string }
  /** Disables these providers; any that is set up later stays. */
  | { kind: 'resetSecondFactor'; user: string; providers: string[] }
  /** `before`: the user as planned for; another one is not deleted. `unused`: nor one who has signed in. */
  | { kind: 'delete'; user: string; before: AccountDocument; unused?: boolean };

/** A step that concerns one user. */
export type UserStep = Extract<StepAction, { user: string }>;

/** A step that concerns the server: its groups, apps, or settings. */
export type ServerStep = Exclude<StepAction, UserStep>;

export const isUserStep = <S extends StepAction>(step: S): step is Extract<S, { user: string }> =>
  'user' in step;

export type StepKind = StepAction['kind'];

/** `id` is unique in its plan, from 1 on. `needs` are the IDs of earlier steps without which it makes no sense. */
export type PlanStep = StepAction & { id: number; needs: number[] };

export interface Problem {
  code: string;
  /** Nothing is planned for this user; otherwise only what the problem is about is left out. */
  blocks: boolean;
  user: string;
  source?: number;
  field?: string;
  /** In the order of the sentence's placeholders. */
  values: string[];
}

/** What is to be done, in an order of which every beginning leaves a sensible state. JSON without any secret. */
export interface Plan {
  version: typeof planVersion;
  steps: PlanStep[];
  problems: Problem[];
  /** How many of the listed users are as wanted already; absent if none is, or if nobody was listed. */
  unchanged?: number;
  /** What steps of the kind `notify` send, once for all of them. */
  notice?: NoticeText;
}

/** The parts of a notification, as `UserNotification` has them. */
export interface NoticeText {
  subject: string;
  message: string;
}

export const planVersion = 1;

/** User IDs are the same in any case. */
export const userKey = (id: string): string => id.toLowerCase();
