// What VS Code runs as `extensionTestsPath`: in the VS Code server as well as in desktop VS Code.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Mocha from 'mocha';
import { limits } from '../support/limits.ts';
import { mochaHooks } from '../support/mocha.ts';

/** Runs every bundled suite beside this file; rejects when a test fails. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    timeout: limits.hostTest,
    color: false,
    reporter: 'spec',
    grep: process.env.HOST_GREP ?? '',
    rootHooks: mochaHooks,
  });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.test.js')) mocha.addFile(join(__dirname, file));
  console.log('suite started');
  await new Promise<void>((passed, fail) => {
    const runner = mocha.run(failures => {
      // Whoever started VS Code waits for this line: an extension host that dies counts as success otherwise.
      console.log(`suite finished ${JSON.stringify(runner.stats)}`);
      if (failures) fail(new Error(`${failures} tests failed`));
      else passed();
    });
  });
}
