// Two files at once, each in processes of its own: most of the time a window waits. Tests run in one shuffled order, so that a
// failure of CI is the same everywhere; TEST_ORDER asks for another.
import { chromiumPath } from '../../vscode/chromium.ts';
import { installHost } from '../../vscode/install.ts';
import { packageExtension } from '../../vscode/package.ts';
import { hostVersion } from './launch.ts';

export { mochaHooks } from '../../support/mocha.ts';

process.env.TEST_ORDER ||= '18129';

/** What the processes share is made before they start. */
export async function mochaGlobalSetup(): Promise<void> {
  chromiumPath();
  await installHost(hostVersion());
  process.env.EXTENSION_VSIX = await packageExtension();
}
