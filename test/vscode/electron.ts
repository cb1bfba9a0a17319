// `npm run test:electron`: the suites of test/host in desktop VS Code.
import { testInDesktop } from './desktop.ts';
import { run } from './main.ts';

run(testInDesktop);
