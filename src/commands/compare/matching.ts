import * as vscode from 'vscode';
import { inverted, mappingByEmail, renamed, sameIds, type IdMapping } from '../../keep/compare/mapping.ts';
import { readMapping } from '../../keep/compare/mappingFile.ts';
import type { InstanceState } from '../../keep/instance/state.ts';
import type { ActionContext } from '../engine/context.ts';
import { readText } from '../keep/place.ts';

/** How users and groups of two servers are found to be the same. */
export type Matching = { kind: 'ids' } | { kind: 'email' } | { kind: 'file'; uri: vscode.Uri };

export function matchingText(matching: Matching): string {
  if (matching.kind === 'ids') return vscode.l10n.t('By ID');
  if (matching.kind === 'email') return vscode.l10n.t('By email');
  return vscode.l10n.t('By {0}', vscode.workspace.asRelativePath(matching.uri));
}

/** `undefined` after Escape. */
export async function askMatching({ ask }: Pick<ActionContext, 'ask'>): Promise<Matching | undefined> {
  const title = vscode.l10n.t('Match Users');
  const answer = await ask.pick<Matching['kind']>({
    title,
    placeholder: vscode.l10n.t('When are a user on the left and one on the right the same?'),
    choices: [
      { label: vscode.l10n.t('By ID'), description: vscode.l10n.t('they are called the same'), value: 'ids' },
      {
        label: vscode.l10n.t('By Email'),
        description: vscode.l10n.t('they have the same address, or else the same ID'),
        value: 'email',
      },
      {
        label: vscode.l10n.t('By a File…'),
        description: vscode.l10n.t('JSON with IDs on the left, and what they are called on the right'),
        value: 'file',
      },
    ],
  });
  if (typeof answer !== 'string') return undefined;
  if (answer !== 'file') return { kind: answer };
  const uri = await ask.openFile({ title, filters: { JSON: ['json'] } });
  return uri && { kind: 'file', uri };
}

/** Both sides in the words of the right one, and the way back. */
export interface Matched {
  mapping: IdMapping;
  left: InstanceState;
  right: InstanceState;
  /** The right side in the words of the left one. */
  back: { mapping: IdMapping; right: InstanceState };
  remarks: string[];
}

/** Throws what is wrong with the file of a mapping. */
export async function matched(
  { left, right }: Record<'left' | 'right', InstanceState>,
  matching: Matching,
): Promise<Matched> {
  const { mapping, ambiguous } = await mappingOf(left, right, matching);
  const named = renamed(left, mapping);
  const way = inverted(mapping, left);
  return {
    mapping,
    left: named.state,
    right,
    back: { mapping: way, right: renamed(right, way).state },
    remarks: [
      ...(ambiguous.length > 0
        ? [vscode.l10n.t('Matched by ID, as others have the same email: {0}', inShort(ambiguous))]
        : []),
      ...(named.clashes.length > 0
        ? [vscode.l10n.t('Not compared, as another one is matched with that ID: {0}', inShort(named.clashes))]
        : []),
    ],
  };
}

async function mappingOf(
  left: InstanceState,
  right: InstanceState,
  matching: Matching,
): Promise<{ mapping: IdMapping; ambiguous: string[] }> {
  if (matching.kind === 'ids') return { mapping: sameIds, ambiguous: [] };
  if (matching.kind === 'email') return mappingByEmail(left, right);
  const read = readMapping(
    vscode.workspace.asRelativePath(matching.uri),
    (await readText(matching.uri)) ?? '',
  );
  if ('mapping' in read) return { ...read, ambiguous: [] };
  const { path, line, column, message } = read.problem;
  throw new Error(`${path}:${line}:${column}: ${message}`);
}

const mostNamed = 10;

const inShort = (ids: readonly string[]): string =>
  [...ids.slice(0, mostNamed), ...(ids.length > mostNamed ? ['…'] : [])].join(', ');
