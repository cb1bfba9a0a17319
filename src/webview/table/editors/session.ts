import type { AccountControl } from '../../../model/accountFields.ts';
import type { DocumentValue } from '../../../model/document.ts';
import type { FindSuggestions } from '../../shared/searchBox.ts';

/** Where the active cell goes when an edit ends; `leave`: the focus is elsewhere by then. */
export type NextCell = 'stay' | 'leave' | 'down' | 'up' | 'right' | 'left';

/** A cell that is being edited. */
export interface EditSession {
  control: AccountControl;
  label: string;
  /** The value so far; an empty one where it is not known. */
  value: DocumentValue;
  /** A letter that the edit began with; it replaces a text. */
  typed: string | null;
  /** Display names of groups by ID, where they differ. */
  groupNames: Readonly<Record<string, string>>;
  search: Record<'groups' | 'users', FindSuggestions>;
  /** What is wrong with a value, in words. */
  problem(value: DocumentValue): string | undefined;
  commit(value: DocumentValue, next: NextCell): void;
  cancel(next: NextCell): void;
}
