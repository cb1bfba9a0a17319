import type { Fault, FaultKind, SimulatedNextcloud } from '../../nextcloud/index.ts';

/** What strikes a save, by name. */
const faults: Readonly<Record<string, Fault>> = {
  'is cut before it arrives': { kind: 'cutBefore' },
  'is cut within its answer': { kind: 'cutDuring' },
  'is carried out, and its answer is cut': { kind: 'cutAfter' },
  'is answered with half a body': { kind: 'truncated' },
  'is answered with a wrong length': { kind: 'wrongLength' },
  'is answered with broken gzip': { kind: 'brokenGzip' },
  'is answered with nothing': { kind: 'emptyBody' },
  "is answered by a proxy's login page": { kind: 'page' },
  'is redirected by a captive portal': { kind: 'redirect', to: 'http://portal.example/' },
  'meets 500': { kind: 'status', status: 500 },
  'meets 502': { kind: 'status', status: 502 },
  'meets 503': { kind: 'status', status: 503 },
  'meets maintenance': { kind: 'maintenance' },
  'meets a session that has ended': { kind: 'loggedOut' },
  'meets a locked database': { kind: 'lockedBefore' },
  'meets a database that locks after storing': { kind: 'lockedAfter' },
};

/** Where it strikes. Reading that fails is tried again for seconds: few of the faults are enough. */
const strikes: readonly { what: string; reads?: true; times: number; kinds?: readonly FaultKind[] }[] = [
  { what: 'one write', times: 1 },
  { what: 'every write', times: Infinity },
  { what: 'every reading', reads: true, times: Infinity, kinds: ['cutAfter', 'emptyBody', 'loggedOut'] },
];

/** A fault that strikes a save, and what the test of it is called. */
interface Strike {
  title: string;
  /** Adds the fault to the server. */
  begin: (nextcloud: SimulatedNextcloud) => void;
}

/** Every fault, everywhere it can strike. */
export const allStrikes: readonly Strike[] = Object.entries(faults).flatMap(([name, fault]) =>
  strikes
    .filter(({ kinds }) => kinds?.includes(fault.kind) ?? true)
    .map(({ what, reads = false, times }) => ({
      title: `${name}, ${what}`,
      begin: ({ faults: all }: SimulatedNextcloud) =>
        all.add({ ...fault, times, match: ({ method }) => (method === 'GET') === reads }),
    })),
);

/** How often each write was carried out. */
export function counts({ requests }: SimulatedNextcloud): number[] {
  const done = requests.filter(({ method, user }) => method !== 'GET' && user !== undefined);
  const writes = done.map(({ method, path, body }) => JSON.stringify([method, path, body]));
  return writes.map(write => writes.filter(other => other === write).length);
}
