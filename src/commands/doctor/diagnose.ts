import type { PatientLogin, Patient } from '../../doctor/examination.ts';
import type { NextStep } from '../../doctor/words.ts';
import { candidates } from '../../servers/address.ts';
import type { Server } from '../../servers/server.ts';
import { runCommand } from '../../ui/commands.ts';
import type { ActionContext } from '../engine/context.ts';
import type { Case } from './state.ts';
import { showDiagnosis } from './view.ts';

/** Every step that a finding may suggest. */
const steps: readonly NextStep[] = [
  'signIn',
  'changeServerUrl',
  'changeServerUser',
  'trustCertificate',
  'retryServer',
  'openServerInBrowser',
];

/** Examines a configured server, with its own sign-in. */
export async function diagnoseServer(server: Server, context: ActionContext): Promise<void> {
  await showDiagnosis(context, caseOf(server, context));
}

export function caseOf(server: Server, context: Pick<ActionContext, 'servers'>): Case {
  return {
    key: server.id,
    name: server.label,
    address: server.url,
    patient: async (): Promise<Patient> => ({
      url: server.url,
      certificate: server.entry.certificate,
      login: await loginOf(server, context),
    }),
    steps,
    take: step => runCommand(step, { serverId: server.id }),
    mayRetry: () => server.state.kind !== 'connected',
  };
}

/** Examines an address as far as anybody can see it. */
export async function diagnoseAddress(
  context: ActionContext,
  address: string,
  certificate?: string,
): Promise<void> {
  const url = candidates(address)[0] ?? address;
  await showDiagnosis(context, {
    key: url,
    name: URL.canParse(url) ? new URL(url).host || url : url,
    address: url,
    patient: () => Promise.resolve({ url, certificate }),
    steps: [],
    take: () => undefined,
    mayRetry: () => false,
  });
}

async function loginOf(server: Server, { servers }: Pick<ActionContext, 'servers'>): Promise<PatientLogin> {
  try {
    const secret = await servers.secretOf(server);
    return secret ? { user: secret.user, password: secret.password } : 'signedOut';
  } catch {
    return 'unreadable';
  }
}
