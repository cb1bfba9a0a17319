import * as l10n from '@vscode/l10n';
import { notTls, type Exchange, type Peer } from '../exchange.ts';
import type { Observation } from '../examination.ts';
import type { FindingId } from '../findings/index.ts';
import { all, found, moment, well, type Check } from './check.ts';

const day = 24 * 60 * 60_000;
/** Public certificates are renewed a month before their end. */
const endingMs = 10 * day;
/** Codes of two-factor authentication are good for about as long. */
const toleratedMs = 2 * 60_000;

const isLoopback = (name: string) => /^(127(\.\d+){3}|\[::1\]|(.+\.)?localhost)$/.test(name);

/** Codes of Node, by what they mean before there is any answer. */
const refusals: readonly (readonly [RegExp, FindingId])[] = [
  [/^ECONNREFUSED$/, 'connectionRefused'],
  [/^(TIMEOUT|ETIMEDOUT)$/, 'noAnswer'],
  [/^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL)$/, 'unreachable'],
];
const isAboutName = (code: string) => /^ENOTFOUND$|^EAI_/.test(code);
const isAboutTls = (code: string) => /^(EPROTO$|ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_)/.test(code);

const codeOf = (sent: Exchange): string => ('code' in sent ? sent.code : '');
const peerIn = (sent: Exchange): Peer | undefined => ('answer' in sent ? sent.peer : undefined);

/** The server's clock, in ms since 1970. */
function serverTime(sent: Exchange): number | undefined {
  const time = 'answer' in sent ? Date.parse(sent.answer.headers.get('date') ?? '') : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** From the address to a secure connection. */
export const reachChecks = {
  address: {
    title: () => l10n.t('Address'),
    tries: () => l10n.t('Reads the address of the server.'),
    passed: () => l10n.t('The address is complete.'),
    examine: ({ base: { protocol, hostname } }) => {
      if (protocol !== 'https:' && protocol !== 'http:') return found('addressInvalid');
      return protocol === 'http:' && !isLoopback(hostname) ? found('plainHttp') : well;
    },
  },
  name: {
    title: () => l10n.t('Host name'),
    tries: f => l10n.t('Looks up {hostname}.', f),
    passed: f => l10n.t('{hostname} is known.', f),
    examine: async exam => {
      const code = codeOf(await exam.status());
      return isAboutName(code) ? found('hostNotFound', { code }) : well;
    },
  },
  connection: {
    title: () => l10n.t('Connection'),
    tries: f => l10n.t('Connects to port {port}.', f),
    passed: f => l10n.t('Port {port} answers.', f),
    examine: async exam => {
      const code = codeOf(await exam.status());
      if (code === '' || code === 'CUT' || isAboutTls(code)) return well;
      const row = refusals.find(([pattern]) => pattern.test(code));
      return found(row?.[1] ?? 'connectionLost', { code });
    },
  },
  certificate: {
    title: () => l10n.t('Certificate'),
    tries: f => l10n.t('Checks issuer, names, and dates of the certificate of {host}.', f),
    passed: f => l10n.t('The certificate is trusted and valid until {to}.', f),
    examine: async exam => {
      if (exam.base.protocol !== 'https:') return undefined;
      const sent = await exam.status();
      const code = codeOf(sent);
      if (isAboutTls(code)) return found(code === notTls ? 'notTls' : 'tlsFailed', { code });
      const peer = peerIn(sent);
      if (!peer) return well;
      exam.facts.to = moment(peer.to);
      return judge(peer, exam.now(), serverTime(sent));
    },
  },
  clock: {
    title: () => l10n.t('Clock'),
    tries: () => l10n.t('Compares the clocks of this computer and of the server.'),
    passed: () => l10n.t('Both clocks agree.'),
    examine: async exam => {
      const theirs = serverTime(await exam.status());
      if (theirs === undefined) return undefined;
      return Math.abs(theirs - exam.now()) > toleratedMs
        ? found('clockDiffers', clocks(exam.now(), theirs))
        : well;
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

const clocks = (ours: number, theirs: number) => ({ ours: moment(ours), theirs: moment(theirs) });

const isWithin = ({ from, to }: Peer, time: number) => from <= time && time <= to;

/** Dates come first: a certificate that has ended is often reported as one of an unknown issuer. */
function judge(peer: Peer, now: number, theirs: number | undefined): Observation[] {
  const { code, otherNames, issuer } = peer;
  const facts = { from: moment(peer.from), to: moment(peer.to), issuer, code: code ?? '' };
  if (!isWithin(peer, now)) {
    if (theirs !== undefined && isWithin(peer, theirs) && Math.abs(theirs - now) > toleratedMs)
      return found('ownClockWrong', { ...facts, ...clocks(now, theirs) });
    return found(now < peer.from ? 'certificateNotYetValid' : 'certificateExpired', facts);
  }
  const trouble = all(
    code !== undefined && code !== wrongName && { id: untrusted(code), facts },
    otherNames !== undefined && { id: 'certificateName', facts: { names: otherNames } },
  );
  if (trouble.length > 0) return trouble;
  return all(peer.to - now < endingMs && { id: 'certificateEnding', facts });
}

const wrongName = 'ERR_TLS_CERT_ALTNAME_INVALID';

function untrusted(code: string): FindingId {
  if (code === 'UNABLE_TO_VERIFY_LEAF_SIGNATURE') return 'certificateIncomplete';
  return /SELF_SIGNED|UNABLE_TO|UNTRUSTED/.test(code) ? 'certificateUntrusted' : 'tlsFailed';
}
