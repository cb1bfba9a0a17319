import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { limits, scaled } from '../support/limits.ts';
import { openChromium } from './chromium.ts';
import { hostVersions } from './install.ts';
import { startServer, type ServerOptions } from './server.ts';

interface Outcome {
  exitCode: number;
  /** mocha's own count, absent when the extension host died before its end. */
  passes?: number;
}

/** Prints what the suites print and settles when VS Code reports their end. */
async function follow(page: Page): Promise<Outcome> {
  let running = false;
  let passes: number | undefined;
  return new Promise((done, fail) => {
    setTimeout(() => fail(new Error('The suites did not end in time.')), scaled(limits.hostSuite)).unref();
    page.once('crash', () => fail(new Error('The page crashed.')));
    const log = (severity: string, [first, ...more]: unknown[]) => {
      const line = String(first);
      const [, stats] = /^suite finished (.*)/.exec(line) ?? [];
      if (stats) passes = (JSON.parse(stats) as { passes: number }).passes;
      else if (line === 'suite started') running = true;
      else if (running && passes === undefined && severity === 'info') console.log(line, ...more);
    };
    const exit = (exitCode: number) => done({ exitCode, ...(passes === undefined ? {} : { passes }) });
    // VS Code calls these two when it finds them on the page.
    Promise.all([
      page.exposeFunction('codeAutomationLog', log),
      page.exposeFunction('codeAutomationExit', exit),
    ]).catch(fail);
  });
}

function complaint({ exitCode, passes }: Outcome): string | undefined {
  if (passes === undefined) return 'The extension host ended before the suites did.';
  if (passes === 0) return 'No test passed.';
  return exitCode ? 'Tests failed.' : undefined;
}

export interface HostRun extends Pick<ServerOptions, 'env' | 'extensions'> {
  /** The folder of the extension to load. */
  development: string;
  /** The module whose `run` VS Code calls. */
  tests: string;
}

/** Runs a suite inside the extension host of the oldest VS Code. Throws unless all of it passed. */
export async function runInHost({ development, tests, ...options }: HostRun): Promise<void> {
  const temporary = await mkdtemp(join(tmpdir(), 'nca-host-'));
  const folder = join(temporary, 'workspace');
  await mkdir(folder);
  const server = await startServer({ version: hostVersions.oldest, ...options });
  const browser = await openChromium(join(temporary, 'profile'));
  try {
    const page = browser.pages()[0] ?? (await browser.newPage());
    const outcome = follow(page);
    await page.goto(server.url({ folder, development, tests }));
    const problem = complaint(await outcome);
    if (problem) throw new Error(problem);
  } finally {
    await browser.close();
    await server.stop();
    await rm(temporary, { recursive: true, force: true });
  }
}
