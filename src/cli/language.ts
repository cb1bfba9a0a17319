import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { EnvVariables } from './environment.ts';

/** In the order of POSIX; the first one that is not empty counts. */
const variables = ['LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

/** `de` of `de_DE.UTF-8`; `undefined` for `C` and `POSIX`. */
function languageOf(env: EnvVariables): string | undefined {
  const locale = variables.map(name => env[name]).find(Boolean) ?? '';
  return /^([a-z]{2,3})(?:[_.@-]|$)/.exec(locale)?.[1];
}

/** From now on, sentences are in the language of the environment, if there is a table of it in the folder, else in English. */
export async function useLanguageOf(env: EnvVariables, folder: string): Promise<void> {
  const language = languageOf(env);
  if (language === undefined || language === 'en') return;
  const table = await readFile(join(folder, `bundle.l10n.${language}.json`), 'utf8').catch(() => undefined);
  if (table !== undefined) l10n.config({ contents: table });
}
