import * as l10n from '@vscode/l10n';
import { getNodeValue } from 'jsonc-parser';
import { problemAt, readChecked } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';
import { collectInstance } from '../instance/state.ts';
import type { InstanceItem, InstanceState } from '../instance/state.ts';
import { isSnapshotPath, paths } from './layout.ts';
import type { SnapshotFile } from './layout.ts';
import { readers } from './readers.ts';

/** Something wrong in a file of a snapshot. Lines and columns count from 1; columns in UTF-16 units. */
export interface SnapshotProblem {
  path: string;
  line: number;
  column: number;
  message: string;
}

/**
 * Reads the files of a snapshot, of either layout and in any order; other files are passed over. Where anything is
 * wrong, returns the first thing of each file: a user whose file is damaged must not be taken for one who is gone.
 */
export async function readSnapshot(
  files: AsyncIterable<SnapshotFile> | Iterable<SnapshotFile>,
): Promise<{ state: InstanceState } | { problems: SnapshotProblem[] }> {
  const items: InstanceItem[] = [];
  const problems: SnapshotProblem[] = [];
  const seen = new Set<string>();
  for await (const { path, text } of files) {
    const name = path.replaceAll('\\', '/');
    const read = isSnapshotPath(name)
      ? readFile({ path: name, text: withoutMark(text) }, seen)
      : { items: [] };
    if ('problems' in read)
      problems.push(...read.problems.slice(0, 1).map(problem => placed(name, text, problem)));
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

function missingFiles(items: readonly InstanceItem[]): SnapshotProblem[] {
  return needed
    .filter(([wanted]) => !items.some(({ kind }) => kind === wanted))
    .map(([, path]) => ({
      path,
      line: 1,
      column: 1,
      message: l10n.t('This is no snapshot: the file “{0}” is missing.', path),
    }));
}

/** Editors on Windows may put a byte order mark before a text. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');

function readFile(
  { path, text }: SnapshotFile,
  seen: Set<string>,
): { items: InstanceItem[] } | { problems: DocumentProblem[] } {
  const reader = readers.find(({ matches }) => matches.test(path));
  if (!reader) return { items: [] };
  const read = readChecked(text, root => [
    ...reader.check(root, path),
    ...(reader.subjects?.(root) ?? []).flatMap(({ node, id, key }) => {
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew ? [] : [problemAt(node, l10n.t('“{0}” is in the snapshot twice.', id))];
    }),
  ]);
  return 'root' in read ? { items: reader.read(getNodeValue(read.root), path) } : read;
}

function placed(path: string, text: string, { offset, message }: DocumentProblem): SnapshotProblem {
  const before = withoutMark(text)
    .slice(0, offset)
    .split(/\r\n|\r|\n/);
  return { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message };
}
