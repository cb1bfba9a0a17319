import assert from 'node:assert/strict';
import { limits, scaled } from '../../support/limits.ts';
import { launch, type LaunchOptions } from './launch.ts';
import { recentLog } from './logs.ts';
import type { Workbench } from './workbench.ts';

/**
 * Starts one VS Code with the packaged extension for the tests of a `describe` block and ends it after them. Each test
 * finds the window as `fresh` leaves it. A failing test leaves a picture and prints what was logged.
 * @param prepare gives further options, asked just before the start
 * @returns a function that gives the workbench to a test
 */
export function useWorkbench(
  prepare: () => LaunchOptions | Promise<LaunchOptions> = () => ({}),
): () => Workbench {
  let workbench: Workbench | undefined;

  before('start VS Code', async function () {
    this.timeout(scaled(limits.long));
    const options = await prepare();
    const vsix = process.env.EXTENSION_VSIX;
    assert(vsix, 'The extension is packaged before all tests.');
    workbench = await launch({ vsix, ...options });
  });

  beforeEach('tidy the window', () => workbench?.fresh());

  afterEach('show what failed', async function () {
    // A test whose hook failed has no state.
    const { state } = this.currentTest ?? {};
    if (state === 'passed' || state === 'pending' || !workbench) return;
    const picture = await workbench.shot(`failed ${this.currentTest?.fullTitle() ?? ''}`);
    console.log(`${picture}\n${await recentLog(workbench.server.dataFolder)}`);
  });

  after('end VS Code', () => workbench?.close());

  return () => {
    assert(workbench, 'The workbench is there for tests only, not while they are declared.');
    return workbench;
  };
}
