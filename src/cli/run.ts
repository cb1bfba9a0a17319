import * as l10n from '@vscode/l10n';
import { readArguments, type Arguments } from './arguments.ts';
import { CodeFault } from './codeFiles.ts';
import type { CliCommand, Result } from './context.ts';
import type { EnvVariables } from './environment.ts';
import { Output, type Streams } from './output.ts';
import { usage } from './usage.ts';

const commands: Readonly<Record<string, () => Promise<CliCommand>>> = {
  plan: async () => (await import('./commands/plan.ts')).plan,
  apply: async () => (await import('./commands/apply.ts')).apply,
  review: async () => (await import('./commands/review.ts')).review,
  export: async () => (await import('./commands/export.ts')).exportInstance,
  doctor: async () => (await import('./commands/doctor.ts')).doctor,
};

/** Of commands, and of what is exported. `--json` changes nothing where there is nothing else, such as in code. */
const optionsOf: Readonly<Record<string, readonly string[]>> = {
  plan: ['server'],
  apply: ['server', 'state', 'partly'],
  review: ['format', 'accepted', 'away-days'],
  'export snapshot': ['config', 'layout', 'activity'],
  'export code': ['config'],
  'export users': ['format'],
};

const optionsOfAll = ['json', 'exit-zero', 'allow-http', 'help'];

/** Throws for an option that would do nothing: whoever gave it expects something else. */
function checkOptions(command: string, { operands, given }: Arguments): void {
  const name = command === 'export' ? `${command} ${operands[0] ?? ''}` : command;
  const known = [...optionsOfAll, ...(optionsOf[name] ?? [])];
  const [idle] = given.filter(option => !known.includes(option));
  if (idle !== undefined)
    throw new Error(l10n.t('{0} has no option {1}. Try --help.', name.trim(), `--${idle}`));
}

const exitCodes: Record<Result, 0 | 1 | 2> = { nothing: 0, error: 1, changes: 2 };

/** Runs one command line and returns the exit code. Never throws: what goes wrong is said. */
export async function run(
  words: readonly string[],
  env: EnvVariables,
  streams: Streams,
  signal: AbortSignal,
): Promise<number> {
  const output = new Output(streams);
  try {
    const args = readArguments(words);
    if (args.help) {
      for (const line of usage()) output.line(line);
      return 0;
    }
    const { command } = args;
    if (command === undefined) {
      for (const line of usage()) output.note(line);
      return exitCodes.error;
    }
    const load = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (!load) throw new Error(l10n.t('There is no command “{0}”. Try --help.', command));
    checkOptions(command, args);
    const result = await (await load())({ args, env, output, signal });
    return args.exitZero && result === 'changes' ? 0 : exitCodes[result];
  } catch (error) {
    const lines =
      error instanceof CodeFault ? error.lines : [error instanceof Error ? error.message : String(error)];
    for (const line of lines) output.note(line);
    return exitCodes.error;
  }
}
