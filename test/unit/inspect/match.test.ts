import '../support/withoutVscode.ts';
import assert from 'node:assert/strict';
import { resolve, search } from '../../../src/inspect/match.ts';
import type { Answers } from '../../../src/inspect/match.ts';
import { NextcloudError } from '../../../src/ocs/index.ts';
import { FakeServer } from './fakeServer.ts';

const alice = { userId: 'alice', displayName: 'Alice Example', email: 'alice@example.com' };
const alina = { userId: 'alina', displayName: 'Alina alice', additionalMail: ['a2@example.com'] };

const never = () => new AbortController().signal;
const ids = ({ matches }: Answers) => matches.map(({ server, user }) => `${server.id}/${user.userId}`);

describe('whom a text means', () => {
  let first: FakeServer;
  let second: FakeServer;

  beforeEach(() => {
    first = new FakeServer('a', alice, alina);
    second = new FakeServer('b', { ...alina, displayName: 'Alina' });
  });

  const who = (text: string) => resolve([first.server, second.server], text, never());

  it('the user of this id, and then nobody else', async () => {
    assert.deepEqual(ids(await who('alice')), ['a/alice']);
    assert.deepEqual(first.asked, ['get alice']);
  });

  it('the users of this id on all servers', async () => {
    assert.deepEqual(ids(await who('alina')), ['a/alina', 'b/alina']);
  });

  it('else whose address or name it is, in whatever case', async () => {
    assert.deepEqual(ids(await who('Alice@Example.com')), ['a/alice']);
    assert.deepEqual(ids(await who('alice example')), ['a/alice']);
    assert.deepEqual(ids(await who('a2@example.com')), ['a/alina', 'b/alina']);
  });

  it('else all who are found', async () => {
    assert.deepEqual(ids(await who('ali')), ['a/alice', 'a/alina', 'b/alina']);
  });

  it('does not ask for ids that cannot be', async () => {
    assert.deepEqual(ids(await who('Ali/ce')), []);
    assert.deepEqual(first.asked, ['search Ali/ce']);
  });

  it('names the servers that could not say', async () => {
    second.answers.set('alice', new NextcloudError('network', 'No connection.'));
    const { matches, failures } = await who('alice');
    assert.deepEqual([matches.length, failures.map(({ server }) => server.id)], [1, ['b']]);
  });

  it('ends when nobody wants to know any more', async () => {
    await assert.rejects(resolve([first.server], 'alice', AbortSignal.abort()));
    await assert.rejects(search([first.server], 'alice', AbortSignal.abort()));
  });

  it('searches all servers at once', async () => {
    assert.deepEqual(ids(await search([first.server, second.server], 'alina', never())), [
      'a/alina',
      'b/alina',
    ]);
  });
});
