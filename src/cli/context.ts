import type { Arguments } from './arguments.ts';
import type { EnvVariables } from './environment.ts';
import type { Output } from './output.ts';

/** What a command did: nothing to do, changes, or an error. */
export type Result = 'nothing' | 'changes' | 'error';

export interface CommandContext {
  args: Arguments;
  env: EnvVariables;
  output: Output;
  /** Aborted when the program is told to end. */
  signal: AbortSignal;
}

export type CliCommand = (context: CommandContext) => Promise<Result>;
