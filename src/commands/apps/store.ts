import * as vscode from 'vscode';
import { risksOf } from '../../model/appStore.ts';
import type { AppState, EnabledApp, NextcloudClient, StoreApp } from '../../ocs/index.ts';
import { storeApps } from '../../servers/appStore.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { runCommand } from '../../ui/commands.ts';
import { back } from '../../ui/searchPick.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Outcome } from '../engine/action.ts';
import { perform } from '../engine/bulkRun.ts';
import type { ActionContext } from '../engine/context.ts';
import { findGroups } from '../engine/questions.ts';
import { whom } from '../engine/summary.ts';
import { unlessGone } from '../engine/work.ts';
import type { Work, WriteContext } from '../engine/work.ts';
import { inTurn } from './inTurn.ts';
import { nameOf } from './offers.ts';

type AppWork<V> = Work<AppSubject, V>;

/** What is done to apps beyond switching them on and off. */
function working<V>(
  context: ActionContext,
  words: Pick<AppWork<V>, 'doing' | 'done' | 'consent'>,
  write: (subject: AppSubject, value: V, how: WriteContext) => Promise<unknown>,
): AppWork<V> {
  return {
    ...words,
    inTurn: true,
    write: (subject, value, how) => inTurn(context, subject, how, () => write(subject, value, how)),
    changes: ({ id }) => [{ kind: 'app', appId: id }],
  };
}

export function update(context: ActionContext, subjects: AppSubject[]): Promise<Outcome> {
  const words = {
    doing: vscode.l10n.t('Updating…'),
    done: (what: string) => vscode.l10n.t('Updated {0}', what),
  };
  const work = working<undefined>(context, words, ({ id }, _value, { client, signal }) =>
    client.apps.update(id, { signal }),
  );
  return perform(context, work, subjects, undefined);
}

/** Asks first if there is anything to be said against it. */
export async function install(context: ActionContext, subjects: AppSubject[]): Promise<Outcome> {
  const [subject] = subjects;
  if (!subject) return undefined;
  const app = await listed(subject);
  const risks = app ? risksOf(app) : [];
  const name = app ? nameOf(app) : subject.id;
  const words = {
    doing: vscode.l10n.t('Installing…'),
    done: (what: string) => vscode.l10n.t('Installed and enabled {0}', what),
    ...(risks.length > 0 && {
      consent: () => ({
        message: vscode.l10n.t('Install “{0}” on {1}?', name, subject.server.label),
        detail: [...risks, vscode.l10n.t('An app can read and change everything on the server.')],
        yes: vscode.l10n.t('Install'),
      }),
    }),
  };
  const work = working<undefined>(context, words, ({ id }, _value, { client, signal }) =>
    client.apps.enable(id, { signal }),
  );
  return perform(context, work, [subject], undefined);
}

export function remove(context: ActionContext, subjects: AppSubject[]): Promise<Outcome> {
  const words: Pick<AppWork<undefined>, 'doing' | 'done' | 'consent'> = {
    doing: vscode.l10n.t('Removing…'),
    done: what => vscode.l10n.t('Removed {0}', what),
    consent: apps => ({
      message: vscode.l10n.t('Remove {0} from the server?', whom(apps)),
      detail: [
        vscode.l10n.t('Nobody can use the app any more, and its files are deleted from the server.'),
        vscode.l10n.t('Its limit to groups is lost.'),
        vscode.l10n.t(
          'What users have stored with it remains in the database, but can be reached only after the app is installed again.',
        ),
      ],
      yes: vscode.l10n.t('Remove'),
      word: vscode.l10n.t('remove'),
    }),
  };
  const work = working<undefined>(context, words, ({ id }, _value, { client, signal }) =>
    client.apps.uninstall(id, { signal }).catch(unlessGone),
  );
  return perform(context, work, subjects, undefined);
}

/** Enables an app for the groups that are chosen, or for everybody if there are none. */
export async function limit(
  context: ActionContext,
  [subject]: AppSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { id, server } = subject;
  const before = await server.call(client => client.apps.state(id));
  const groups = subject.groups ?? (await askGroups(context, subject, before, position));
  if (groups === undefined || groups === back) return groups;
  const words = {
    doing: vscode.l10n.t('Enabling…'),
    done: (what: string) =>
      groups.length > 0
        ? vscode.l10n.t('Enabled {0} for {1}', what, groups.join(', '))
        : vscode.l10n.t('Enabled {0} for everybody', what),
  };
  const work = working<readonly string[]>(context, words, async (app, wanted, { client, signal, undo }) => {
    tellOfUpgrade(context, app, await client.apps.enable(id, { groups: wanted, signal }));
    undo((undoing, options) => restore(undoing, id, before, options));
  });
  return perform(context, work, [subject], groups);
}

/** Enables an app that is not made for this version of Nextcloud, after a warning. */
export async function force(context: ActionContext, subjects: AppSubject[]): Promise<Outcome> {
  const words: Pick<AppWork<undefined>, 'doing' | 'done' | 'consent'> = {
    doing: vscode.l10n.t('Enabling…'),
    done: what => vscode.l10n.t('Enabled {0}', what),
    consent: apps => ({
      message: vscode.l10n.t('Enable {0}, which is not made for this version of Nextcloud?', whom(apps)),
      detail: [
        vscode.l10n.t('The app may fail, damage its data, or make the whole server unusable.'),
        vscode.l10n.t('Then it can only be disabled on the server itself, by “occ app:disable”.'),
      ],
      yes: vscode.l10n.t('Enable Anyway'),
    }),
  };
  const work = working<undefined>(context, words, async (app, _value, { client, signal, undo }) => {
    tellOfUpgrade(context, app, await client.apps.enable(app.id, { force: true, signal }));
    undo((undoing, options) => undoing.apps.disable(app.id, options));
  });
  return perform(context, work, subjects.slice(0, 1), undefined);
}

function listed({ server, id }: AppSubject): Promise<StoreApp | undefined> {
  return storeApps(server).then(apps => apps.find(app => app.id === id));
}

async function askGroups(
  { ask }: ActionContext,
  { server, id }: AppSubject,
  { limitedTo = [] }: AppState,
  position: Position,
): Promise<string[] | typeof back | undefined> {
  const find = findGroups(server);
  return ask.searchMany<string>({
    ...position,
    title: vscode.l10n.t('Enable “{0}” for Groups', id),
    placeholder: vscode.l10n.t('Select the groups that can use the app. None: everybody'),
    selected: limitedTo,
    key: group => group,
    search: async (query, signal) =>
      (await find(query, signal)).map(choice => ({ ...choice, value: choice.value.id })),
  });
}

function restore(
  client: NextcloudClient,
  id: string,
  { enabled, limitedTo }: AppState,
  { signal }: { signal: AbortSignal },
): Promise<unknown> {
  return enabled
    ? client.apps.enable(id, { groups: limitedTo, signal })
    : client.apps.disable(id, { signal });
}

function tellOfUpgrade(
  { messages }: ActionContext,
  { id, server }: AppSubject,
  { updateRequired = false }: EnabledApp,
): void {
  if (!updateRequired) return;
  messages.warn(
    vscode.l10n.t(
      '“{0}” was enabled, and {1} must now be upgraded. Until then nobody can use it. Open its web page, or run “occ upgrade” on the server.',
      id,
      server.label,
    ),
    {
      title: vscode.l10n.t('Open Server in Browser'),
      run: () => runCommand('openServerInBrowser', { serverId: server.id }),
    },
  );
}
