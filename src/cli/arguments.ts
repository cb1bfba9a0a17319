import * as l10n from '@vscode/l10n';
import { parseArgs } from 'node:util';

/** What the program was told on its command line. Never a secret: everybody on the machine can read it. */
export interface Arguments {
  command: string | undefined;
  /** What follows the command. */
  operands: readonly string[];
  server?: string | undefined;
  state?: string | undefined;
  /** Patterns of settings, `app/key`. */
  config: readonly string[];
  layout?: string | undefined;
  format?: string | undefined;
  accepted?: string | undefined;
  awayDays?: string | undefined;
  json: boolean;
  activity: boolean;
  partly: boolean;
  exitZero: boolean;
  allowHttp: boolean;
  help: boolean;
  /** The names of the options that were given. */
  given: readonly string[];
}

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

/** Throws an error fit for the user. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals, tokens } = parsed(args);
  const [command, ...operands] = positionals;
  return {
    command,
    operands,
    ...values,
    given: tokens.flatMap(token => (token.kind === 'option' ? [token.name] : [])),
    awayDays: values['away-days'],
    exitZero: values['exit-zero'],
    allowHttp: values['allow-http'],
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      tokens: true,
      options: {
        server: text,
        state: text,
        layout: text,
        format: text,
        accepted: text,
        'away-days': text,
        config: { type: 'string', multiple: true, default: [] },
        json: flag,
        activity: flag,
        partly: flag,
        'exit-zero': flag,
        'allow-http': flag,
        help: { ...flag, short: 'h' },
      },
    });
  } catch (error) {
    // Node's own sentence names the option, and never its value.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new Error(l10n.t('{0}. Try --help.', reason.replace(/\.$/, '')), { cause: error });
  }
}
