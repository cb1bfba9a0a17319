import assert from 'node:assert/strict';
import fc from 'fast-check';
import { itemsOf, type InstanceState } from '../../../src/keep/instance/state.ts';
import { readInstance } from '../../../src/keep/instance/readInstance.ts';
import { usualScope } from '../../../src/keep/instance/scope.ts';
import { fileNameOf, idOfFileName } from '../../../src/keep/snapshot/fileNames.ts';
import { isSnapshotPath, type SnapshotFile, type SnapshotLayout } from '../../../src/keep/snapshot/layout.ts';
import { readSnapshot } from '../../../src/keep/snapshot/readSnapshot.ts';
import { writeSnapshot, type SnapshotOptions } from '../../../src/keep/snapshot/writeSnapshot.ts';
import { withNextcloud } from '../ocs/support.ts';
import { instances, wildIds } from './instances.ts';

const layouts: readonly SnapshotLayout[] = ['perUser', 'perKind'];

async function filesOf(
  items: Parameters<typeof writeSnapshot>[0],
  options?: SnapshotOptions,
): Promise<SnapshotFile[]> {
  const files: SnapshotFile[] = [];
  for await (const file of writeSnapshot(items, options)) files.push(file);
  return files;
}

const sorted = (files: readonly SnapshotFile[]): SnapshotFile[] =>
  files.toSorted((a, b) => (a.path < b.path ? -1 : 1));

async function problemsIn(files: readonly SnapshotFile[]): Promise<string[]> {
  const read = await readSnapshot(files);
  assert.ok('problems' in read, 'nothing was found');
  return read.problems.map(({ path, line, column, message }) => `${path}:${line}:${column} ${message}`);
}

const state: InstanceState = {
  scope: { ...usualScope, config: ['theming/*'] },
  users: new Map([
    ['ann', { id: 'Ann', displayname: 'Ann Lee', groups: ['crew', 'Staff'], enabled: true }],
    ['bob', { id: 'bob', email: 'bob@example.com' }],
  ]),
  groups: new Map([
    ['crew', { id: 'crew', displayname: 'The Crew' }],
    ['Staff', { id: 'Staff' }],
  ]),
  apps: new Map([['polls', { id: 'polls', enabled: true, limitedTo: ['crew'] }]]),
  config: new Map([['theming', { color: '#00679e' }]]),
};

