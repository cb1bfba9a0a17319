import PQueue from 'p-queue';
import type { ErrorKind } from '../../../src/ocs/index.ts';
import { worlds } from '../../nextcloud/worlds.ts';
import type { WorldName } from '../../nextcloud/index.ts';
import { dwell, runClean, suffer, type CleanRun, type Strike } from './case.ts';
import { faults, takesTime, type Fault } from './faults.ts';
import { journeys, type Journey } from './journeys.ts';

const version = 35;

describe('every request of every journey, failing once and permanently', function () {
  this.timeout(60_000);
  const cleanRuns = new Map<Journey, CleanRun>();
  /** Strikes survived, fault × journey. */
  const survived = new Map<Fault, Map<Journey, number>>(faults.map(fault => [fault, new Map()]));

  before('run each journey undisturbed', async () => {
    for (const journey of journeys) cleanRuns.set(journey, await runClean(journey, version));
  });

  after('print what was survived', () => {
    const width = Math.max(...faults.map(({ name }) => name.length));
    console.log(`\n    ${''.padEnd(width)} ${journeys.map(({ name }) => name).join(' | ')}`);
    for (const [fault, counts] of survived) {
      const cells = journeys.map(journey => String(counts.get(journey) ?? '–').padStart(journey.name.length));
      console.log(`    ${fault.name.padEnd(width)} ${cells.join(' | ')}`);
    }
  });

  async function strike(fault: Fault, journey: Journey, where: Strike): Promise<void> {
    const counts = survived.get(fault)!;
    try {
      const struck = await suffer(fault, journey, version, where, cleanRuns.get(journey)!);
      if (struck) counts.set(journey, (counts.get(journey) ?? 0) + 1);
    } catch (error) {
      const place = `${journey.name}, ${where.lasting ? 'from ' : ''}request ${where.request}`;
      throw new Error(`${place}: ${(error as Error).message}`, { cause: error });
    }
  }

  /** Those that take time are not repeated from the second request on. */
  function strikes(fault: Fault, journey: Journey): Strike[] {
    const { requests } = cleanRuns.get(journey)!;
    const all = Array.from({ length: requests }, (_, index) => index + 1);
    return [
      ...all.map(request => ({ request, lasting: false })),
      ...(takesTime(fault) ? [1] : all).map(request => ({ request, lasting: true })),
    ];
  }

  for (const fault of faults)
    it(fault.name, async () => {
      const queue = new PQueue({ concurrency: takesTime(fault) ? 30 : 8 });
      const runs = journeys.flatMap(journey =>
        strikes(fault, journey).map(where => queue.add(() => strike(fault, journey, where))),
      );
      await Promise.all(runs);
    });
});

/** How journeys may fail in a world; in the others all of them get through. */
const refusals: Partial<Record<WorldName, readonly ErrorKind[]>> = {
  // The client's minutes pass at once here, the server's second does not: nobody can know yet.
  slowDeletes: ['server'],
  noPutDelete: ['forbidden'],
  loginPage: ['network'],
  strippedAuthorization: ['auth'],
  adminIp: ['forbidden'],
};

describe('every journey in every misbehaving world', function () {
  this.timeout(60_000);
  for (const version of [29, 34] as const)
    for (const world of Object.keys(worlds) as WorldName[])
      it(`${world} on ${version}`, async () => {
        for (const journey of journeys.filter(({ since = 0 }) => version >= since))
          await dwell(world, journey, version, refusals[world] ?? []).catch((error: unknown) => {
            throw new Error(`${journey.name}: ${(error as Error).message}`, { cause: error });
          });
      });
});
