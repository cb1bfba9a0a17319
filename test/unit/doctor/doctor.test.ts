import assert from 'node:assert/strict';
import { diagnose, type Diagnosis } from '../../../src/doctor/diagnose.ts';
import type { DoctorOptions, Patient } from '../../../src/doctor/examination.ts';
import { findingTexts } from '../../../src/doctor/findings/index.ts';
import { report, say } from '../../../src/doctor/report.ts';
import { namesIn } from '../../../src/ocs/narrow.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { elsewhere, overHttp, password, type Trouble } from './cases.ts';
import { startFront } from './front.ts';

const found = ({ steps }: Diagnosis): string[] =>
  steps.flatMap(({ findings }) => findings.map(({ id }) => id));

function addPeople({ state }: SimulatedNextcloud): void {
  state.createUser({ id: 'carl', password, groups: ['admin'] });
  state.createUser({ id: 'petra', password });
  state.createUser({ id: 'gina', password, subadmin: ['Staff'] });
  state.createUser({ id: 'della', password, delegated: true });
}

async function examine(
  { server = {}, spoil, front: meddling, login }: Trouble,
  options: DoctorOptions = {},
): Promise<{ diagnosis: Diagnosis; nextcloud: SimulatedNextcloud; patient: Patient }> {
  const nextcloud = await startNextcloud({ version: 34, seed: 'empty', ...server });
  addPeople(nextcloud);
  spoil?.(nextcloud);
  const front = meddling && (await startFront(nextcloud.url, meddling));
  try {
    const patient = { url: front?.url ?? nextcloud.url, login: login?.(nextcloud) ?? nextcloud.admin };
    return { diagnosis: await diagnose(patient, options), nextcloud, patient };
  } finally {
    await front?.close();
    await nextcloud.close();
  }
}

describe('diagnose', () => {
  for (const version of [34, 32, 29, 25, 17] as const)
    for (const user of ['admin', 'della', 'gina'])
      it(`finds nothing on a ${version} that is well, as ${user}`, async () => {
        const { diagnosis } = await examine({
          server: { version },
          ...(user !== 'admin' && { login: () => ({ user, password }) }),
        });
        assert.deepEqual(found(diagnosis), []);
        const states = Object.fromEntries(diagnosis.steps.map(({ check, state }) => [check, state]));
        assert.deepEqual(Object.values(states).filter(state => state !== 'passed'), ['skipped']); // prettier-ignore
        assert.equal(states.certificate, 'skipped');
      });

  for (const [id, troubles] of Object.entries(overHttp))
    troubles.forEach((trouble, index) =>
      it(`finds ${id} (${index + 1})`, async () => {
        const { diagnosis, nextcloud, patient } = await examine(trouble);
        assert.deepEqual(found(diagnosis), [id]);
        const step = diagnosis.steps.find(({ state }) => state === 'found');
        assert.ok(step);
        const [said] = say(step).findings;
        assert.match(`${said?.seen}`, trouble.says ?? /\S/);
        const texts = [report(diagnosis, true), report(diagnosis, false)];
        for (const text of texts) {
          assert.doesNotMatch(text, /\{\w+\}|undefined|NaN/);
          for (const secret of [nextcloud.admin.password, password]) assert(!text.includes(secret));
        }
        const host = new URL(patient.url).host;
        assert(!texts[1]?.includes(host), texts[1]);
        for (const user of ['admin', 'carl', 'petra'])
          assert(!texts[1]?.includes(`“${user}”`) || said?.operator?.includes(user), texts[1]);
      }),
    );

  it('has a server with each finding', () => {
    const tried = [...namesIn(overHttp), ...elsewhere].sort();
    assert.deepEqual(tried, namesIn(findingTexts).sort());
  });

  it('stops at an error, and goes on after a warning', async () => {
    const { diagnosis, nextcloud } = await examine({
      server: { worlds: ['phpWarnings'] },
      login: () => ({ user: 'admin', password: 'wrong' }),
    });
    assert.deepEqual(found(diagnosis), ['phpMessages', 'passwordRefused']);
    const { steps } = diagnosis;
    const last = steps.findIndex(({ check }) => check === 'signIn');
    assert(steps.slice(last + 1).every(({ state }) => state === 'waiting'));
    assert.equal(nextcloud.requests.filter(({ headers }) => headers.authorization !== undefined).length, 1);
  });

  for (const user of ['carl', 'gina', 'petra'])
    it(`changes nothing as ${user}`, async () => {
      const nextcloud = await startNextcloud({ version: 34, seed: 'empty' });
      try {
        addPeople(nextcloud);
        const { state, gate } = nextcloud;
        // The sign-in itself leaves traces.
        gate.authenticate({ authorization: `Basic ${btoa(`${user}:${password}`)}` }, false);
        const stored = () => {
          const groups = state.sortedGroups.map(({ id, members, subadmins }) => [
            id,
            ...members,
            ...subadmins,
          ]);
          return JSON.stringify([state.sortedUsers, groups], (key, value: unknown) =>
            key === 'lastLogin' ? undefined : value,
          );
        };
        const before = stored();
        await diagnose({ url: nextcloud.url, login: { user, password } });
        assert.equal(stored(), before);
        assert.equal(gate.failures.length, 0);
      } finally {
        await nextcloud.close();
      }
    });

  it('examines what anybody sees without a login', async () => {
    const nextcloud = await startNextcloud({ version: 34 });
    const { steps } = await diagnose({ url: nextcloud.url });
    await nextcloud.close();
    assert.deepEqual(
      steps.filter(({ state }) => state === 'skipped').map(({ check }) => check),
      ['certificate', 'signIn', 'role', 'users', 'changes'],
    );
    assert(nextcloud.requests.every(({ headers }) => headers.authorization === undefined));
  });

  it('tells of each step, and logs each request without a value', async () => {
    const nextcloud = await startNextcloud({ version: 34 });
    const heard: Diagnosis[] = [];
    const logged: unknown[] = [];
    await diagnose(
      { url: nextcloud.url, login: nextcloud.admin },
      { log: entry => logged.push(entry) },
      step => heard.push(step),
    );
    await nextcloud.close();
    assert.equal(heard.length, heard[0]!.steps.length + 1);
    assert.deepEqual(heard.map(({ ended }) => ended).lastIndexOf(false), heard.length - 2);
    assert.equal(logged.length, nextcloud.requests.length);
    assert(!JSON.stringify(logged).includes(nextcloud.admin.password));
  });

  it('ends when it is aborted', async () => {
    const nextcloud = await startNextcloud({ version: 34 });
    nextcloud.faults.add({ kind: 'silence', match: { path: 'capabilities' } });
    const abort = new AbortController();
    const running = diagnose({ url: nextcloud.url }, { signal: abort.signal }, ({ steps }) => {
      if (steps.some(({ check, state }) => check === 'api' && state === 'running')) abort.abort();
    });
    await assert.rejects(running, { name: 'AbortError' });
    await nextcloud.close();
  });
});
