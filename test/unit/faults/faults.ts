import type { ErrorKind } from '../../../src/ocs/index.ts';
import type { Fault as ServerFault } from '../../nextcloud/index.ts';
import type { Misbehaviour, Wire } from './proxy.ts';

/** For what never answers; far more than an answer takes, also on a busy machine. */
const shortTimeoutMs = 1500;

export function takesTime({ kinds }: Fault): boolean {
  return kinds.includes('timeout');
}

/** Only a fault that takes time is given little of it. */
export function timeoutOf(fault: Fault): number {
  return takesTime(fault) ? shortTimeoutMs : 30_000;
}

/** Something that goes wrong, on the wire or on the server, and what the client may make of it if it cannot get over it. */
export interface Fault {
  readonly name: string;
  readonly wire?: Misbehaviour;
  readonly server?: ServerFault;
  readonly kinds: readonly ErrorKind[];
  /** It is a saying of the API: only its calls are struck. */
  readonly api?: true;
  /** It looks like a firewall that knows no PATCH: its fields are put one by one. */
  readonly patchGivesWay?: true;
}

const never = () => undefined;

/** A socket that is ending is left to end: reset then, it is never closed, and Node 20 spins on exit. */
function reset({ client }: Wire): void {
  if (!client.writableEnded) client.resetAndDestroy();
}

function sendPart(share: (length: number) => number, end: (wire: Wire) => void): Misbehaviour {
  return {
    answer: (wire, bytes) => {
      if (wire.answered) return;
      wire.client.write(bytes.subarray(0, share(bytes.length)), () => end(wire));
    },
  };
}

/** The next request may already be on its way. */
function cutSoon(wire: Wire, bytes: Buffer): void {
  const { client } = wire;
  wire.condemned = true;
  client.write(bytes, () => setTimeout(reset, 2, wire));
}

async function trickle({ client }: Wire, bytes: Buffer): Promise<void> {
  for (const byte of bytes) {
    if (client.destroyed) return;
    client.write(Buffer.of(byte));
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

const lost: readonly ErrorKind[] = ['network'];
const gateway = (status: number): Fault => ({
  name: `gateway answers ${status}`,
  server: { kind: 'status', status },
  kinds: ['server'],
});

export const faults: readonly Fault[] = [
  { name: 'cut before the request arrives', wire: { request: reset }, kinds: lost },
  { name: 'cut before the answer', wire: { answer: reset }, kinds: lost },
  { name: 'cut in the head of the answer', wire: sendPart(() => 20, reset), kinds: lost },
  { name: 'cut in the body', wire: sendPart(length => length - 5, reset), kinds: lost },
  {
    name: 'closed in the body',
    wire: sendPart(
      length => length - 5,
      ({ client }) => client.end(),
    ),
    kinds: lost,
  },
  { name: 'cut after the answer', wire: { answer: cutSoon }, kinds: lost },
  { name: 'half open: nothing comes', wire: { request: never }, kinds: ['timeout'] },
  { name: 'half open: the answer is lost', wire: { answer: never }, kinds: ['timeout'] },
  {
    name: 'answers after the timeout',
    wire: { answer: ({ client }, bytes) => void setTimeout(() => client.write(bytes), 1.5 * shortTimeoutMs) },
    kinds: ['timeout'],
  },
  {
    name: 'trickles too slowly',
    wire: { answer: (wire, bytes) => void trickle(wire, bytes) },
    kinds: ['timeout'],
  },
  { name: 'trickles', server: { kind: 'trickle', ms: 1 }, kinds: [] },
  {
    name: 'is no HTTP',
    wire: { answer: ({ client }) => client.write('220 mail.example.com ESMTP\r\n') },
    kinds: lost,
  },
  { name: 'broken gzip', server: { kind: 'brokenGzip' }, kinds: ['network', 'protocol'] },
  { name: 'wrong content length', server: { kind: 'wrongLength' }, kinds: lost },
  { name: 'half a body', server: { kind: 'truncated' }, kinds: ['protocol'] },
  { name: 'empty body', server: { kind: 'emptyBody' }, kinds: ['protocol'] },
  { name: "a proxy's login page", server: { kind: 'page' }, kinds: ['protocol'] },
  {
    name: "a proxy's page with 403",
    server: { kind: 'page', status: 403 },
    kinds: ['forbidden'],
    patchGivesWay: true,
  },
  {
    name: 'captive portal redirects',
    server: { kind: 'redirect', to: 'http://portal.example/login?to=x' },
    kinds: ['network'],
  },
  ...[500, 502, 503, 504].map(gateway),
  { name: 'maintenance', server: { kind: 'maintenance' }, kinds: ['maintenance'], api: true },
  { name: 'too many requests', server: { kind: 'tooMany' }, kinds: ['rateLimited'] },
  { name: '401 in the middle', server: { kind: 'loggedOut' }, kinds: ['auth'], api: true },
  { name: '996, nothing stored', server: { kind: 'lockedBefore' }, kinds: ['server'], api: true },
  { name: '996, but stored', server: { kind: 'lockedAfter' }, kinds: ['server'], api: true },
];
