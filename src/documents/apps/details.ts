import { isNotFound } from '../../ocs/index.ts';
import type { AppInfo, AppState } from '../../ocs/index.ts';
import { subjectKey } from '../../subjects/subject.ts';
import type { AppRow, AppsState } from '../../webview/protocol.ts';
import type { DocumentPlace, OpenForm } from '../kind.ts';
import { onDidAskForUpdates, updatesAskedAt } from './asked.ts';
import { showGroupNames } from './groupNames.ts';
import { rowOf, storeView } from './rows.ts';

type AppsForm = OpenForm<AppsState>;

/** What was told to a form, to be completed by what happens while it is open. */
type Told = Required<Pick<AppsState, 'details' | 'latest'>> & Pick<AppsState, 'store'>;

/** How many apps are asked about before checking whether the form is still open (the server answers one at a time). */
const batch = 12;

const told = new WeakMap<DocumentPlace, Told>();

/** Everything about apps beside whether they are enabled. Asked again, the app store is, too. */
export async function showDetails(
  form: AppsForm,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const isFirst = !told.has(form.place);
  told.set(form.place, { details: {}, latest: {} });
  if (isFirst) follow(form, signal);
  await Promise.all([showInstalled(form, ids, signal), showStore(form, !isFirst, signal)]);
}

/**
 * An app that the server tells nothing about, such as a deleted one, is shown by its ID alone. All details arrive
 * together: rows that move to their place by name one after the other could do so under the mouse pointer, and the
 * wrong app would be enabled or disabled.
 */
async function showInstalled(form: AppsForm, ids: readonly string[], signal: AbortSignal): Promise<void> {
  const { server } = form.place;
  const details: Record<string, AppRow> = {};
  for (let start = 0; start < ids.length && !signal.aborted; start += batch) {
    const asked = ids
      .slice(start, start + batch)
      .map(id => server.call(client => client.apps.info(id, { signal })));
    const answers = (await Promise.allSettled(asked)).filter(answer => answer.status === 'fulfilled');
    // A server that stopped answering must not delay the list for as long as all apps would take.
    if (answers.length === 0) break;
    for (const { value } of answers) details[value.id] = rowOf(value);
  }
  if (!signal.aborted) tell(form, { details });
}

async function showStore(form: AppsForm, fresh: boolean, signal: AbortSignal): Promise<void> {
  const store = await storeView(form.place.server, fresh, signal);
  if (signal.aborted) return;
  tell(form, { store, latest: {} });
  await showGroupNames(form, Object.values(store.apps), signal);
}

function tell(form: AppsForm, news: Partial<Told>): void {
  const before = told.get(form.place);
  if (before) told.set(form.place, { ...before, ...news });
  form.update(news);
}

/** For as long as the form is open, it shows what is done to apps, and what became of it. */
function follow(form: AppsForm, signal: AbortSignal): void {
  const { server, busy } = form.place;
  const ofApps = subjectKey({ kind: 'app', server, id: '' });
  const subscriptions = [
    busy.onDidChange(key => {
      if (key.startsWith(ofApps)) form.update(busy.of(server, 'app'));
    }),
    onDidAskForUpdates(of => {
      if (of === server) form.update({ updatesAskedAt: updatesAskedAt(server) });
    }),
    server.changes.onDidChange(change => {
      if (change.kind === 'app') void reread(form, change.appId, signal);
    }),
  ];
  signal.addEventListener('abort', () => {
    for (const subscription of subscriptions) subscription.dispose();
  });
}

/**
 * Asks again for one app alone: the listing of the app store has several MB. An app that came or went did so through the app
 * store, so it can be removed.
 */
async function reread(form: AppsForm, id: string, signal: AbortSignal): Promise<void> {
  const now = await form.place.server
    .call(client => Promise.all([client.apps.info(id, { signal }), client.apps.state(id, { signal })]))
    .catch((error: unknown) => (isNotFound(error) ? 'gone' : undefined));
  const known = told.get(form.place);
  if (!known || !now || signal.aborted) return;
  const row = known.latest[id] ?? { ...known.store?.apps[id], ...known.details[id], id };
  const isNew = !(id in known.details);
  const after = now === 'gone' ? withoutState(row) : { ...withoutState(row), ...nowOf(row, ...now, isNew) };
  tell(form, { latest: { ...known.latest, [id]: after } });
  await showGroupNames(form, [after], signal);
}

function withoutState(row: AppRow): AppRow {
  const rest = { ...row, removable: true };
  delete rest.update;
  delete rest.limitedTo;
  return rest;
}

function nowOf(
  { update, removable }: AppRow,
  info: AppInfo,
  { limitedTo }: AppState,
  isNew: boolean,
): AppRow {
  const isOutdated = update !== undefined && update !== info.version;
  return {
    ...rowOf(info),
    removable: isNew || removable === true,
    ...(limitedTo && { limitedTo }),
    ...(isOutdated && { update }),
  };
}
