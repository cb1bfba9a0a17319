// Runs the suites of test/host inside the extension host of the oldest VS Code: `npm run test:host [-- --grep text]`.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runInHost } from './inHost.ts';
import { root, testDebugger } from './install.ts';
import { run } from './main.ts';
import { build } from './package.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { grep: { type: 'string', default: '' } } });
  await build({ tests: true });
  await runInHost({
    development: root,
    tests: join(root, 'out/test/host/index'),
    env: { HOST_GREP: values.grep, TEST_ORDER: process.env.TEST_ORDER ?? '' },
    extensions: [testDebugger],
  });
}

run(main);
