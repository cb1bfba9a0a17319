import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInHost } from '../vscode/inHost.ts';
import { root } from '../vscode/install.ts';
import { build } from '../vscode/package.ts';
import type { Figure } from './figures.ts';
import type { HostFigures } from './host/index.ts';
import { median } from './sample.ts';

const starts = 5;
const forms = 500;

/** A copy of the extension that times itself and starts only when asked. */
async function copyExtension(folder: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as object;
  await cp(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
  await cp(join(root, 'media'), join(folder, 'media'), { recursive: true });
  await cp(join(root, 'out'), join(folder, 'out'), { recursive: true });
  await cp(join(root, 'test/bench/host/entry.cjs'), join(folder, 'entry.cjs'));
  const changed = { ...manifest, main: './entry.cjs', activationEvents: [] };
  await writeFile(join(folder, 'package.json'), JSON.stringify(changed));
}

async function start(folder: string, count: number): Promise<HostFigures> {
  const file = join(folder, 'figures.json');
  const env = { BENCH_FIGURES: file, BENCH_FORMS: String(count) };
  await runInHost({ development: folder, tests: join(folder, 'out/test/bench/host/index'), env });
  return JSON.parse(await readFile(file, 'utf8')) as HostFigures;
}

/** Loading and `activate()` in fresh extension hosts, and what forms leave behind. */
export async function host(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'nca-bench-'));
  try {
    await build({ tests: true });
    await copyExtension(folder);
    const runs: HostFigures[] = [];
    for (let n = 1; n <= starts; n++) runs.push(await start(folder, n === starts ? forms : 0));
    const [before, after] = runs.at(-1)!.forms.map(([, megabytes]) => megabytes) as [number, number];
    return [
      {
        what: `loading + activate(), by our own clock, least of ${starts} starts`,
        unit: 'ms',
        // What other starts took more was the machine's, not ours.
        value: Math.min(...runs.map(({ load, activate }) => load + activate)),
        budget: { of: 'value', most: 30 },
      },
      {
        what: "the same by the extension host (bare: VS Code's npm extension, 340 KB)",
        unit: 'ms',
        value: median(runs.map(({ whole }) => whole)),
        bare: median(runs.map(({ builtIn }) => builtIn)),
        ratio: median(runs.map(({ whole, builtIn }) => whole / builtIn)),
      },
      { what: 'heap after 100 forms opened and closed', unit: 'MB', value: before },
      {
        what: `heap after ${forms} forms: growth since then`,
        unit: 'MB',
        value: after - before,
        budget: { of: 'value', most: 2 },
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
