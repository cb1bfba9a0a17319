import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import type { LaunchOptions } from '../e2e/support/launch.ts';
import type { Workbench } from '../e2e/support/workbench.ts';
import { eventually } from '../support/eventually.ts';
import { root } from '../vscode/install.ts';

/** The memory (bytes) of both sides of a window, once all is freed that can be. VS Code's own is part of it. */
export interface WindowMemory {
  /** Of the process with the window and its pages: objects, DOM and arrays of numbers. */
  pages: number;
  /** Of the extension host: objects and buffers. */
  host: number;
}

/** Looks at the memory of a window that was started with `options`. */
export class MemoryGauge {
  readonly options: Pick<LaunchOptions, 'extensions' | 'env'>;
  readonly #folder: string;
  readonly #file: string;
  #session: CDPSession | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#file = join(folder, 'heap');
    this.options = { extensions: [join(root, 'test/bench/heap')], env: { BENCH_HEAP: this.#file } };
  }

  static async make(): Promise<MemoryGauge> {
    return new MemoryGauge(await mkdtemp(join(tmpdir(), 'nca-heap-')));
  }

  async read(window: Workbench): Promise<WindowMemory> {
    return { pages: await this.#pages(window), host: await this.#host(window) };
  }

  async dispose(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #pages({ page }: Workbench): Promise<number> {
    const session = (this.#session ??= await page.context().newCDPSession(page));
    // What the first round frees in the DOM lets go of objects, and the other way around.
    for (let round = 0; round < 3; round++) await session.send('HeapProfiler.collectGarbage');
    const { usedSize, embedderHeapUsedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
    return usedSize + embedderHeapUsedSize + backingStorageSize;
  }

  async #host(window: Workbench): Promise<number> {
    await rm(this.#file, { force: true });
    await window.command('Bench: Write Down Memory');
    return eventually('the extension host has told', () =>
      readFile(this.#file, 'utf8').then(Number, () => undefined),
    );
  }
}
