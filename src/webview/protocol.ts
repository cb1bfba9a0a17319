import type { AccountDocument, AccountFieldName } from '../model/account.ts';
import type { AppsDocument } from '../model/apps.ts';
import type { DocumentValue } from '../model/document.ts';
import type { GroupDocument } from '../model/group.ts';
import type { Plan } from '../model/plan/types.ts';
import type { LockableAction } from '../model/rights.ts';
import type { SecondFactor } from '../model/secondFactor.ts';
import type { AppCategory, Quota, StoreApp } from '../ocs/types.ts';

/**
 * The messages between a form (in the browser) and its host (the extension), in both directions. They travel as JSON, so
 * `null` stands for "none": `undefined` would not arrive.
 */

/** One function for each type of message. A message without a handler does not compile. */
export type Handlers<Message extends { type: string }> = {
  [Type in Message['type']]: (message: Extract<Message, { type: Type }>) => unknown;
};

/** What can be searched on the server while typing. `names`: the users whose IDs the query has, one per line. */
export type SearchSource = 'groups' | 'users' | 'names';

/** A row in a list of suggestions; `value` is what the document gets. */
export interface Suggestion {
  value: string;
  label: string;
  detail?: string;
}

/** New values by field. */
export type Changes = Record<string, DocumentValue>;

/** What a form starts with: its state, and VS Code's translations (`null` in English). */
export interface Opening<State> {
  translations: Record<string, string> | null;
  state: State;
}

export type ToForm<State> =
  /** The first message. */
  | ({ type: 'init' } & Opening<State>)
  | { type: 'update'; state: Partial<State> }
  | { type: 'found'; request: number; suggestions: Suggestion[]; problem: string | null }
  /** Asks for a `pending` answer: the document is about to be saved. */
  | { type: 'takePending'; request: number };

export type FromForm<Action extends string> =
  | { type: 'ready' }
  /** `sequence` counts up; it comes back as `applied` once the document has the changes. */
  | { type: 'edit'; sequence: number; changes: Changes }
  | { type: 'pending'; request: number; sequence: number; changes: Changes }
  /** One step back or forth in VS Code, once the document has all edits. */
  | { type: HistoryStep }
  | { type: 'search'; request: number; source: SearchSource; query: string }
  /** `target`: the action concerns not the document but one object in it. */
  | { type: 'run'; action: Action; target?: ActionTarget };

export interface ActionTarget {
  id: string;
  /** The IDs of the groups that were chosen for it. */
  groups?: string[];
}

/** A step in the history of a document, taken by VS Code. */
export type HistoryStep = 'undo' | 'redo';

/** The first error in the JSON text behind a form. Lines and columns count from 1. */
export interface Fault {
  line: number;
  column: number;
  message: string;
}

/** What the forms of all documents show. */
export interface DocumentState<Document> {
  /** The last document that could be read. */
  document: Document | null;
  /** The document as it was loaded, to mark what was changed since. */
  base: Document | null;
  /** Set while the text is not a valid document; the form is then locked. */
  fault: Fault | null;
  /** The sequence of the last edit that is in the document or was refused. */
  applied: number;
  /** Why nothing can be edited. */
  readOnly: string | null;
  /** Why the server refused fields at the last save, by field. */
  problems: Record<string, string>;
}

/** What is known about a user besides the document. Dates in ms since 1970; `null` is "never". */
export interface AccountFacts {
  server: string;
  displayName: string;
  enabled?: boolean;
  isSelf: boolean;
  firstLogin?: number | null;
  lastLogin?: number | null;
  backend?: string;
  storageLocation?: string;
  quota?: Quota;
  /** The fields this server knows. */
  fields: AccountFieldName[];
  /** Why fields cannot be edited; a field that is absent can be. */
  locked: Partial<Record<AccountFieldName, string>>;
  /** Why actions are not possible; an action that is absent is. */
  lockedActions: Partial<Record<LockableAction, string>>;
  /** Why the user cannot leave a group, by ID. */
  fixedGroups: Record<string, string>;
  /** The page of the web interface that says whether a second factor is required; absent for whoever may not see it. */
  securityPage?: string;
}

export interface AccountState extends DocumentState<AccountDocument> {
  facts: AccountFacts | null;
  /** A `data:` URI. Arrives later. */
  avatar?: string;
  /** Display names of groups by ID, where they differ from it. Arrive later. */
  groupNames?: Record<string, string>;
  /** Why no members can be removed from a group, by ID. Arrive later. */
  fixedGroups?: Record<string, string>;
  /** Arrives later. */
  secondFactor?: SecondFactor;
  /** The user was deleted on the server. */
  gone: boolean;
}

