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

describe('search and resolve', () => {
  let first: FakeServer;
  let second: FakeServer;

  beforeEach(() => {
    first = new FakeServer('a', alice, alina);
    second = new FakeServer('b', { ...alina, displayName: 'Alina' });
  });

  const who = (text: string) => resolve([first.server, second.server], text, never());

  it('finds the user with this ID and nobody else', async () => {
    assert.deepEqual(ids(await who('alice')), ['a/alice']);
    assert.deepEqual(first.asked, ['get alice']);
  });

  it('finds users with this ID on all servers', async () => {
    assert.deepEqual(ids(await who('alina')), ['a/alina', 'b/alina']);
  });

  it('falls back to an address or name, in any case', async () => {
    assert.deepEqual(ids(await who('Alice@Example.com')), ['a/alice']);
    assert.deepEqual(ids(await who('alice example')), ['a/alice']);
    assert.deepEqual(ids(await who('a2@example.com')), ['a/alina', 'b/alina']);
  });

  it('falls back to all search results', async () => {
    assert.deepEqual(ids(await who('ali')), ['a/alice', 'a/alina', 'b/alina']);
  });

  it('does not ask for impossible IDs', async () => {
    assert.deepEqual(ids(await who('Ali/ce')), []);
    assert.deepEqual(first.asked, ['search Ali/ce']);
  });

  it('names the servers that could not answer', async () => {
    second.answers.set('alice', new NextcloudError('network', 'No connection.'));
    const { matches, failures } = await who('alice');
    assert.deepEqual([matches.length, failures.map(({ server }) => server.id)], [1, ['b']]);
  });

  it('aborts its requests', async () => {
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
