import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requestTimeout } from '../../../src/servers/connection.ts';
import { parseServers } from '../../../src/servers/settings.ts';
import { eventually } from '../../support/eventually.ts';
import { openWindow, setServers, type TestWindow } from './window.ts';

const good = { url: 'https://cloud.example.com', user: 'admin' };

describe('the setting nextcloudAdmin.requestTimeout', () => {
  const set = (value: unknown) =>
    vscode.workspace
      .getConfiguration('nextcloudAdmin')
      .update('requestTimeout', value, vscode.ConfigurationTarget.Global);

  after(() => set(undefined));

  for (const [value, seconds] of [
    [undefined, 30],
    [120, 120],
    [1, 5],
    [7200, 600],
    ['soon', 30],
  ] as const)
    it(`${String(value)} gives a request ${seconds} seconds`, async () => {
      await set(value);
      assert.equal(requestTimeout(), 1000 * seconds);
    });
});

describe('the setting nextcloudAdmin.servers', () => {
  const entriesOf = (value: unknown) => [...parseServers(value).entries.values()];
  const placesOf = (value: unknown) => parseServers(value).problems.map(({ place }) => place);

  it('requires url and user; generates id and label', () => {
    assert.deepEqual(entriesOf([{ url: ' https://Cloud.Example.com:443/nc ', user: ' Ada L. ' }]), [
      { id: 'cloud-example-com-ada-l', label: 'cloud.example.com/nc', url: 'https://cloud.example.com/nc/', user: 'Ada L.' },
    ]); // prettier-ignore
  });

  it('gives every entry a unique ID, explicit ones first', () => {
    const ids = entriesOf([good, good, { ...good, id: 'cloud-example-com-admin' }]).map(({ id }) => id);
    assert.deepEqual(ids, [
      'cloud-example-com-admin-2',
      'cloud-example-com-admin-3',
      'cloud-example-com-admin',
    ]);
  });

  it('makes IDs from any host and user', () => {
    for (const user of ['☂', '-', '..', 'a'.repeat(300)]) {
      const [entry] = entriesOf([{ url: 'https://[::1]:8080', user }]);
      assert.match(entry!.id, /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/);
    }
  });

  const broken: Record<string, [entry: unknown, place: string]> = {
    'text': ['https://cloud.example.com', ''],
    'nothing': [null, ''],
    'a list': [[], ''],
    'no url': [{ user: 'admin' }, '.url'],
    'a url without scheme': [{ ...good, url: 'cloud.example.com' }, '.url'],
    'a url of another scheme': [{ ...good, url: 'file:///etc' }, '.url'],
    'a url with a password': [{ ...good, url: 'https://a:b@cloud.example.com' }, '.url'],
    'no user': [{ url: good.url }, '.user'],
    'an empty user': [{ ...good, user: ' ' }, '.user'],
    'a user that is a number': [{ ...good, user: 7 }, '.user'],
    'an id with other characters': [{ ...good, id: 'A b' }, '.id'],
    'an empty id': [{ ...good, id: '' }, '.id'],
    'an id used twice': [{ ...good, id: 'first' }, '.id'],
    'a label that is no text': [{ ...good, label: {} }, '.label'],
    'a certificate that is none': [{ ...good, certificate: '-----BEGIN CERTIFICATE-----' }, '.certificate'],
  }; // prettier-ignore

  for (const [what, [entry, place]] of Object.entries(broken))
    it(`skips and reports ${what}; the rest works`, () => {
      const value = [{ ...good, id: 'first' }, entry, { ...good, user: 'other' }];
      assert.deepEqual(placesOf(value), [`nextcloudAdmin.servers[1]${place}`]);
      assert.deepEqual(entriesOf(value).map(({ user }) => user), ['admin', 'other']); // prettier-ignore
    });

  for (const value of [{}, 'https://cloud.example.com', 3, null])
    it(`must be a list, not ${JSON.stringify(value)}`, () => {
      assert.deepEqual(placesOf(value), ['nextcloudAdmin.servers']);
      assert.deepEqual(entriesOf(value), []);
    });
});

describe('the setting edited by hand', () => {
  let window: TestWindow;
  const urls = () => window.servers.all().map(({ url }) => url);

  beforeEach(async () => {
    await setServers([good]);
    window = await openWindow();
  });

  afterEach(async () => {
    window.dispose();
    await setServers(undefined);
  });

  it('takes effect immediately and keeps the remaining servers', async () => {
    const [first] = window.servers.all();
    let changes = 0;
    window.servers.onDidChange(() => changes++);
    await setServers([good, { url: 'https://b.example.com', user: 'bob' }]);
    await eventually('two servers', () => urls().length === 2);
    assert.equal(window.servers.all()[0], first);
    await setServers([{ url: 'https://b.example.com', user: 'bob' }]);
    await eventually('one server', () => urls().length === 1);
    assert.deepEqual(urls(), ['https://b.example.com/']);
    assert.equal(changes, 2);
  });

  it('renames a server without touching its connection', async () => {
    const [server] = window.servers.all();
    const told: string[] = [];
    window.servers.onDidChangeState(({ label }) => told.push(label));
    await setServers([{ ...good, label: 'Production' }]);
    await eventually('the new name', () => server!.label === 'Production');
    assert.deepEqual(told, ['Production']);
  });

  it('is reported once, with the place of each mistake', async () => {
    await setServers([good, { url: 'nonsense', user: 'bob' }, 7]);
    await eventually('a report', () => window.messages.texts.length > 0);
    await setServers([{ ...good, label: 'Other' }, { url: 'nonsense', user: 'bob' }, 7]);
    await eventually('the label', () => window.servers.all()[0]!.label === 'Other');
    assert.equal(window.messages.texts.length, 1);
    assert.match(
      window.messages.texts[0]!,
      /nextcloudAdmin\.servers\[1\]\.url .*\. nextcloudAdmin\.servers\[2\] /,
    );
    assert.deepEqual(urls(), ['https://cloud.example.com/']);
  });

  it('keeps the ID once the user has signed in, whatever host and user become', async () => {
    const [server] = window.servers.all();
    await window.servers.change(server!, {});
    await window.servers.change(server!, { url: 'https://moved.example.com/', user: 'root' });
    assert.deepEqual(window.servers.all(), [server]);
    assert.equal(server!.id, 'cloud-example-com-admin');
    assert.equal(server!.url, 'https://moved.example.com/');
  });

  it('keeps invalid entries unchanged when another is changed', async () => {
    const broken = { url: 'nonsense', note: 'to do' };
    await setServers([broken, { ...good, note: 'mine' }]);
    await eventually('the server', () => urls().length === 1);
    const server = window.servers.all()[0]!;
    await window.servers.change(server, { label: 'Named' });
    const { getConfiguration } = (await import('vscode')).workspace;
    assert.deepEqual(getConfiguration().get('nextcloudAdmin.servers'), [
      broken,
      { ...good, note: 'mine', id: server.id, label: 'Named' },
    ]);
  });
});
