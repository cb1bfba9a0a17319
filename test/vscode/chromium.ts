import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chromium, type BrowserContext } from 'playwright-core';

const usual = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

function find(): string | undefined {
  return [
    process.env.CHROMIUM ?? '',
    ...usual.map(name => `/usr/bin/${name}`),
    chromium.executablePath(),
  ].find(path => path && existsSync(path));
}

function installOnDebian(): void {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (process.getuid?.() !== 0 || !/^ID=debian$/m.test(release)) return;
  console.log('Installing Chromium with apt-get, once.');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']])
    execFileSync('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

/**
 * The Chromium that VS Code is driven in: found, or installed on Debian for root.
 * @throws Error that says what to do, in one sentence
 */
export function chromiumPath(): string {
  let path = find();
  if (!path) {
    installOnDebian();
    path = find();
  }
  if (!path)
    throw new Error(
      'The tests in VS Code need Chromium or Chrome: please install one, or name it in CHROMIUM=/path/to/it.',
    );
  return path;
}

const quiet = [
  'disable-gpu',
  'disable-quic',
  'no-first-run',
  'disable-background-networking',
  'disable-component-update',
];

/** A headless Chromium that keeps its state (and so VS Code's secrets) in the given folder. */
export function openChromium(profileFolder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profileFolder, {
    executablePath: chromiumPath(),
    viewport: { width: 1280, height: 800 },
    // Nobody watches what turns and blinks, and drawing it takes a sixth of the time.
    reducedMotion: 'reduce',
    args: ['no-sandbox', 'disable-sync', ...quiet].map(name => `--${name}`),
  });
}
