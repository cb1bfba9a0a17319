import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pseudoLanguage, writePseudoLanguage } from './pseudoLanguage.ts';

/** What an installed language pack leaves for VS Code, with no text of VS Code's own in it. */
async function addLanguagePack(dataFolder: string, language: string): Promise<void> {
  const contents = join(dataFolder, 'texts.json');
  await writeFile(contents, JSON.stringify({ version: '1.0.0', contents: {} }));
  const pack = {
    hash: language,
    extensions: [{ extensionIdentifier: { id: `test.${language}` }, version: '1.0.0' }],
    label: language,
    translations: { vscode: contents },
  };
  await writeFile(join(dataFolder, 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

/** Lets VS Code start with `--locale` in a language of the installed extension, or in the pseudo-language. */
export async function installLanguage(dataFolder: string, language: string): Promise<void> {
  if (language === pseudoLanguage) await writePseudoLanguage(dataFolder);
  await addLanguagePack(dataFolder, language);
}
