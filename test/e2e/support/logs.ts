import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const noise =
  /ExtensionService#_doActivateExtension (?!nextcloud)|vscode\.lock|started$|activated$|i18n bundle|No bundle location/;

// Our own log channel, and the extension host's, which holds what failed while activating.
const ours = /nextcloud-admin\.nextcloud-admin\/.*\.log$|remoteexthost\.log$/;

/** The last lines that VS Code logged about the extension. */
export async function recentLog(dataFolder: string, lines = 40): Promise<string> {
  const logs = join(dataFolder, 'logs');
  const files = (await readdir(logs, { recursive: true }).catch(() => [])).filter(file => ours.test(file));
  const texts = await Promise.all(
    files.map(async file => {
      const text = await readFile(join(logs, file), 'utf8');
      const telling = text
        .trimEnd()
        .split('\n')
        .filter(line => !noise.test(line));
      return [`--- ${file}`, ...telling.slice(-lines)].join('\n');
    }),
  );
  return texts.join('\n');
}
