import * as vscode from 'vscode';
import { defaultView, readView, readViews, readyViews, withServers } from '../../model/table/views.ts';
import type { TableView } from '../../model/table/types.ts';
import { recordIn } from '../../ocs/narrow.ts';
import { Disposables } from '../../ui/disposables.ts';
import { prompts } from '../../ui/prompts.ts';
import type { NamedView } from '../../webview/table/protocol.ts';
import type { TableServices } from './services.ts';

const setting = 'nextcloudAdmin.tableViews';

/** Where settings are, and what views from there are called to the page. */
const places = {
  user: { target: vscode.ConfigurationTarget.Global, value: 'globalValue' },
  workspace: { target: vscode.ConfigurationTarget.Workspace, value: 'workspaceValue' },
} as const;
type SettingsPlace = keyof typeof places;

/** The view of a table, which is remembered in this window, and the named ones: those that are ready, and those in the settings. */
export class TableViews extends Disposables {
  readonly #services: TableServices;
  readonly #memory: string;
  /** What views from elsewhere need to fit this table. */
  readonly #fit: (view: TableView) => TableView;
  #view: TableView;

  /** @param isAlone whether all users are those of one server @param changed the settings have other views now */
  constructor(services: TableServices, key: string, isAlone: boolean, changed: () => void) {
    super();
    this.#services = services;
    this.#fit = isAlone ? view => view : withServers;
    this.#memory = `table.view ${key}`;
    const remembered = services.context.workspaceState.get<unknown>(this.#memory);
    this.#view = remembered === undefined ? this.#fit(defaultView) : readView(remembered).view;
    this.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(setting)) changed();
      }),
    );
  }

  get view(): TableView {
    return this.#view;
  }

  get named(): NamedView[] {
    return [
      ...readyViews().map(({ name, view }): NamedView => ({ name, view: this.#fit(view), origin: 'ready' })),
      ...(['user', 'workspace'] as const).flatMap(origin =>
        Object.entries(readViews(valueIn(origin)).views).map(([name, view]): NamedView => ({
          name,
          view,
          origin,
        })),
      ),
    ];
  }

  async remember(view: TableView): Promise<void> {
    this.#view = view;
    await this.#services.context.workspaceState.update(this.#memory, view);
  }

  /** Asks for a name, and for the settings that shall hold it where there is a choice. */
  async save(view: TableView): Promise<void> {
    const title = vscode.l10n.t('Save View');
    const name = await prompts.input({
      title,
      prompt: vscode.l10n.t('Name of the view. A view in your settings that has this name is replaced.'),
    });
    const place = typeof name === 'string' && name.trim() ? await this.#askPlace(title) : undefined;
    if (typeof name === 'string' && place) await write(place, { ...valueIn(place), [name.trim()]: view });
  }

  async remove(name: string): Promise<void> {
    const place = (['workspace', 'user'] as const).find(one => Object.hasOwn(valueIn(one), name));
    if (!place) return;
    const message = vscode.l10n.t('Remove the view “{0}” from the settings?', name);
    if (!(await prompts.confirm(message, '', vscode.l10n.t('Remove')))) return;
    const others = Object.entries(valueIn(place)).filter(([other]) => other !== name);
    await write(place, Object.fromEntries(others));
  }

  async #askPlace(title: string): Promise<SettingsPlace | undefined> {
    if (vscode.workspace.workspaceFolders === undefined) return 'user';
    const place = await prompts.pick<SettingsPlace>({
      title,
      placeholder: vscode.l10n.t('Which settings should have the view?'),
      choices: [
        { label: vscode.l10n.t('User'), description: vscode.l10n.t('for you, everywhere'), value: 'user' },
        {
          label: vscode.l10n.t('Workspace'),
          description: vscode.l10n.t('for everybody who opens this folder'),
          value: 'workspace',
        },
      ],
    });
    return typeof place === 'string' ? place : undefined;
  }
}

const valueIn = (place: SettingsPlace): Record<string, unknown> =>
  recordIn(vscode.workspace.getConfiguration().inspect<unknown>(setting)?.[places[place].value]);

async function write(place: SettingsPlace, views: Record<string, unknown>): Promise<void> {
  const value = Object.keys(views).length > 0 ? views : undefined;
  await vscode.workspace.getConfiguration().update(setting, value, places[place].target);
}
