import { recordIn } from '../ocs/narrow.ts';
import { errnoOf } from './errno.ts';
import { randomBytes } from 'node:crypto';
import { readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const beatMs = 5_000;
/** A lock without a beat for so long is dead, whatever has its process ID by now. */
const deadMs = 60_000;
/** A lock that is still empty may be in the making. */
const writingMs = 500;

interface Holder {
  token: string;
  pid: number;
  /** ID of the run. */
  run: string;
}

export interface RunLock {
  release(): Promise<void>;
}

/**
 * Keeps other windows from doing the same, with a file that says who does it. Returns the ID of the run that another
 * one holds the lock for, if it does.
 * @param onLost called when somebody else has taken the lock for dead, say after this computer slept
 */
export async function takeLock(path: string, run: string, onLost: () => void): Promise<RunLock | string> {
  const own: Holder = { token: randomBytes(8).toString('hex'), pid: process.pid, run };
  for (;;) {
    try {
      await writeFile(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
      return beating(path, own, onLost);
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error;
    }
    const holder = await holderOf(path);
    if (holder && (await isAlive(path, holder))) return holder.run;
    if (!holder && (await ageOf(path)) < writingMs) await setTimeout(writingMs / 10);
    else await bury(path, holder, own.token);
  }
}

/** ID of the run that a lock is held for. */
export async function lockedFor(path: string): Promise<string | undefined> {
  const holder = await holderOf(path);
  return holder && (await isAlive(path, holder)) ? holder.run : undefined;
}

function beating(path: string, { token }: Holder, onLost: () => void): RunLock {
  const isOurs = async () => (await holderOf(path))?.token === token;
  const beat = async () => {
    if (!(await isOurs())) {
      lost();
      return;
    }
    const now = new Date();
    await utimes(path, now, now);
  };
  const timer = setInterval(() => void beat().catch(lost), beatMs);
  timer.unref();
  const lost = () => {
    clearInterval(timer);
    onLost();
  };
  return {
    async release() {
      clearInterval(timer);
      if (await isOurs()) await rm(path, { force: true });
    },
  };
}

async function holderOf(path: string): Promise<Holder | undefined> {
  try {
    return holderIn(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function holderIn(value: unknown): Holder | undefined {
  const { token, pid, run } = recordIn(value);
  return typeof token === 'string' && typeof pid === 'number' && typeof run === 'string'
    ? { token, pid, run }
    : undefined;
}

async function isAlive(path: string, { pid }: Holder): Promise<boolean> {
  if ((await ageOf(path)) > deadMs) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errnoOf(error) === 'EPERM';
  }
}

async function ageOf(path: string): Promise<number> {
  const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
  return Date.now() - mtimeMs;
}

/** Takes a dead lock away. One that came into its place meanwhile is put back. */
async function bury(path: string, dead: Holder | undefined, token: string): Promise<void> {
  const grave = `${path}.${token}`;
  try {
    await rename(path, grave);
  } catch {
    return;
  }
  const buried = await holderOf(grave);
  if (buried && buried.token !== dead?.token) await rename(grave, path);
  else await rm(grave, { force: true });
}
