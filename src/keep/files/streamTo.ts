import { randomUUID } from 'node:crypto';
import { open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { throwIfAborted } from '../../ocs/transport/clock.ts';

/**
 * Writes a text to a file, holding one chunk at a time. The file appears whole or not at all: until the end, the text is in
 * a hidden file beside it, which is removed if anything fails or `signal` aborts.
 */
export async function streamTo(
  path: string,
  chunks: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const part = join(dirname(target), `.${basename(target)}.${randomUUID()}.part`);
  const file = await open(part, 'wx');
  try {
    try {
      for await (const chunk of chunks) await file.write(chunk);
    } finally {
      await file.close();
    }
    throwIfAborted(signal);
    await rename(part, target);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}
