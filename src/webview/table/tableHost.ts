import type { FromTable, ToTable } from './protocol.ts';
import { Channel } from '../shared/host.ts';
import type { SearchSource } from '../protocol.ts';
import type { FindSuggestions } from '../shared/searchBox.ts';

/** The extension, as the table sees it. */
export class TableHost extends Channel<ToTable, FromTable> {
  search(source: SearchSource, serverId: string): FindSuggestions {
    return query => this.ask(request => ({ type: 'search', request, source, serverId, query }));
  }
}
