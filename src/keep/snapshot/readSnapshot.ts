import * as l10n from '@vscode/l10n';
import { problemAt } from '../../model/document.ts';
import { readJson } from '../files/readJson.ts';
import type { FileProblem } from '../files/readJson.ts';
import { collectInstance } from '../instance/state.ts';
import type { InstanceItem, InstanceState } from '../instance/state.ts';
import { isSnapshotPath, paths } from './layout.ts';
import type { SnapshotFile } from './layout.ts';
import { readers } from './readers.ts';

/**
 * Reads the files of a snapshot, of either layout and in any order; other files are passed over. Where anything is
 * wrong, returns the first thing of each file: a user whose file is damaged must not be taken for one who is gone.
 */
export async function readSnapshot(
  files: AsyncIterable<SnapshotFile> | Iterable<SnapshotFile>,
): Promise<{ state: InstanceState } | { problems: FileProblem[] }> {
  const items: InstanceItem[] = [];
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  for await (const { path, text } of files) {
    const name = path.replaceAll('\\', '/');
    const read = isSnapshotPath(name) ? readFile({ path: name, text }, seen) : { items: [] };
    if ('problem' in read) problems.push(read.problem);
    else items.push(...read.items);
  }
  if (problems.length === 0) problems.push(...missingFiles(items));
  return problems.length > 0 ? { problems } : { state: (await collectInstance(items)).state };
}

/** Without these nothing else means what it says. */
const needed = [
  ['scope', paths.manifest],
  ['groups', paths.groups],
] as const;

function missingFiles(items: readonly InstanceItem[]): FileProblem[] {
  return needed
    .filter(([wanted]) => !items.some(({ kind }) => kind === wanted))
    .map(([, path]) => ({
      path,
      line: 1,
      column: 1,
      message: l10n.t('This is no snapshot: the file “{0}” is missing.', path),
    }));
}

function readFile(
  { path, text }: SnapshotFile,
  seen: Set<string>,
): { items: InstanceItem[] } | { problem: FileProblem } {
  const reader = readers.find(({ matches }) => matches.test(path));
  if (!reader) return { items: [] };
  const read = readJson(path, text, root => [
    ...reader.check(root, path),
    ...(reader.subjects?.(root) ?? []).flatMap(({ node, id, key }) => {
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew ? [] : [problemAt(node, l10n.t('“{0}” is in the snapshot twice.', id))];
    }),
  ]);
  return 'problem' in read ? read : { items: reader.read(read.value, path) };
}
