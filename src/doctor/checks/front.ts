import * as l10n from '@vscode/l10n';
import { decodeCapabilities, decodeStatus } from '../../ocs/decode/index.ts';
import { recordIn } from '../../ocs/narrow.ts';
import type { ServerStatus } from '../../ocs/types.ts';
import type { ServerAnswer } from '../../ocs/transport/answer.ts';
import { dataOf, ocsPath, type Examination, type Observation } from '../examination.ts';
import { factsOf, troubleIn } from '../reading.ts';
import { all, found, well, type Check } from './check.ts';

/** The oldest version that was tried. */
const oldest = 17;
/** From here on, a server rejects right passwords, too. */
const blockedMs = 25_000;

/** What answers at the address, and whether it is a Nextcloud at work. */
export const frontChecks = {
  nextcloud: {
    title: () => l10n.t('Nextcloud'),
    tries: () => l10n.t('Asks for “status.php”, which says whether Nextcloud is at work.'),
    passed: () => l10n.t('Nextcloud answers and is at work.'),
    examine: async exam => {
      const sent = await exam.status();
      const status = 'answer' in sent ? statusIn(sent.answer) : undefined;
      return status ? judgeStatus(status) : [notAStatus(exam, sent)];
    },
  },
  api: {
    title: () => l10n.t('API'),
    tries: () => l10n.t('Asks Nextcloud’s API for the capabilities of the server.'),
    passed: f => l10n.t('The API answers in {ms} ms.', f),
    examine: async exam => {
      const sent = await exam.capabilities();
      exam.facts.ms = String(sent.ms);
      const trouble = troubleIn(sent, { path: `${ocsPath}/capabilities`, base: exam.base });
      if (trouble) return [trouble];
      return all(
        'answer' in sent && sent.answer.envelope?.hasPhpMessages && { id: 'phpMessages', facts: {} },
      );
    },
  },
  version: {
    title: () => l10n.t('Version'),
    tries: () => l10n.t('Reads the version of Nextcloud.'),
    passed: f => l10n.t('Nextcloud {version}.', f),
    examine: async exam => {
      const version = versionIn(dataOf(await exam.capabilities()));
      if (!version) return undefined;
      exam.facts.version = version.string;
      return version.major < oldest ? found('tooOld', { needed: String(oldest) }) : well;
    },
  },
  links: {
    title: () => l10n.t('Own address'),
    tries: () => l10n.t('Compares the address that the server takes for its own with the one that you use.'),
    passed: () => l10n.t('The server knows its address.'),
    examine: async exam => {
      const own = ownOrigin(await exam.capabilities().then(dataOf));
      if (!own) return undefined;
      if (own.origin === exam.base.origin) return well;
      return found(own.host === exam.base.host ? 'wrongProtocol' : 'wrongHost', { target: own.origin });
    },
  },
  delay: {
    title: () => l10n.t('Delay of sign-ins'),
    tries: () => l10n.t('Asks whether earlier failures delay the sign-in from here.'),
    passed: () => l10n.t('Sign-ins are not delayed.'),
    examine: async exam => {
      const { bruteforce } = recordIn(dataOf(await exam.capabilities()).capabilities);
      const { delay } = recordIn(bruteforce);
      if (typeof delay !== 'number') return undefined;
      if (delay >= blockedMs) return found('throttled');
      return delay > 0 ? found('delayed', { seconds: String(delay / 1000) }) : well;
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

function judgeStatus({ installed, maintenance, needsDbUpgrade }: ServerStatus): Observation[] {
  if (!installed) return found('notInstalled');
  if (needsDbUpgrade) return found('upgradeNeeded');
  return maintenance ? found('maintenance') : well;
}

function statusIn({ status, body }: ServerAnswer): ServerStatus | undefined {
  if (status !== 200) return undefined;
  try {
    return decodeStatus(body);
  } catch {
    return undefined;
  }
}

const hasPasswordField = ({ body }: ServerAnswer) =>
  /type=["']?password|sign[ -]?in|log[ -]?in/i.test(Buffer.from(body).toString('latin1', 0, 20_000));

/** Trouble on the way has its own name; anything else is another website. */
function notAStatus(exam: Examination, sent: Awaited<ReturnType<Examination['status']>>): Observation {
  const asked = { path: '/status.php', base: exam.base };
  const trouble = troubleIn(sent, asked);
  if (!('answer' in sent)) return trouble ?? { id: 'connectionLost', facts: { code: sent.code } };
  const { answer } = sent;
  const isOther = trouble === undefined || ['apiMissing', 'answerOdd'].includes(trouble.id);
  if (isOther || (trouble.id === 'signInPage' && answer.status === 200 && !hasPasswordField(answer)))
    return { id: 'notNextcloud', facts: factsOf(answer, asked) };
  return trouble;
}

function versionIn(data: unknown): { major: number; string: string } | undefined {
  try {
    return decodeCapabilities(data).version;
  } catch {
    return undefined;
  }
}

/** Where the server's links to its own pictures and calls lead. */
function ownOrigin(data: Record<string, unknown>): URL | undefined {
  const { theming, password_policy: policy } = recordIn(data.capabilities);
  const links = [recordIn(theming).logo, recordIn(theming).favicon, recordIn(recordIn(policy).api).generate];
  const link = links.find(
    value => typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value),
  );
  return typeof link === 'string' ? new URL(link) : undefined;
}
