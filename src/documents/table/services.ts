import type { Services } from '../../servers/services.ts';
import type { RowAction } from '../../webview/table/protocol.ts';
import type { DocumentStore } from '../store.ts';

/** What tables need of the rest of the extension. */
export interface TableServices extends Pick<Services, 'context' | 'messages' | 'servers'> {
  readonly store: DocumentStore;
  /** The actions of the table of actions that can be run on rows. */
  rowActions(): readonly RowAction[];
}
