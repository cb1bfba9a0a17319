import '../support/withoutVscode.ts';
import assert from 'node:assert/strict';
import { Lookups } from '../../../src/inspect/lookups.ts';
import { NextcloudError } from '../../../src/ocs/index.ts';
import { FakeServer } from './fakeServer.ts';

const never = () => new AbortController().signal;

describe('Lookups', () => {
  let now: number;
  let lookups: Lookups;
  let fake: FakeServer;

  beforeEach(() => {
    now = 1000;
    lookups = new Lookups(() => now);
    fake = new FakeServer('a', { userId: 'alice' });
  });

  const find = (id: string, signal = never()) => lookups.find(fake.server, id, signal);
  const minutes = (count: number) => (now += count * 60_000);

  it('asks once in five minutes, however the ID is written', async () => {
    assert.deepEqual(await find('alice'), { user: { userId: 'alice' }, avatar: undefined });
    minutes(4.9);
    await find('ALICE');
    assert.deepEqual(fake.asked, ['get alice']);
    minutes(0.2);
    await find('alice');
    assert.equal(fake.asked.length, 2);
  });

  it('also remembers unknown users, separately for each server', async () => {
    const other = new FakeServer('b');
    assert.equal(await lookups.find(other.server, 'alice', never()), 'nobody');
    assert.equal(await lookups.find(other.server, 'alice', never()), 'nobody');
    assert.notEqual(await find('alice'), 'nobody');
    assert.deepEqual([other.asked.length, fake.asked.length], [1, 1]);
  });

  it('remembers a failure until the server changes', async () => {
    fake.answers.set('alice', new NextcloudError('network', 'No connection.'));
    const failed = async () => ((await find('alice')) as NextcloudError).kind;
    assert.deepEqual([await failed(), await failed()], ['network', 'network']);
    assert.equal(fake.asked.length, 1);
    lookups.retry(fake.server);
    await find('alice');
    assert.equal(fake.asked.length, 2);
  });

  it('keeps results when the server changes', async () => {
    await find('alice');
    lookups.retry(fake.server);
    await find('alice');
    assert.equal(fake.asked.length, 1);
  });

  it('describes failures that are not the client’s', async () => {
    fake.call = () => Promise.reject(new Error('Cancelled by the person.'));
    assert.equal(((await find('alice')) as NextcloudError).message, 'Cancelled by the person.');
  });

  it('shares a request, which is aborted with its last caller', async () => {
    fake.answers.set('alice', new Promise<never>(() => undefined));
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [find('alice', first.signal), find('alice', second.signal)];
    first.abort();
    await assert.rejects(both[0]!, { kind: 'aborted' });
    const ended = () => fake.signals.map(signal => signal.aborted);
    assert.deepEqual(ended(), [false]);
    second.abort();
    await assert.rejects(both[1]!, { kind: 'aborted' });
    assert.deepEqual(ended(), [true]);
    assert.equal(fake.asked.length, 1);
    fake.answers.set('alice', { userId: 'alice' });
    await find('alice');
    assert.equal(fake.asked.length, 2);
  });

  it('asks again for changed users', async () => {
    fake.answers.set('bob', { userId: 'bob' });
    await find('alice');
    await find('bob');
    fake.changes.fire({ kind: 'user', userId: 'Alice' });
    await find('alice');
    await find('bob');
    assert.deepEqual(fake.asked, ['get alice', 'get bob', 'get alice']);
    fake.changes.fire({ kind: 'apps' });
    await find('bob');
    assert.equal(fake.asked.length, 3);
    fake.changes.fire({ kind: 'groups' });
    await find('bob');
    assert.equal(fake.asked.length, 4);
  });

  it('forgets the oldest of very many', async () => {
    for (let n = 0; n <= 500; n++) await find(`user${n}`);
    await find('user1');
    assert.equal(fake.asked.length, 501);
    await find('user0');
    assert.equal(fake.asked.length, 502);
  });
});
