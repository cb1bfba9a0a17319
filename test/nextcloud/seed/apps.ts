import { words } from '../lists.ts';
import type { App, State } from '../state.ts';
import { catalogue } from './catalogue.ts';

/** The others came with the server. */
const fromStore = new Set(
  words(`
    calendar contacts deck forms groupfolders guests hello_markdown impersonate integration_github mail maps notes
    notify_push polls richdocuments spreed tables tasks
  `),
);

/** The apps folder of the simulated server. */
export function seedApps(state: State): void {
  for (const line of catalogue) {
    const app = { ...parseApp(line), shipped: !fromStore.has(line.slice(0, line.indexOf('|'))) };
    state.apps.set(app.id, app);
  }
}

/** `id|Name|version|category|+, - or !|Summary|Description`: enabled, disabled, or always enabled. */
export function parseApp(line: string): App {
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
