import type { App, State } from '../state.ts';
import { catalogue } from './catalogue.ts';

/** The apps folder of the simulated server. */
export function seedApps(state: State): void {
  for (const line of catalogue) {
    const app = parse(line);
    state.apps.set(app.id, app);
  }
}

/** `id|Name|version|category|+, - or !|Summary|Description`: enabled, disabled, or always enabled. */
function parse(line: string): App {
  const [id = '', name = '', version = '', category = '', mark = '', summary = '', description = ''] =
    line.split('|');
  return {
    id,
    enabled: mark !== '-',
    alwaysEnabled: mark === '!',
    info: {
      id,
      name,
      summary,
      description: description || summary,
      version,
      licence: 'agpl',
      author: ['Nextcloud contributors'],
      types: mark === '!' ? ['filesystem'] : [],
      documentation: { admin: `admin-${id}` },
      category: [category],
      bugs: 'https://github.com/nextcloud/server/issues',
      dependencies: {
        nextcloud: { '@attributes': { 'min-version': '30', 'max-version': '35' } },
        backend: [],
      },
    },
  };
}
