import '../shared/elements.ts';
import '../shared/form.css';
import type { Opening } from '../protocol.ts';
import { TablePage } from './page.ts';
import type { TableState } from './protocol.ts';
import './table.css';
import { TableHost } from './tableHost.ts';

const host = new TableHost();
let page: TablePage | undefined;

function begin(opening: Opening<TableState>): void {
  document.getElementById('first')?.remove();
  if (page) page.update(opening.state);
  else page = new TablePage(host, opening);
}

const opening = host.takeOpening<TableState>();
if (opening) begin(opening);
host.listen({
  init: begin,
  update: ({ state }) => page?.update(state),
  rows: ({ chunk, fresh }) => page?.data.append(chunk, fresh),
  changed: ({ chunk, gone }) => page?.data.change(chunk, gone),
  takePending: ({ request }) => page?.takePending(request),
});
host.post({ type: 'ready' });
