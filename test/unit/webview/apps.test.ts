import assert from 'node:assert/strict';
import { appsByTab, visibleApps, type Tab, type Wanted } from '../../../src/webview/apps/filter.ts';
import { choicesFor } from '../../../src/webview/apps/choices.ts';
import type { AppRow, AppsState } from '../../../src/webview/protocol.ts';

const apps: AppRow[] = [
  { id: 'files', name: 'Files', categories: ['files'] },
  { id: 'deck', name: 'Deck', summary: 'Boards for your team', compatible: false },
  { id: 'unknown', missingDependencies: ['dlib is missing'] },
];
const all: Wanted = { filter: '', which: 'all', category: '', fitting: false };
const shown = (wanted: Partial<Wanted>, tab: Tab = 'installed'): string[] =>
  visibleApps(tab, apps, new Set(['files']), { ...all, ...wanted }).map(({ id }) => id);

describe('visibleApps', () => {
  it('sorts by name, or by ID where there is no name', () =>
    assert.deepEqual(shown({}), ['deck', 'files', 'unknown']));

  it('searches ID, name and summary in any case', () => {
    assert.deepEqual(shown({ filter: ' BOARDS ' }), ['deck']);
    assert.deepEqual(shown({ filter: 'unk' }), ['unknown']);
  });

  it('filters installed apps by enabled or disabled', () => {
    assert.deepEqual(shown({ which: 'enabled' }), ['files']);
    assert.deepEqual(shown({ which: 'disabled' }), ['deck', 'unknown']);
  });

  it('filters the store by category and by what can be enabled, and nothing else by them', () => {
    assert.deepEqual(shown({ category: 'files' }, 'store'), ['files']);
    assert.deepEqual(shown({ fitting: true }, 'store'), ['files']);
    assert.deepEqual(shown({ category: 'files', fitting: true }), ['deck', 'files', 'unknown']);
  });
});

const state = (known: Partial<AppsState>): AppsState => ({
  document: { id: 'apps', enabled: ['deck'] },
  base: null,
  fault: null,
  applied: 0,
  readOnly: null,
  problems: {},
  server: 'Cloud',
  apps: ['deck'],
  updatesAskedAt: null,
  doing: {},
  failures: {},
  ...known,
});
const store = (rows: readonly AppRow[], lacking: string | null = null): Pick<AppsState, 'store'> => ({
  store: {
    apps: Object.fromEntries(rows.map(row => [row.id, row])),
    categories: [],
    lacking,
    canRemove: true,
  },
});
const tabsOf = (known: Partial<AppsState>) =>
  Object.fromEntries(
    Object.entries(appsByTab(state(known))).map(([tab, rows]) => [tab, rows.map(({ id }) => id)]),
  );

describe('appsByTab', () => {
  it('tells apart what is on the server, what has an update, and what only the store has', () =>
    assert.deepEqual(
      tabsOf({ details: {}, ...store([{ id: 'deck', update: '2.0.0' }, { id: 'cospend' }]) }),
      { installed: ['deck'], updates: ['deck'], store: ['cospend'] },
    ));

  it('prefers what was read last', () =>
    assert.deepEqual(
      tabsOf({
        details: {},
        ...store([{ id: 'deck', update: '2.0.0' }]),
        latest: { deck: { id: 'deck' }, mail: { id: 'mail' } },
      }),
      { installed: ['deck'], updates: [], store: ['mail'] },
    ));

  it('shows no installed app before all their details are there', () =>
    assert.deepEqual(tabsOf(store([{ id: 'deck', update: '2.0.0' }])), {
      installed: [],
      updates: [],
      store: [],
    }));
});

describe('choicesFor', () => {
  const actionsFor = (row: AppRow, installed: boolean, lacking: string | null = null) =>
    choicesFor(row, state(store([row], lacking)), installed).map(({ action }) => action);

  it('offers to update and to remove what is installed', () => {
    assert.deepEqual(actionsFor({ id: 'deck', update: '2.0.0', removable: true }, true), [
      'update',
      'configure',
      'remove',
    ]);
    assert.deepEqual(actionsFor({ id: 'files', removable: false }, true), ['configure']);
  });

  it('offers to install what the server can run, and to force what is not made for it', () => {
    assert.deepEqual(actionsFor({ id: 'cospend' }, false), ['install']);
    assert.deepEqual(actionsFor({ id: 'gallery', compatible: false }, false), ['force']);
    assert.deepEqual(actionsFor({ id: 'faces', missingDependencies: ['dlib'] }, false), []);
    assert.deepEqual(
      actionsFor({ id: 'faces', compatible: false, missingDependencies: ['dlib'] }, false),
      [],
    );
  });

  it('offers nothing of the store where the server cannot do it', () =>
    assert.deepEqual(actionsFor({ id: 'deck', update: '2.0.0' }, true, 'unreachable'), ['configure']));

  it('offers to remove without the app store', () =>
    assert.deepEqual(actionsFor({ id: 'deck', removable: true }, true, 'unreachable'), [
      'configure',
      'remove',
    ]));
});
