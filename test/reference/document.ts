import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { recordIn } from '../../src/ocs/narrow.ts';
import { readManifest, readWords } from '../contributions/packageJson.ts';

const page = join(import.meta.dirname, '../../docs/reference.md');
const [start, end] = ['<!-- reference: written by `npm run reference` -->', '<!-- /reference -->'];
const part = new RegExp(`${start}[^]*${end}`);

const manifest = readManifest();
const words = readWords();
const translated = (text: string): string => words[text.replaceAll('%', '')] ?? text;

type Cells = readonly string[];

/** Text that stands in one cell. */
const cell = (text: string): string => text.replace(/\s*\n\s*/g, ' ').replaceAll('|', '\\|');

const table = (head: Cells, rows: readonly Cells[]): string =>
  [head, head.map(() => '---'), ...rows].map(cells => `| ${cells.map(cell).join(' | ')} |`).join('\n');

/** Of commands with a short title for menus, those with the long one. */
const isNamedTwice = (command: string): boolean => command.endsWith('.row');

const keysOf = (command: string): string =>
  manifest.contributes.keybindings
    .filter(binding => [command, `${command}.row`].includes(binding.command))
    .map(({ key, mac }) => (mac ? `${key} (macOS: ${mac})` : key))
    .join(', ');

function commands(): string {
  const hidden = new Set(
    (manifest.contributes.menus.commandPalette ?? [])
      .filter(({ when }) => when === 'false')
      .map(({ command }) => command),
  );
  const shown = manifest.contributes.commands.filter(({ command }) => !isNamedTwice(command));
  return table(
    ['command', 'ID', 'Command Palette', 'key'],
    shown
      .map(({ command, title }) => [
        `_${translated(title)}_`,
        `\`${command}\``,
        hidden.has(command) ? 'no' : 'yes',
        keysOf(command),
      ])
      .sort(([a = ''], [b = '']) => a.localeCompare(b, 'en')),
  );
}

function settings(): string {
  const configuration = recordIn(recordIn(manifest.contributes).configuration);
  return table(
    ['setting', 'default', 'where it may be set', 'what it holds'],
    Object.entries(recordIn(configuration.properties)).map(([name, value]) => {
      const { default: standard, scope, description, markdownDescription } = recordIn(value);
      return [
        `\`${name}\``,
        `\`${JSON.stringify(standard)}\``,
        scope === 'application' ? 'your own settings only' : 'anywhere',
        translated(String(markdownDescription ?? description)),
      ];
    }),
  );
}

/** The tables of what the extension adds to VS Code, as Markdown. */
export async function referenceDocument(): Promise<string> {
  const text = [start, '## Commands', commands(), '## Settings', settings(), end].join('\n\n');
  return (await format(text, { parser: 'markdown' })).trim();
}

/** The tables as they stand in the documentation. */
export const keptReference = (): string | undefined => part.exec(readFileSync(page, 'utf8'))?.[0];

export async function writeReference(): Promise<void> {
  const tables = await referenceDocument();
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(part, () => tables),
  );
}
