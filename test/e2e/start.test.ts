import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openChromium } from '../vscode/chromium.ts';
import { hostVersions, root } from '../vscode/install.ts';
import { eventually } from '../support/eventually.ts';
import { limits, scaled } from '../support/limits.ts';
import { hostVersion } from './support/launch.ts';

async function printedAddress(start: ChildProcess): Promise<string> {
  const said: string[] = [];
  for await (const line of createInterface({ input: start.stdout! })) {
    said.push(line);
    const [address] = /http:\S+extensionDevelopmentPath\S+/.exec(line) ?? [];
    if (address) return address;
  }
  throw new Error(`npm start printed no address:\n${said.join('\n')}`);
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    response => response.ok,
    () => false,
  );
}

// It opens the oldest version, whichever is being tested.
if (hostVersion() === hostVersions.oldest)
  describe('npm start', () => {
    let folder: string;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'nca-start-'));
    });
    after(() => rm(folder, { recursive: true, force: true }));

    it('shows the users of a simulated server without any input, and ends all its processes', async () => {
      const args = ['start', '--', '--port', '0', '--data', join(folder, 'data')];
      const start = spawn('npm', args, {
        cwd: root,
        detached: true,
        env: { ...process.env, DISPLAY: undefined },
      });
      const address = await printedAddress(start);
      const browser = await openChromium(join(folder, 'profile'));
      try {
        const page = await browser.newPage();
        await page.goto(address);
        await page
          .locator('.part.sidebar [role=treeitem][aria-level="3"]')
          .first()
          .waitFor({ timeout: scaled(limits.start) });
      } finally {
        await browser.close();
        process.kill(-start.pid!, 'SIGINT');
      }
      await once(start, 'exit');
      await eventually('nobody answers any more', async () => !(await answers(address)));
    });
  });
