import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { throwIfAborted } from '../../ocs/transport/clock.ts';
import type { InstanceState } from '../instance/state.ts';
import type { FileProblem } from '../files/readJson.ts';
import { isSnapshotPath, paths, type SnapshotFile, type SnapshotLayout } from './layout.ts';
import { readSnapshot } from './readSnapshot.ts';

/** What a snapshot changed in its folder, as numbers of files. */
export interface SavedSnapshot {
  total: number;
  written: number;
  removed: number;
}

/**
 * Puts a snapshot in the place of the one in a folder: all of it or nothing. What has not changed is not touched, and what is
 * no part of a snapshot stays. Throws what `files` throws, errors of the file system, and NextcloudError, of kind `aborted`.
 */
export async function saveSnapshot(
  folder: string,
  files: AsyncIterable<SnapshotFile>,
  signal: AbortSignal,
): Promise<SavedSnapshot> {
  const before = new Set(await snapshotPaths(folder));
  if (before.size > 0 && !before.has(paths.manifest))
    throw new Error(
      l10n.t('The folder has files that a snapshot would replace, but no snapshot. Select another folder.'),
    );
  const stage = join(folder, `.${randomUUID()}.part`);
  await mkdir(stage, { recursive: true });
  try {
    const { all, changed } = await stageFiles(folder, stage, files, signal);
    throwIfAborted(signal);
    for (const path of changed) await moveInto(folder, stage, path);
    const stale = [...before].filter(path => !all.has(path));
    for (const path of stale) await rm(join(folder, path));
    return { total: all.size, written: changed.length, removed: stale.length };
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Writes what is another than before into `stage`. */
async function stageFiles(
  folder: string,
  stage: string,
  files: AsyncIterable<SnapshotFile>,
  signal: AbortSignal,
): Promise<{ all: Set<string>; changed: string[] }> {
  const all = new Set<string>();
  const changed: string[] = [];
  for await (const { path, text } of files) {
    throwIfAborted(signal);
    all.add(path);
    if ((await textIn(join(folder, path))) === text) continue;
    await mkdir(dirname(join(stage, path)), { recursive: true });
    await writeFile(join(stage, path), text);
    changed.push(path);
  }
  return { all, changed };
}

async function moveInto(folder: string, stage: string, path: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await rename(join(stage, path), join(folder, path));
}

/** Reads the snapshot in a folder, or tells what is wrong with it. */
export const loadSnapshot = (
  folder: string,
): Promise<{ state: InstanceState } | { problems: FileProblem[] }> => readSnapshot(filesIn(folder));

async function* filesIn(folder: string): AsyncGenerator<SnapshotFile, void, undefined> {
  for (const path of await snapshotPaths(folder))
    yield { path, text: await readFile(join(folder, path), 'utf8') };
}

/** How the snapshot in a folder is kept; `undefined` if there is none. */
export async function keptLayout(
  folder: string,
): Promise<{ layout: SnapshotLayout; activity: boolean } | undefined> {
  const found = await snapshotPaths(folder);
  if (!found.includes(paths.manifest)) return undefined;
  return {
    layout: found.includes(paths.users) ? 'perKind' : 'perUser',
    activity: found.some(path => path === paths.activity || path.startsWith('activity/')),
  };
}

const folders = ['', 'users', 'config', 'activity'];

/** The files of a folder that are parts of a snapshot. */
async function snapshotPaths(folder: string): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async name => {
      const names = await readdir(join(folder, name)).catch(unlessMissing);
      return names.map(file => (name === '' ? file : `${name}/${file}`)).filter(isSnapshotPath);
    }),
  );
  return found.flat();
}

async function textIn(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: unknown) => unlessMissing(error).at(0));
}

/** Nothing, where there is no such file or folder. */
function unlessMissing(error: unknown): string[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}
