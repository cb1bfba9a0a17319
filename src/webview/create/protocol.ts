import type { NewUser } from '../../model/newUser.ts';
import type { DocumentState } from '../protocol.ts';

/** The form that creates a user. Its "document" is what was entered, which the host keeps in memory only. */
export interface CreateState extends DocumentState<NewUser> {
  server: string;
  serverId: string;
  /** Whether the user can be made a group administrator. */
  mayGiveRoles: boolean;
  /** Why the last attempt failed, unless a single field is the reason. */
  failure: string | null;
  /** The user exists but lacks some of what was entered; *Finish* adds it. */
  unfinished: boolean;
  busy: boolean;
  /** The user that was created last; the form is ready for another. */
  created: string | null;
}

/** What VS Code keeps of that form when the window reloads. The password is left empty. */
export interface KeptNewUser {
  serverId: string;
  entered: NewUser;
}

export type CreateAction = 'create' | 'createAnother' | 'finish' | 'generatePassword' | 'copyPassword';
