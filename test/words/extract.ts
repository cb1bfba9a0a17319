import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

export const bundleFile = 'l10n/bundle.l10n.json';

/** Every sentence below src/ that goes through `l10n.t`, of VS Code or of @vscode/l10n, as the bundle for translators. */
export async function extractWords(): Promise<Awaited<ReturnType<typeof getL10nJson>>> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(name =>
    name.endsWith('.ts'),
  );
  const words = await getL10nJson(
    files.map(name => ({ extension: '.ts' as const, contents: readFileSync(join('src', name), 'utf8') })),
  );
  return Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)));
}
