import { readFileSync } from 'node:fs';
import type { Action } from '../../src/commands/engine/action.ts';
import { contributionsOf, titlesOf } from './contributions.ts';
import type { Contributions } from './contributions.ts';

export interface Manifest {
  contributes: Contributions;
}

export type Words = Record<string, string>;

export const manifestFile = 'package.json';
export const wordsFile = 'package.nls.json';

export const readManifest = (): Manifest => JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
export const readWords = (): Words => JSON.parse(readFileSync(wordsFile, 'utf8')) as Words;

/** package.json with all commands, menus and keys of the actions, and no others. */
export function withContributions<M extends Manifest>(manifest: M, actions: readonly Action[]): M {
  return { ...manifest, contributes: { ...manifest.contributes, ...contributionsOf(actions) } };
}

/** package.nls.json with the titles of the actions, and no others. */
export function withTitles(words: Words, actions: readonly Action[]): Words {
  const others = Object.entries(words).filter(([key]) => !key.startsWith('command.'));
  return { ...Object.fromEntries(others), ...titlesOf(actions) };
}
