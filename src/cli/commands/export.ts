import { extname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { writeCode } from '../../keep/code/write.ts';
import { readInstance } from '../../keep/instance/readInstance.ts';
import { usualScope } from '../../keep/instance/scope.ts';
import { collectInstance } from '../../keep/instance/state.ts';
import { writeSnapshot } from '../../keep/snapshot/writeSnapshot.ts';
import { userColumns, writeTable } from '../../model/tables/write.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import { choice } from '../choice.ts';
import type { CliCommand, CommandContext, Result } from '../context.ts';
import { withSession } from '../session.ts';
import { writeFolder, writeWhole } from './files.ts';

type Export = (
  context: CommandContext,
  client: NextcloudClient,
  target: string | undefined,
) => Promise<Result>;

const exports: Readonly<Record<string, Export>> = { snapshot, code, users };

/** Writes what is on the server to files, or to the output. Changes nothing on the server. */
export const exportInstance: CliCommand = async context => {
  const [what = '', target, ...others] = context.args.operands;
  const write = Object.hasOwn(exports, what) ? exports[what] : undefined;
  if (!write || others.length > 0)
    throw new Error(l10n.t('Export one of: {0}. Try --help.', Object.keys(exports).join(', ')));
  return withSession(context, ({ client }) => write(context, client, target));
};

const items = ({ args, signal }: CommandContext, client: NextcloudClient) =>
  readInstance(client, { ...usualScope, config: args.config }, { signal });

async function snapshot(
  context: CommandContext,
  client: NextcloudClient,
  folder: string | undefined,
): Promise<Result> {
  const { args, output } = context;
  if (folder === undefined) throw new Error(l10n.t('Name the folder of the snapshot.'));
  const layout = choice(args.layout ?? 'perUser', ['perUser', 'perKind'] as const);
  const changed = await writeFolder(
    folder,
    writeSnapshot(items(context, client), { layout, activity: args.activity }),
  );
  for (const path of changed) output.note(path);
  return changed.length > 0 ? 'changes' : 'nothing';
}

async function code(
  context: CommandContext,
  client: NextcloudClient,
  file: string | undefined,
): Promise<Result> {
  const { state } = await collectInstance(items(context, client));
  return write(context, file, [writeCode(state)]);
}

/** By the ending of the file. */
const formatOf = (file = ''): string =>
  ({ '.json': 'json', '.md': 'markdown' })[extname(file).toLowerCase()] ?? 'csv';

async function users(
  context: CommandContext,
  client: NextcloudClient,
  file: string | undefined,
): Promise<Result> {
  const { args, signal } = context;
  const format = choice(args.format ?? (args.json ? 'json' : formatOf(file)), [
    'csv',
    'json',
    'markdown',
  ] as const);
  return write(context, file, writeTable(client.users.iterate({ signal }), userColumns, { format }));
}

async function write(
  { output, signal }: CommandContext,
  file: string | undefined,
  chunks: AsyncIterable<string> | Iterable<string>,
): Promise<Result> {
  if (file !== undefined) return (await writeWhole(file, chunks, signal)) ? 'changes' : 'nothing';
  for await (const chunk of chunks) output.raw(chunk);
  return 'nothing';
}
