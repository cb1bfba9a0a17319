import { execFile, spawn } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { withNextcloud } from '../ocs/support.ts';

const root = join(import.meta.dirname, '../../..');
/** Another folder than the one that is shipped, since others may be reading that. */
const folder = join('.tmp', `cli-${process.pid}`);
const dist = join(folder, 'dist');

/** Builds the program as it is shipped. */
export async function buildProgram(): Promise<void> {
  await promisify(execFile)(process.execPath, ['esbuild.mjs', `--out=${dist}`], { cwd: root });
  await cp(join(root, 'l10n'), join(root, folder, 'l10n'), { recursive: true });
}

export const removeProgram = (): Promise<void> => rm(join(root, folder), { recursive: true, force: true });

/** A folder with files in which the program runs, and what it is to know of a server. */
class Workplace {
  readonly folder: string;
  readonly env: Record<string, string>;

  private constructor(path: string, env: Record<string, string>) {
    this.folder = path;
    this.env = env;
  }

  static async of(
    nc: SimulatedNextcloud,
    files: Readonly<Record<string, string | object>>,
  ): Promise<Workplace> {
    const path = await mkdtemp(join(tmpdir(), 'cli-'));
    const place = new Workplace(path, {
      NEXTCLOUD_URL: nc.url,
      NEXTCLOUD_USER: nc.admin.user,
      NEXTCLOUD_APP_PASSWORD: nc.admin.password,
      NEXTCLOUD_ADMIN_STATE: join(path, 'state'),
    });
    for (const [name, content] of Object.entries(files)) await place.write(name, content);
    return place;
  }

  write(name: string, content: string | object): Promise<void> {
    const text = typeof content === 'string' ? content : JSON.stringify(content, undefined, 2);
    return writeFile(join(this.folder, name), text);
  }

  read(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  /** Runs it with nothing but this in its environment. */
  run(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  start(args: readonly string[], env: Readonly<Record<string, string | undefined>> = {}): Running {
    const known = Object.entries<string | undefined>({
      PATH: dirname(process.execPath),
      ...this.env,
      ...env,
    });
    const child = spawn(process.execPath, [join(root, dist, 'cli.js'), ...args], {
      cwd: this.folder,
      env: Object.fromEntries(known.filter(([, value]) => value !== undefined)),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    const ended = new Promise<Ended>(resolve =>
      child.once('close', (code, signal) => resolve({ code: code ?? signal, out, err })),
    );
    return { pid: child.pid ?? 0, kill: signal => child.kill(signal), ended };
  }
}

interface Ended {
  /** The exit code, or the signal that ended it. */
  code: number | string | null;
  out: string;
  err: string;
}

interface Running {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/** Runs `test` with a server and a folder with these files. */
export async function withPlace(
  options: Options,
  files: Readonly<Record<string, string | object>>,
  test: (place: Workplace, nc: SimulatedNextcloud) => Promise<void>,
): Promise<void> {
  await withNextcloud(options, async nc => {
    const place = await Workplace.of(nc, files);
    try {
      await test(place, nc);
    } finally {
      await place.remove();
    }
  });
}
