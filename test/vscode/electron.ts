// `npm run test:electron`: the suites of test/host in desktop VS Code.
import { testInDesktop } from './desktop.ts';

testInDesktop().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