export type AccountAction =
  | 'showText'
  | 'refresh'
  | 'compare'
  | 'duplicate'
  | 'resetPassword'
  | 'resetSecondFactor'
  | 'sendWelcomeEmail'
  | 'wipeDevices'
  | 'delete'
  | 'recreate'
  | 'close';

export interface GroupFacts {
  server: string;
  displayName: string;
  /** The server's count of members. */
  userCount?: number;
  disabledCount?: number;
  /** Why members can be neither added nor removed, such as those from a directory. */
  lockedMembers: string | null;
  /** Why the name cannot be changed. */
  lockedName: string | null;
  mayDelete: boolean;
}

export interface GroupState extends DocumentState<GroupDocument> {
  facts: GroupFacts | null;
  gone: boolean;
  /** Display names of users by ID, as far as known. Arrive later. */
  names?: Record<string, string>;
}

export type GroupAction = 'showText' | 'refresh' | 'delete' | 'close';

/** An app in the list and in its details. What the server does not provide is absent. */
export interface AppRow extends Partial<
  Pick<
    StoreApp,
    | 'name'
    | 'version'
    | 'summary'
    | 'description'
    | 'licence'
    | 'authors'
    | 'categories'
    | 'website'
    | 'limitedTo'
    | 'update'
    | 'compatible'
    | 'missingDependencies'
    | 'removable'
    | 'level'
    | 'rating'
    | 'ratings'
  >
> {
  id: string;
  /** Whether it can be enabled for some groups only. */
  canBeLimited?: boolean;
}

/** What is known through the app store. */
export interface StoreView {
  /** By ID: the apps on the server and the others. */
  apps: Record<string, AppRow>;
  categories: AppCategory[];
  /** Why nothing can be installed or updated from here. */
  lacking: string | null;
  /** Whether apps can be removed, which does not take the app store. */
  canRemove: boolean;
}

export interface AppsState extends DocumentState<AppsDocument> {
  server: string;
  /** The IDs of all apps on the server, enabled or not. */
  apps: string[];
  /** Their details by ID. Arrive later; no app is shown until then. */
  details?: Record<string, AppRow>;
  /** Arrives later. */
  store?: StoreView;
  /** Of the groups that apps are limited to, by ID; '' for none. Arrive later. */
  groupNames?: Record<string, string>;
  /** Apps that were changed since, by ID. They replace what is said above. */
  latest?: Record<string, AppRow>;
  /** When the updates were asked for from elsewhere, in ms since 1970; `null`: never. */
  updatesAskedAt: number | null;
  /** What is being done to apps, by ID: "Updating…". */
  doing: Record<string, string>;
  /** Why the last thing done to an app failed, by ID. */
  failures: Record<string, string>;
}

type OneAppAction = 'update' | 'install' | 'remove' | 'limit' | 'force' | 'configure';
export type AppsAction = OneAppAction | 'showText' | 'refresh' | 'updateAll' | 'openServer';

/** A plan as it was made. */
interface PlanFacts extends Pick<Plan, 'steps' | 'problems' | 'notice'> {
  server: string;
  title: string;
  /** When it was made, in ms since 1970. */
  at: number;
  /** Users who are as wanted already. */
  unchanged: number;
}

/** What became of a step; `leftOut` was not begun and will not be. */
export type ShownState =
  'pending' | 'leftOut' | 'running' | 'unknown' | 'done' | 'already' | 'failed' | 'conflict' | 'skipped';

/** How a plan is being applied, or has been. */
export interface PlanRun {
  /** `elsewhere`: another window applies it. */
  phase: 'new' | 'running' | 'paused' | 'ended' | 'interrupted' | 'elsewhere';
  /** One for each step, in their order: thousands of them travel several times a second. */
  states: ShownState[];
  /** Why steps failed, or which fields somebody else has changed, by the IDs of steps. */
  reasons: Record<number, string>;
  /** IDs of the steps that the user has left out. */
  leftOut: number[];
  /** While it is applied. */
  progress: { perSecond?: number; remainingMs?: number } | null;
  /** When the server's rate limit ends, in ms since 1970. */
  waitingUntil: number | null;
  /** Why the last sitting ended before its end. */
  end: 'cancelled' | 'stopped' | null;
  message: string;
  /** How long applying what is left takes, in words. */
  expected: string;
  /** How long it takes until the end, in words. */
  remaining: string;
  /** IDs of users to be created whose passwords are no longer known. */
  withoutPassword: string[];
}

export interface PlanFormState extends DocumentState<object> {
  facts: PlanFacts | null;
  /** Arrives later. */
  run?: PlanRun;
}

export type PlanAction =
  | 'showText'
  | 'refresh'
  | 'close'
  | 'apply'
  | 'resume'
  | 'retry'
  | 'undo'
  | 'pause'
  | 'continue'
  | 'cancel'
  | 'compare'
  | 'copyReport'
  | 'delete';
