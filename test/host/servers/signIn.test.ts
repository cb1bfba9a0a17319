import assert from 'node:assert/strict';
import { addServer } from '../../../src/servers/addServer.ts';
import { back } from '../../../src/ui/searchPick.ts';
import { startNextcloud, type Options, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { selfSigned } from '../../support/certificates.ts';
import { grantAccess, openWindow, setServers, type SharedSecrets, type TestWindow } from './window.ts';

const browser = 'Sign in with the browser';
const password = 'Sign in with user ID and password';

describe('Add Server', () => {
  let nextcloud: SimulatedNextcloud;
  let window: TestWindow & { secrets: SharedSecrets };

  beforeEach(async () => {
    nextcloud = await startNextcloud();
    window = await openWindow();
  });

  afterEach(async () => {
    window.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const restart = async (options: Options) => {
    await nextcloud.close();
    nextcloud = await startNextcloud(options);
  };
  const run = async (...replies: Parameters<TestWindow['prompts']['answer']>) => {
    window.prompts.answer(...replies);
    await addServer(window.servers, window).catch((error: unknown) =>
      window.messages.error(error, 'Add Server'),
    );
    assert.equal(window.prompts.replies.length, 0, 'all questions were asked');
  };
  const errors = () => window.prompts.asked.flatMap(({ error }) => error ?? []);
  const theServer = () => {
    const [server, ...more] = window.servers.all();
    assert(server && more.length === 0);
    return server;
  };

  it('with a password: checks it, and stores the secret apart from the settings', async () => {
    const { url, admin } = nextcloud;
    await run(`${url}index.php/apps/files`, password, admin.user, admin.password);
    const server = theServer();
    assert.equal(server.url, url);
    assert.equal((await server.connect()).role, 'admin');
    const setting = JSON.stringify(window.context.globalState.keys()) + JSON.stringify(server.entry);
    assert.ok(!setting.includes(admin.password));
    assert.equal(window.prompts.asked.find(({ text }) => text.includes('app password of'))?.password, true);
    assert.equal(window.secrets.values.size, 1);
  });

  it('with the browser: opens the page that grants access, and signs in with the app password', async () => {
    await run(nextcloud.url, browser, ({ text }) => grantAccess(text, nextcloud.admin));
    const server = theServer();
    assert.equal(server.user, 'admin');
    await server.connect();
    const [token] = nextcloud.state.appPasswords.values();
    assert.match(token!.name, /^Nextcloud Admin/);
    assert.ok([...window.secrets.values.values()][0]!.includes(token!.token));
  });

  it('describes each way to sign in on this server', async () => {
    const details = async (version: 25 | 35) => {
      await restart({ version });
      await run(nextcloud.url, undefined);
      return window.prompts.asked.at(-1)?.details ?? [];
    };
    const [browser35, password35] = await details(35);
    assert.match(browser35!, /your login password before the first change/);
    assert.match(password35!, /Not available with two-factor/);
    const [browser25] = await details(25);
    assert.match(browser25!, /Creates an app password/);
  });

  it('asks again after a wrong password, keeps the input, and sends one request per attempt', async () => {
    const { url, admin } = nextcloud;
    await run(url, password, admin.user, 'wrong', admin.password);
    assert.match(errors().join(), /^127\.0\.0\.1:\d+ rejected the sign-in as “admin”/);
    const boxes = window.prompts.asked.filter(({ password }) => password);
    assert.deepEqual(boxes.map(({ value }) => value), ['', 'wrong']); // prettier-ignore
    await theServer().connect();
  });

  it('shows how long the server delays the next sign-in after failures', async () => {
    await restart({ bruteForce: true });
    await run(nextcloud.url, password, 'admin', 'wrong', 'wrong', undefined);
    const [first, second] = errors().map(text =>
      Number(/delays the next sign-in by ([\d.]+) s/.exec(text)?.[1]),
    );
    assert.equal(second, 2 * first!);
  });

  it('returns to the user ID if that user may administer nothing', async () => {
    nextcloud.state.createUser({ id: 'plain', password: 'Simple-12345' });
    const { url, admin } = nextcloud;
    await run(url, password, 'plain', 'Simple-12345', admin.user, admin.password);
    const asked = window.prompts.asked.map(({ text }) => text);
    assert.equal(asked.filter(text => text.startsWith('Enter your user ID')).length, 2);
    assert.match(errors().join(), /^“plain” is neither an administrator/);
  });

  it('returns to the address if the server becomes unreachable', async () => {
    const { url } = nextcloud;
    await run(
      url,
      password,
      'admin',
      async () => {
        await nextcloud.close();
        return 'secret';
      },
      undefined,
    );
    const last = window.prompts.asked.at(-1)!;
    assert.equal(last.value, url);
    assert.match(last.error!, /refused the connection/);
    nextcloud = await startNextcloud();
  });

  it('asks again after a wrong address, keeping the input', async () => {
    const { url, admin } = nextcloud;
    await run(
      'no address',
      new URL('/elsewhere', url).href.replace(/:\d+/, ':1'),
      url,
      password,
      admin.user,
      admin.password,
    );
    assert.match(errors()[0]!, /no address/);
    assert.match(errors()[1]!, /refused the connection/);
    const boxes = window.prompts.asked.filter(({ text }) => text.startsWith('Enter the server address'));
    assert.deepEqual(boxes.map(({ value }) => value), ['', 'no address', 'http://127.0.0.1:1/elsewhere']); // prettier-ignore
  });

  it('goes back step by step, and keeps the input', async () => {
    const { url, admin } = nextcloud;
    await run(url, password, 'somebody', back, back, back, url, password, admin.user, admin.password);
    const kinds = window.prompts.asked.map(({ kind, value }) => `${kind} ${value ?? ''}`.trim());
    assert.deepEqual(kinds, [
      'input', 'pick', 'input', 'input', 'input somebody', 'pick', `input ${url}`, 'pick', 'input somebody', 'input',
    ]); // prettier-ignore
    theServer();
  });

  it('keeps nothing when the user cancels', async () => {
    await run(nextcloud.url, password, 'admin', undefined);
    assert.deepEqual(window.servers.all(), []);
    assert.equal(window.secrets.values.size, 0);
  });

  it('trusts a certificate for this server only', async () => {
    await restart({ tls: await selfSigned('127.0.0.1') });
    const { url, admin } = nextcloud;
    await run(url, true, password, admin.user, admin.password);
    await theServer().connect();
    const other = await startNextcloud({ tls: await selfSigned('127.0.0.1') });
    try {
      await run(other.url, false, undefined);
      assert.deepEqual(window.servers.all().map(server => server.url), [url]); // prettier-ignore
    } finally {
      await other.close();
    }
  });

  it('signs in again to a server that already exists', async () => {
    const { url, admin } = nextcloud;
    await run(url, password, admin.user, admin.password);
    const server = theServer();
    await run(url, browser, ({ text }) => grantAccess(text, admin));
    assert.equal(theServer(), server);
    assert.equal(nextcloud.state.appPasswords.size, 1);
  });

  it('revokes an app password that cannot be used', async () => {
    const plain = { user: 'plain', password: 'Simple-12345' };
    nextcloud.state.createUser({ id: plain.user, password: plain.password });
    await run(nextcloud.url, browser, ({ text }) => grantAccess(text, plain), undefined);
    assert.match(window.messages.texts.join(), /^“plain” is neither an administrator/);
    assert.equal(nextcloud.state.appPasswords.size, 0);
    assert.deepEqual(window.servers.all(), []);
  });
});
