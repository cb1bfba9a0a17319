import { isBlocked, isMaintenance, isOfGateway, isPage, type ServerAnswer } from '../ocs/transport/answer.ts';
import type { Exchange } from './exchange.ts';
import type { Observation } from './examination.ts';
import type { FindingId } from './findings/index.ts';

/** Nextcloud's code for an answer that throttling gives to right and wrong passwords alike. */
const tooManyFailures = 429;

type Row = readonly [FindingId, (answer: ServerAnswer) => boolean];

const code = ({ envelope }: ServerAnswer): number | undefined => envelope?.meta.statusCode;
const http =
  (...statuses: number[]) =>
  (answer: ServerAnswer) =>
    answer.envelope === undefined && statuses.includes(answer.status);
const isBare = ({ status, envelope }: ServerAnswer) =>
  envelope === undefined && status >= 200 && status < 300;

const startsWell = ({ body }: ServerAnswer) =>
  /^\s*(\{"ocs"|<\?xml )/.test(Buffer.from(body).toString('latin1', 0, 64));

/** What is wrong with an answer of the API. The first row that fits counts; none fits an answer of Nextcloud that is well. */
const rows: readonly Row[] = [
  ['maintenance', isMaintenance],
  ['throttled', answer => code(answer) === tooManyFailures],
  ['serverError', answer => [996, 500, 999].includes(code(answer) ?? 0)],
  ['headerStripped', http(412)],
  ['rateLimited', http(429)],
  ['networkSignIn', http(407, 511)],
  ['gatewayDown', ({ status, envelope }) => envelope === undefined && isOfGateway(status)],
  ['proxySignIn', http(401)],
  ['untrustedDomain', http(400)],
  ['apiMissing', http(404)],
  ['serverError', http(500)],
  ['blocked', isBlocked],
  ['answerEmpty', answer => isBare(answer) && answer.body.length === 0],
  ['signInPage', answer => isBare(answer) && isPage(answer)],
  ['answerCut', answer => isBare(answer) && startsWell(answer)],
  ['answerOdd', ({ envelope }) => envelope === undefined],
];

interface ProbeRequest {
  method?: string;
  path: string;
  base: URL;
}

/** What is wrong with an exchange, if anything. */
export function troubleIn(sent: Exchange, asked: ProbeRequest): Observation | undefined {
  if ('code' in sent) return brokenOff(sent.code, asked);
  const { answer } = sent;
  const moved = redirection(answer, asked);
  if (moved) return moved;
  const row = rows.find(([, fits]) => fits(answer));
  return row && { id: row[0], facts: factsOf(answer, asked) };
}

export function factsOf(
  answer: ServerAnswer,
  { method = 'GET', path }: ProbeRequest,
): Record<string, string> {
  return { method, path, status: String(answer.envelope?.meta.statusCode ?? answer.status) };
}

function brokenOff(code: string, { path }: ProbeRequest): Observation {
  if (code === 'TIMEOUT') return { id: 'noAnswer', facts: {} };
  if (code === 'CUT') return { id: 'answerCut', facts: { path } };
  if (/^(Z_|ERR_BROTLI|ERR__ERROR|ERR_PADDING|ERR_BUFFER)/.test(code))
    return { id: 'answerOdd', facts: { path, status: code } };
  return { id: 'connectionLost', facts: { code } };
}

/** Where an answer leads to. What stands in front of a server leads to a page on which people sign in. */
function redirection(answer: ServerAnswer, { path, base }: ProbeRequest): Observation | undefined {
  const { status, headers } = answer;
  const location = headers.get('location');
  if (status < 300 || status > 399 || location === undefined || !URL.canParse(location, base.href))
    return undefined;
  const target = new URL(location, base);
  const isSignIn = /log-?in|sign-?in|auth|sso|saml|oidc|idp|cas|realms/i.test(target.host + target.pathname);
  const leads = target.origin !== base.origin && !isSignIn && !path.startsWith('/ocs/');
  return leads || target.pathname.endsWith(path)
    ? {
        id: 'redirected',
        facts: {
          target: target.href
            .replace(/[?#].*$/, '')
            .replace(path, '/')
            .replace(/\/\/$/, '/'),
        },
      }
    : { id: 'signInPage', facts: factsOf(answer, { path, base }) };
}
