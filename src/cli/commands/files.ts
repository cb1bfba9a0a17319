import { createHash, type Hash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as l10n from '@vscode/l10n';
import { streamTo } from '../../keep/files/streamTo.ts';
import { errnoOf } from '../../plans/errno.ts';
import { isSnapshotPath, type SnapshotFile } from '../../keep/snapshot/layout.ts';

/** A failure of the file system as a sentence; Node's own would name files that nobody knows. */
async function saying<T>(sentence: (reason: string) => string, task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    const code = errnoOf(error);
    throw typeof code === 'string' ? new Error(sentence(code), { cause: error }) : error;
  }
}

export const readable = <T>(path: string, reading: Promise<T>): Promise<T> =>
  saying(reason => l10n.t('“{0}” cannot be read. {1}', path, reason), reading);

const writable = <T>(path: string, writing: Promise<T>): Promise<T> =>
  saying(reason => l10n.t('“{0}” cannot be written. {1}', path, reason), writing);

/** Writes a file whole or not at all. Returns whether it was another one before. */
export async function writeWhole(
  path: string,
  chunks: AsyncIterable<string> | Iterable<string>,
  signal: AbortSignal,
): Promise<boolean> {
  const before = await digestOf(path);
  const after = createHash('sha256');
  await writable(path, streamTo(path, hashed(chunks, after), signal));
  return before !== after.digest('hex');
}

async function* hashed(
  chunks: AsyncIterable<string> | Iterable<string>,
  hash: Hash,
): AsyncGenerator<string, void, undefined> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

async function digestOf(path: string): Promise<string | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  return bytes && createHash('sha256').update(bytes).digest('hex');
}

/** Makes a folder hold this snapshot and no other. Returns the paths of the files that were written or removed, sorted. */
export async function writeFolder(folder: string, files: AsyncIterable<SnapshotFile>): Promise<string[]> {
  const changed: string[] = [];
  const written = new Set<string>();
  for await (const { path, text } of files) {
    const file = join(folder, path);
    written.add(path);
    if ((await readFile(file, 'utf8').catch(() => undefined)) === text) continue;
    await writable(file, mkdir(dirname(file), { recursive: true }));
    await writable(file, writeFile(file, text));
    changed.push(path);
  }
  for (const path of await snapshotFiles(folder))
    if (!written.has(path)) {
      await rm(join(folder, path));
      changed.push(path);
    }
  return changed.sort();
}

/** Other files of the folder are nobody's business. */
async function snapshotFiles(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true });
  return found.map(path => path.replaceAll('\\', '/')).filter(isSnapshotPath);
}
