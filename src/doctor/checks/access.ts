import * as l10n from '@vscode/l10n';
import { adminGroup } from '../../ocs/adminGroup.ts';
import { isUnknownCall, succeeded, type ServerAnswer } from '../../ocs/transport/answer.ts';
import { dataOf, idsIn, ocsPath, type Examination, type Observation } from '../examination.ts';
import { factsOf, troubleIn } from '../reading.ts';
import { found, well, type Check } from './check.ts';

/** A first page that takes longer is worth a word. */
const slowMs = 8000;

const roles = {
  admin: () => l10n.t('administrator'),
  delegated: () => l10n.t('delegated administrator'),
  subadmin: () => l10n.t('group administrator'),
};

/** Signing in, and what the user may do. */
export const accessChecks = {
  signIn: {
    title: () => l10n.t('Sign-in'),
    tries: () => l10n.t('Signs in.'),
    passed: f => l10n.t('“{user}” is signed in.', f),
    examine: async exam => {
      if (exam.patient.login === 'signedOut') return found('signedOut');
      if (exam.patient.login === 'unreadable') return found('keyringUnreadable');
      if (!exam.login) return undefined;
      const sent = await exam.me();
      const asked = { path: `${ocsPath}/user`, base: exam.base };
      if ('answer' in sent && sent.answer.status === 401 && sent.answer.envelope)
        return refused(exam, sent.answer);
      if ('answer' in sent && isUnknownCall(sent.answer))
        return found('provisioningOff', factsOf(sent.answer, asked));
      const trouble = troubleIn(sent, asked);
      return trouble ? [trouble] : well;
    },
  },
  role: {
    title: () => l10n.t('Role'),
    tries: () => l10n.t('Finds out what the user may administer.'),
    passed: f => l10n.t('“{user}” is {role}.', f),
    examine: async exam => {
      if (!exam.login) return undefined;
      const { id, groups, subadmin } = dataOf(await exam.me());
      if (typeof id === 'string') exam.facts.user = id;
      const role = idsIn(groups).includes(adminGroup)
        ? 'admin'
        : (await mayListGroups(exam))
          ? 'delegated'
          : idsIn(subadmin).length > 0 && 'subadmin';
      if (!role) return found('plainUser');
      exam.facts.role = roles[role]();
      return well;
    },
  },
  users: {
    title: () => l10n.t('Users'),
    tries: () => l10n.t('Reads the first users.'),
    passed: f => l10n.t('The first users came in {ms} ms.', f),
    examine: async exam => {
      if (!exam.login) return undefined;
      const path = `${ocsPath}/users/details`;
      const sent = await exam.send({ path, query: { limit: 50, offset: 0 }, signedIn: true });
      exam.facts.ms = String(sent.ms);
      const asked = { path, base: exam.base };
      if ('answer' in sent && sent.answer.envelope && !succeeded(sent.answer))
        return unwilling(sent.answer, asked);
      const trouble = troubleIn(sent, asked);
      if (trouble) return [trouble];
      return sent.ms > slowMs ? found('slowList', { seconds: String(Math.round(sent.ms / 1000)) }) : well;
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

/** What Nextcloud says when it got no password at all, and, from 21 on, when the password is right but does not suffice. */
const silent = 'Current user is not logged in';

/** Asks WebDAV for the reason, which it names, unless the API has done so. */
async function refused(exam: Examination, answer: ServerAnswer): Promise<Observation[]> {
  const message = answer.envelope?.meta.message ?? '';
  if (answer.headers.has('www-authenticate') || message !== silent) return found('passwordRefused');
  const sent = await exam.send({ path: '/remote.php/dav/', signedIn: true });
  if (!('answer' in sent) || sent.answer.status !== 401) return found('signInUnclear');
  const text = Buffer.from(sent.answer.body).toString();
  const row = reasons.find(([pattern]) => pattern.test(text));
  return found(row?.[1] ?? 'signInUnclear');
}

/** In the words of WebDAV, which are never translated. More than one may be among them. */
const reasons = [
  [/password login forbidden/, 'appPasswordNeeded'],
  [/Username or password was incorrect/, 'passwordRefused'],
  [/No 'Authorization: Basic' header found/, 'authorizationStripped'],
] as const;

async function mayListGroups(exam: Examination): Promise<boolean> {
  const path = `${ocsPath}/groups/details`;
  const sent = await exam.send({ path, query: { limit: 1 }, signedIn: true });
  return 'answer' in sent && succeeded(sent.answer);
}

function unwilling(answer: ServerAnswer, asked: { path: string; base: URL }): Observation[] {
  const facts = factsOf(answer, asked);
  if (/IP address/i.test(answer.envelope?.meta.message ?? '')) return found('networkNotAllowed');
  const trouble = troubleIn({ answer, cookies: [], peer: undefined, ms: 0 }, asked);
  return trouble && trouble.id !== 'serverError' ? [trouble] : found('listFails', facts);
}
