import { accountFieldTypes } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { byCodeUnit, canonicalDocument, serializeDocument } from '../../model/document.ts';
import { jsonText } from '../../model/jsonText.ts';
import { userKey } from '../../model/plan/types.ts';
import type { AppSettings, InstanceItem, InstanceScope, UserFacts } from '../instance/state.ts';
import { configPath, paths, snapshotVersion, userPath } from './layout.ts';
import type { SnapshotFile, SnapshotLayout } from './layout.ts';

export interface SnapshotOptions {
  /** `perUser` unless told. */
  layout?: SnapshotLayout | undefined;
  /** Also files of what moves by itself: last sign-in and usage; not unless told. */
  activity?: boolean | undefined;
}

/** The files of a snapshot, one by one: the same for the same instance, byte by byte, in whatever order it is read. */
export async function* writeSnapshot(
  items: AsyncIterable<InstanceItem> | Iterable<InstanceItem>,
  { layout = 'perUser', activity = false }: SnapshotOptions = {},
): AsyncGenerator<SnapshotFile, void, undefined> {
  const writer = layout === 'perUser' ? new FileWriter(activity) : new KindWriter(activity);
  for await (const item of items) {
    if (item.kind === 'scope') yield file(paths.manifest, manifestOf(item.scope));
    else if (item.kind === 'groups') yield file(paths.groups, sortedById(item.groups));
    else if (item.kind === 'apps') yield file(paths.apps, sortedById(item.apps.map(sortedLimits)));
    else if (item.kind === 'config') yield* writer.config(item.app, item.settings);
    else yield* writer.user(item.user, item.facts);
  }
  yield* writer.end();
}

interface SnapshotWriter {
  config(app: string, settings: AppSettings): SnapshotFile[];
  user(user: AccountDocument, facts: UserFacts): SnapshotFile[];
  end(): SnapshotFile[];
}

class FileWriter implements SnapshotWriter {
  readonly #activity: boolean;

  constructor(activity: boolean) {
    this.#activity = activity;
  }

  config(app: string, settings: AppSettings): SnapshotFile[] {
    return [file(configPath(app), sortedByKey(settings))];
  }

  user(user: AccountDocument, facts: UserFacts): SnapshotFile[] {
    const { id } = user;
    return [
      { path: userPath('users', id), text: serializeDocument(user, accountFieldTypes) },
      ...(this.#activity ? [file(userPath('activity', id), activityOf(user, facts))] : []),
    ];
  }

  end(): SnapshotFile[] {
    return [];
  }
}

class KindWriter implements SnapshotWriter {
  readonly #activity: boolean;
  readonly #config = new Map<string, AppSettings>();
  readonly #users = new Map<string, string>();
  readonly #activities = new Map<string, string>();

  constructor(activity: boolean) {
    this.#activity = activity;
  }

  config(app: string, settings: AppSettings): SnapshotFile[] {
    this.#config.set(app, sortedByKey(settings));
    return [];
  }

  user(user: AccountDocument, facts: UserFacts): SnapshotFile[] {
    const key = userKey(user.id);
    this.#users.set(key, text(canonicalDocument(user, accountFieldTypes)));
    if (this.#activity) this.#activities.set(key, text(activityOf(user, facts)));
    return [];
  }

  end(): SnapshotFile[] {
    return [
      ...(this.#config.size > 0 ? [file(paths.config, sortedByKey(Object.fromEntries(this.#config)))] : []),
      { path: paths.users, text: listOf(this.#users) },
      ...(this.#activity ? [{ path: paths.activity, text: listOf(this.#activities) }] : []),
    ];
  }
}

const text = (value: unknown): string => jsonText(value, 2);

const file = (path: string, value: unknown): SnapshotFile => ({ path, text: `${text(value)}\n` });

/** As `JSON.stringify` writes a list, of texts that are written already. */
function listOf(texts: ReadonlyMap<string, string>): string {
  const items = [...texts.keys()]
    .sort(byCodeUnit)
    .map(key => `  ${(texts.get(key) ?? '').replaceAll('\n', '\n  ')}`);
  return items.length === 0 ? '[]\n' : `[\n${items.join(',\n')}\n]\n`;
}

const manifestOf = ({ fields, config }: InstanceScope): object => ({
  version: snapshotVersion,
  fields,
  config: [...config].sort(byCodeUnit),
});

const sortedById = <T extends { id: string }>(items: readonly T[]): T[] =>
  [...items].sort((a, b) => byCodeUnit(a.id, b.id));

const sortedLimits = <T extends { limitedTo?: string[] }>(app: T): T =>
  app.limitedTo ? { ...app, limitedTo: [...app.limitedTo].sort(byCodeUnit) } : app;

const sortedByKey = <T>(record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([a], [b]) => byCodeUnit(a, b)));

const activityOf = ({ id }: AccountDocument, { firstLogin, lastLogin, used }: UserFacts): object => ({
  id,
  firstLogin,
  lastLogin,
  used,
});
