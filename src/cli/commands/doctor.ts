import * as l10n from '@vscode/l10n';
import { diagnose } from '../../doctor/diagnose.ts';
import { outcomeOf, report, say, summary } from '../../doctor/report.ts';
import type { CliCommand, Result } from '../context.ts';
import { addressIn, names } from '../environment.ts';

const results: Record<ReturnType<typeof outcomeOf>, Result> = {
  well: 'nothing',
  warning: 'changes',
  error: 'error',
};

/** Examines the server, signed in where the environment has a login. */
export const doctor: CliCommand = async ({ args, env, output, signal }) => {
  if (args.operands.length > 0) throw new Error(l10n.t('This command takes no file.'));
  const url = addressIn(env, args.allowHttp);
  const [user, password] = [env[names.user], env[names.password]];
  output.hide(password, env[names.loginPassword]);
  const login = user && password ? { user, password } : 'signedOut';
  const diagnosis = await diagnose({ url, login }, { signal, userAgent: 'Nextcloud Admin (command line)' });
  const result = results[outcomeOf(diagnosis)];
  if (args.json) output.json({ result, summary: summary(diagnosis), steps: diagnosis.steps.map(say) });
  else for (const line of report(diagnosis, true).trimEnd().split('\n')) output.line(line);
  return result;
};
