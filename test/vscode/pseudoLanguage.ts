import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './install.ts';

/** A language of nobody, in which every text stands in brackets: what has none cannot be translated. */
export const pseudoLanguage = 'qps-ploc';

/** A text in it. */
export const bracketed = (text: string): string => `⟦${text}⟧`;

/** The texts of a file, by their keys, where a text may come with a comment for translators. */
async function texts(path: string): Promise<[key: string, text: string][]> {
  const entries = JSON.parse(await readFile(path, 'utf8')) as Record<string, string | { message: string }>;
  return Object.entries(entries).map(([key, entry]) => [
    key,
    typeof entry === 'string' ? entry : entry.message,
  ]);
}

/** Writes the table into the extension, made of the project's in English: VS Code reads none of sentences in English, so none is packed. */
async function translate(extension: string, name: string): Promise<void> {
  const english = await texts(join(root, `${name}.json`));
  const translated = Object.fromEntries(english.map(([key, text]) => [key, bracketed(text)]));
  await writeFile(join(extension, `${name}.${pseudoLanguage}.json`), JSON.stringify(translated));
}

/** Writes `name.nls.qps-ploc.md` beside `name.md`, as VS Code expects it of a walkthrough: each heading and paragraph in brackets. */
async function translateMarkdown(folder: string): Promise<void> {
  for (const file of (await readdir(folder)).filter(name => name.endsWith('.md'))) {
    const english = (await readFile(join(folder, file), 'utf8')).trim().split(/\n{2,}/);
    const translated = english.map(block => block.replace(/^(#+ )?([^]*)$/, `$1${bracketed('$2')}`));
    await writeFile(join(folder, file.replace(/md$/, `nls.${pseudoLanguage}.md`)), translated.join('\n\n'));
  }
}

/** Gives the installed extension all its texts in the pseudo-language. */
export async function writePseudoLanguage(dataFolder: string): Promise<void> {
  const extensions = join(dataFolder, 'extensions');
  await mkdir(extensions, { recursive: true });
  const name = (await readdir(extensions)).find(folder => folder.startsWith('nextcloud-admin.'));
  if (!name) throw new Error('The pseudo-language needs the extension to be installed.');
  await translate(join(extensions, name), 'package.nls');
  await translate(join(extensions, name), 'l10n/bundle.l10n');
  await translateMarkdown(join(extensions, name, 'media/walkthrough'));
}
