import * as l10n from '@vscode/l10n';
import { recordIn } from '../../ocs/narrow.ts';
import type { Exchange } from '../exchange.ts';
import { dataOf, ocsPath, type Examination } from '../examination.ts';
import { found, well, type Check } from './check.ts';

/**
 * A user who cannot exist: user IDs have 64 characters at most. The writes below change nothing even so, as they come
 * without a sign-in or without a value. Firewalls find nothing odd in it.
 */
const nobody = 'nextcloud-admin-doctor.nobody.has.an.id.of.more.than.sixty-four.characters';
const path = `${ocsPath}/users/${nobody}`;

/** PATCH came with 34. */
const patchSince = 34;
/** Never translated. */
const demand = 'Password confirmation is required';

/** Whether requests that change something arrive. None of these changes anything. */
export const writeChecks = {
  methods: {
    title: () => l10n.t('Requests that change something'),
    tries: () =>
      l10n.t('Sends POST, PUT, DELETE, and PATCH, without a sign-in, for a user who cannot exist.'),
    passed: () => l10n.t('All of them reach Nextcloud.'),
    examine: async exam => {
      const stopped = await Promise.all(
        (['POST', 'PUT', 'DELETE'] as const).map(name => stoppedAt(exam, name)),
      );
      const names = stopped.flatMap(({ method, status }) => (status === undefined ? [] : [method]));
      const [status] = stopped.flatMap(({ status }) => status ?? []);
      if (status !== undefined) return found('methodsBlocked', { methods: names.join(', '), status });
      if ((await majorVersion(exam)) < patchSince) return well;
      const patch = await stoppedAt(exam, 'PATCH');
      return patch.status === undefined ? well : found('patchBlocked', { status: patch.status });
    },
  },
  errors: {
    title: () => l10n.t('Reasons'),
    tries: () => l10n.t('Asks for a call that does not exist, and looks whether Nextcloud’s answer arrives.'),
    passed: () => l10n.t('What Nextcloud refuses arrives with its reason.'),
    examine: async exam => {
      const sent = await exam.send({ path: `${ocsPath}/nextcloud-admin-doctor` });
      const isReplaced = 'answer' in sent && !sent.answer.envelope && sent.answer.status >= 400;
      return isReplaced ? found('errorPages', { status: String(sent.answer.status) }) : well;
    },
  },
  changes: {
    title: () => l10n.t('Changes'),
    tries: () => l10n.t('Asks for a change of a user who cannot exist, to see what is asked before changes.'),
    passed: () => l10n.t('Changes are possible at once.'),
    examine: async exam => {
      if (!exam.login) return undefined;
      const sent = await exam.send({
        method: 'PUT',
        path,
        form: { key: 'displayname', value: '' },
        signedIn: true,
      });
      if (!('answer' in sent)) return undefined;
      const { status, envelope } = sent.answer;
      if (status === 429) return found('editsLimited', { status: String(status) });
      return envelope?.meta.message === demand ? found('confirmationNeeded') : well;
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** The status by which something else than Nextcloud refuses a method. Nextcloud's own answers have an envelope. */
async function stoppedAt(
  exam: Examination,
  method: 'POST' | 'PUT' | 'DELETE' | 'PATCH',
): Promise<{ method: string; status?: string }> {
  const sent = await exam.send({ method, path: method === 'POST' ? `${path}/groups` : path, form: {} });
  const status = refusal(sent);
  return { method, ...(status !== undefined && { status }) };
}

function refusal(sent: Exchange): string | undefined {
  if ('code' in sent) return sent.code;
  const { status, envelope } = sent.answer;
  return envelope === undefined ? String(status) : undefined;
}

async function majorVersion(exam: Examination): Promise<number> {
  return Number(recordIn(dataOf(await exam.capabilities()).version).major);
}
