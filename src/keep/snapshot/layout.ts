import { userKey } from '../../model/plan/types.ts';
import { fileNameOf } from './fileNames.ts';

/** A file of a snapshot; `path` has slashes, below the folder of the snapshot. */
export interface SnapshotFile {
  path: string;
  text: string;
}

/**
 * `perUser`: a file for each user and each app with settings, which is written without holding the others. `perKind`: one
 * file for all users and one for all settings, which holds their text until the last one is known.
 */
export type SnapshotLayout = 'perUser' | 'perKind';

export const snapshotVersion = 1;

export const paths = {
  manifest: 'snapshot.json',
  groups: 'groups.json',
  apps: 'apps.json',
  users: 'users.json',
  config: 'config.json',
  activity: 'activity.json',
} as const;

/** User IDs are the same in any case, those of groups and apps are not. */
export const userPath = (folder: 'users' | 'activity', id: string): string =>
  `${folder}/${fileNameOf(userKey(id))}.json`;

export const configPath = (app: string): string => `config/${fileNameOf(app)}.json`;

/** Whether a file is part of a snapshot, so that it is out of date where it is not written anew. */
export const isSnapshotPath = (path: string): boolean =>
  Object.values(paths).some(other => other === path) || /^(?:users|config|activity)\/[^/]+\.json$/.test(path);
