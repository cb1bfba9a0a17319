import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where something was written, and what. */
export type Kept = Map<string, string>;

/** Every file below a folder. Bytes are read as Latin-1, so that ASCII stands out of whatever it lies in. */
export async function keptInFiles(folder: string): Promise<Kept> {
  const kept: Kept = new Map();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) kept.set(path, await readFile(path, 'latin1'));
  }
  return kept;
}

/** What VS Code keeps in the browser: its state, and the encrypted secrets. */
export async function keptInBrowser(page: Page): Promise<Kept> {
  const { origins } = await page.context().storageState({ indexedDB: true });
  return new Map(origins.map(({ origin, ...stored }) => [`browser ${origin}`, JSON.stringify(stored)]));
}

/** The HTML of the window and of all forms in it, with the addresses of its links. */
export async function keptOnScreen(page: Page): Promise<Kept> {
  const kept: Kept = new Map();
  for (const frame of page.frames()) kept.set(`frame ${frame.url()}`, await frame.content());
  return kept;
}

/** The forms in which a secret could have been written. */
export function spellings(user: string, secret: string): string[] {
  const texts = [secret, `${user}:${secret}`];
  return [
    secret,
    encodeURIComponent(secret),
    ...texts.map(text => Buffer.from(text).toString('base64').replace(/=+$/, '')),
  ];
}

/** The places where one of the texts stands. */
export function placesOf(texts: readonly string[], ...everything: Kept[]): string[] {
  return everything.flatMap(kept =>
    [...kept].filter(([, content]) => texts.some(text => content.includes(text))).map(([place]) => place),
  );
}
