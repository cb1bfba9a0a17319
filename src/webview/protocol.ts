import type { AccountDocument, AccountFieldName } from '../model/account.ts';
import type { AppsDocument } from '../model/apps.ts';
import type { DocumentValue } from '../model/document.ts';
import type { GroupDocument } from '../model/group.ts';
import type { NewUser } from '../model/newUser.ts';
import type { LockableAction } from '../model/rights.ts';
import type { Quota } from '../ocs/types.ts';

/**
 * The messages between a form (browser) and its host (the extension), both ways. What travels is JSON: `null` is
 * "there is none", since `undefined` would not arrive.
 */

/** One function for each type of message: a message without a handler does not compile. */
export type Handlers<Message extends { type: string }> = {
  [Type in Message['type']]: (message: Extract<Message, { type: Type }>) => unknown;
};

/** What can be looked up on the server while typing. */
export type SearchSource = 'groups' | 'users';

/** A row of a list of suggestions; `value` is what goes into the document. */
export interface Suggestion {
  value: string;
  label: string;
  detail?: string;
}

/** New values by field. */
export type Changes = Record<string, DocumentValue>;

/** What a form begins with: what to show, and VS Code's translations (none in English). */
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
  /** `sequence` counts up; it comes back as `applied` once the document holds the changes. */
  | { type: 'edit'; sequence: number; changes: Changes }
  | { type: 'pending'; request: number; sequence: number; changes: Changes }
  /** One step back or forth in VS Code, once the document holds all edits. */
  | { type: Step }
  | { type: 'search'; request: number; source: SearchSource; query: string }
  | { type: 'run'; action: Action };

/** What VS Code does to a document's history. */
export type Step = 'undo' | 'redo';

/** Where the text beside a form cannot be read; lines and columns count from 1. */
export interface Fault {
  line: number;
  column: number;
  message: string;
}

/** What every form of a document shows. */
export interface DocumentState<Document> {
  /** The last document that could be read. */
  document: Document | null;
  /** What the text was loaded from, to mark what was changed since. */
  base: Document | null;
  /** Set while the text is no valid document: the form is locked. */
  fault: Fault | null;
  /** The sequence of the last edit that is in the document, or was refused. */
  applied: number;
  /** Why nothing can be edited. */
  readOnly: string | null;
  /** What the server refused at the last save, by field. */
  problems: Record<string, string>;
}

/** What is known of an account beside its document. Dates in ms since 1970; `null` is "never". */
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
  /** Why a field cannot be edited; a field that is not here can be. */
  locked: Partial<Record<AccountFieldName, string>>;
  /** Why something cannot be done to the account; what is not here can be. */
  lockedActions: Partial<Record<LockableAction, string>>;
  /** Why a group cannot be left, by id. */
  fixedGroups: Record<string, string>;
}

export interface AccountState extends DocumentState<AccountDocument> {
  facts: AccountFacts | null;
  /** A `data:` URI; comes later. */
  avatar?: string;
  /** Names of groups by id, where they differ from the id; come later. */
  groupNames?: Record<string, string>;
  /** Why a group gives up no members, by id; come later. */
  fixedGroups?: Record<string, string>;
  /** The account was deleted on the server. */
  gone: boolean;
}

export type AccountAction =
  | 'showText'
  | 'refresh'
  | 'compare'
  | 'duplicate'
  | 'resetPassword'
  | 'sendWelcomeEmail'
  | 'wipeDevices'
  | 'delete'
  | 'recreate'
  | 'close';

export interface GroupFacts {
  server: string;
  displayName: string;
  /** Members, as the server counts them. */
  userCount?: number;
  disabledCount?: number;
  /** Why members can neither be added nor removed, e.g. because a directory decides. */
  lockedMembers: string | null;
  /** Why the name cannot be changed. */
  lockedName: string | null;
  mayDelete: boolean;
}

export interface GroupState extends DocumentState<GroupDocument> {
  facts: GroupFacts | null;
  gone: boolean;
  /** Names of users by id, as far as known; come later. */
  names?: Record<string, string>;
}

export type GroupAction = 'showText' | 'refresh' | 'delete' | 'close';

/** An app, as a row and its details. What the server does not tell is absent. */
export interface AppRow {
  id: string;
  name?: string;
  version?: string;
  summary?: string;
  description?: string;
  licence?: string;
  authors?: string[];
  categories?: string[];
  website?: string;
}

export interface AppsState extends DocumentState<AppsDocument> {
  server: string;
  /** The ids of all apps of the server, enabled or not. */
  apps: string[];
  /** What they are, by id; comes later, and till then no app is shown. */
  details?: Record<string, AppRow>;
}

export type AppsAction = 'showText' | 'refresh';

/** The form that creates an account: its "document" is what was entered, kept by the host and never on disk. */
export interface CreateState extends DocumentState<NewUser> {
  server: string;
  serverId: string;
  /** Whether group administrator roles can be given, too. */
  mayGiveRoles: boolean;
  /** Why the last try failed, where it is no single field. */
  failure: string | null;
  /** The account is there, and lacks some of what was entered: it can be finished. */
  unfinished: boolean;
  busy: boolean;
  /** The account that the form created last; it is ready for another. */
  created: string | null;
}

/** What VS Code keeps of that form over a reload. The password is left empty. */
export interface KeptNewUser {
  serverId: string;
  entered: NewUser;
}

export type CreateAction = 'create' | 'createAnother' | 'finish' | 'generatePassword' | 'copyPassword';