describe('writeSnapshot', () => {
  for (const layout of layouts)
    it(`keeps any instance as it is for readSnapshot, ${layout}`, () =>
      fc.assert(
        fc.asyncProperty(instances, async instance => {
          const read = await readSnapshot(await filesOf(itemsOf(instance), { layout }));
          assert.ok('state' in read, JSON.stringify(read));
          assert.deepEqual(
            { ...read.state, users: new Map([...read.state.users].sort()) },
            { ...instance, users: new Map([...instance.users].sort()) },
          );
        }),
        { numRuns: 100 },
      ));

  for (const layout of layouts)
    it(`writes the same bytes in whatever order the instance is read, ${layout}`, () =>
      fc.assert(
        fc.asyncProperty(instances, fc.infiniteStream(fc.nat()), async (instance, numbers) => {
          const items = [...itemsOf(instance)];
          const shuffled = items
            .map(item => ({ item, at: Number(numbers.next().value) }))
            .sort((a, b) => a.at - b.at)
            .map(({ item }) => item);
          const [one, other] = [await filesOf(items, { layout }), await filesOf(shuffled, { layout })];
          assert.deepEqual(sorted(other), sorted(one));
        }),
        { numRuns: 50 },
      ));

  it('writes a file a user, without what moves', async () => {
    const files = new Map((await filesOf(itemsOf(state))).map(({ path, text }) => [path, text]));
    assert.deepEqual([...files.keys()].sort(), [
      'apps.json',
      'config/theming.json',
      'groups.json',
      'snapshot.json',
      'users/ann.json',
      'users/bob.json',
    ]);
    assert.equal(
      files.get('users/ann.json'),
      '{\n  "id": "Ann",\n  "displayname": "Ann Lee",\n  "groups": [\n    "Staff",\n    "crew"\n  ],\n  "enabled": true\n}\n',
    );
    assert.equal(
      files.get('groups.json'),
      '[\n  {\n    "id": "Staff"\n  },\n  {\n    "id": "crew",\n    "displayname": "The Crew"\n  }\n]\n',
    );
  });

  it('writes one file a kind if told, as JSON.stringify would', async () => {
    const files = new Map(
      (await filesOf(itemsOf(state), { layout: 'perKind' })).map(({ path, text }) => [path, text]),
    );
    assert.deepEqual([...files.keys()].sort(), [
      'apps.json',
      'config.json',
      'groups.json',
      'snapshot.json',
      'users.json',
    ]);
    const users = files.get('users.json') ?? '';
    assert.equal(users, `${JSON.stringify(JSON.parse(users), undefined, 2)}\n`);
  });

  it('has last sign-ins and usage in files of their own, if told', () =>
    withNextcloud({}, async (nc, client) => {
      nc.state.createUser({ id: 'ann', lastLogin: 1_700_000_000, used: 42 });
      for (const layout of layouts) {
        const plain = await filesOf(readInstance(client), { layout });
        assert.doesNotMatch(JSON.stringify(plain), /2023-11-14|42/);
        const more = await filesOf(readInstance(client), { layout, activity: true });
        const activity = more.filter(({ path }) => path.startsWith('activity'));
        assert.match(JSON.stringify(activity), /2023-11-14T22:13:20.000Z/);
        assert.deepEqual(sorted(more.filter(file => !activity.includes(file))), sorted(plain));
        assert.ok('state' in (await readSnapshot(more)));
      }
    }));

  it('writes users as they come and holds none of them', async () => {
    let given = 0;
    function* many() {
      yield { kind: 'scope', scope: usualScope } as const;
      for (; given < 1000; given++) yield { kind: 'user', user: { id: `u${given}` }, facts: {} } as const;
    }
    let written = 0;
    for await (const { path } of writeSnapshot(many())) {
      if (path.startsWith('users/')) written++;
      assert.ok(given - written <= 1);
    }
    assert.equal(written, 1000);
  });

  it('writes a real instance of every kind of name, and readSnapshot finds nothing changed', () =>
    withNextcloud({ seed: 'demo' }, async (_nc, client) => {
      const files = await filesOf(readInstance(client, { ...usualScope, config: ['*'] }));
      assert.ok(files.length > 300 && files.every(({ path }) => isSnapshotPath(path)));
      const read = await readSnapshot(files);
      assert.ok('state' in read, JSON.stringify(read));
      assert.deepEqual(sorted(await filesOf(itemsOf(read.state))), sorted(files));
      assert.doesNotMatch(JSON.stringify(files), /Secret|bGRhcC1TZWNyZXQtNDI=|demo-Passw0rd/);
    }));
});

describe('readSnapshot', () => {
  const damage: [what: string, path: string, text: string | undefined, found: RegExp][] = [
    ['a file that is cut off', 'users/bob.json', '{\n  "id": "bob",\n', /^users\/bob\.json:3:1 Not valid JSON/],
    ['a merge that was not finished', 'groups.json', '[\n<<<<<<< HEAD\n]', /^groups\.json:2:1 Not valid JSON/],
    ['an empty file', 'users/bob.json', '', /^users\/bob\.json:1:1 The document is empty/],
    ['an unknown field', 'users/bob.json', '{ "id": "bob",\n  "phne": "" }', /^users\/bob\.json:2:3 “phne” is not a field/],
    ['a value of another type', 'users/bob.json', '{ "id": "bob", "groups": "crew" }', /^users\/bob\.json:1:26 “groups” must be a list/],
    ['a user in the file of another', 'users/bob.json', '{ "id": "robert" }', /1:9 The file of “robert” must be called “users\/robert\.json”/],
    ['a user without an ID', 'users/bob.json', '{}', /1:1 The field “id” is missing/],
    ['an ID that is a number', 'users/bob.json', '{ "id": 7 }', /1:9 “id” must be a text/],
    ['a user twice', 'users.json', '[\n  { "id": "ANN" }\n]', /“ANN?n?” is in the snapshot twice/],
    ['a group twice', 'groups.json', '[{ "id": "a" }, { "id": "a" }]', /^groups\.json:1:25 “a” is in the snapshot twice/],
    ['an app that neither is enabled nor is not', 'apps.json', '[{ "id": "a" }]', /1:2 The field “enabled” is missing/],
    ['a list that is none', 'apps.json', '{}', /1:1 This must be a list/],
    ['a setting that is no text', 'config/theming.json', '{ "a": 1 }', /1:8 “a” must be a text/],
    ['a setting twice', 'config/theming.json', '{ "a": "", "a": "" }', /1:12 Duplicate field “a”/],
    ['a name that is no app', 'config/THEMING.json', '{}', /1:1 The name of this file/],
    ['another version', 'snapshot.json', '{ "version": 2 }', /1:14 This is no snapshot, or one of another version/],
    ['a field that no user has', 'snapshot.json', '{ "version": 1, "config": [], "fields": ["x"] }', /1:42 “x” is not a field of users/],
    ['a scope without its fields', 'snapshot.json', '{ "version": 1, "config": [] }', /1:1 The field “fields” is missing/],
    ['no scope', 'snapshot.json', undefined, /^snapshot\.json:1:1 This is no snapshot: the file “snapshot\.json” is missing/],
    ['no groups', 'groups.json', undefined, /^groups\.json:1:1 This is no snapshot: the file “groups\.json” is missing/],
  ]; // prettier-ignore
  for (const [what, path, text, found] of damage)
    it(`says where there is ${what}`, async () => {
      const files = (await filesOf(itemsOf(state))).filter(file => file.path !== path);
      const problems = await problemsIn(text === undefined ? files : [...files, { path, text }]);
      assert.equal(problems.length, 1, problems.join('\n'));
      assert.match(problems[0] ?? '', found);
    });

  it('names every file in which something is wrong', async () => {
    const files = (await filesOf(itemsOf(state))).map(file =>
      file.path.startsWith('users/') ? { ...file, text: 'x' } : file,
    );
    assert.equal((await problemsIn(files)).length, 2);
  });

  it('takes line ends and a byte order mark of Windows, and passes over other files', async () => {
    const files = (await filesOf(itemsOf(state))).map(({ path, text }) => ({
      path: path.replaceAll('/', '\\'),
      text: `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    }));
    const read = await readSnapshot([
      ...files,
      { path: 'README.md', text: '# Ours' },
      { path: 'users/x.txt', text: '' },
    ]);
    assert.ok('state' in read, JSON.stringify(read));
    assert.equal(read.state.users.size, 2);
    const marked = await problemsIn([
      ...files.slice(1),
      { path: 'snapshot.json', text: '\uFEFF{ "version": 2 }' },
    ]);
    assert.match(marked[0] ?? '', /^snapshot\.json:1:14 /);
  });
});

describe('fileNameOf', () => {
  it('gives every ID a name of its own that every file system takes', () => {
    fc.assert(
      fc.property(fc.uniqueArray(wildIds), ids => {
        const names = ids.map(id => `${fileNameOf(id)}.json`);
        const folded = new Set(names.map(name => name.normalize('NFD').toLowerCase()));
        assert.equal(folded.size, ids.length);
        for (const name of names) {
          assert.match(name, /^[a-z0-9_@'%~-][a-z0-9 ._@'%~-]*\.json$/);
          assert.doesNotMatch(name, /^(con|prn|aux|nul|com\d|lpt\d)[ .]/);
          assert.ok(name.length <= 255);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves usual IDs as they are, and idOfFileName reads them back', () => {
    for (const id of ['alice', 'john doe', 'a.b-c_d@example.com', "o'brien"])
      assert.equal(fileNameOf(id), id);
    for (const id of ['CON', 'Grüße ☂', '%41', '.']) assert.equal(idOfFileName(fileNameOf(id)), id);
    for (const name of ['CON', 'con', '%zz', '%41%', 'a~b', '%63omfort'])
      assert.equal(idOfFileName(name), undefined, name);
    assert.equal(idOfFileName(fileNameOf('x'.repeat(300))), undefined);
  });
});
