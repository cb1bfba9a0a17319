import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { caseOf } from '../../../src/commands/doctor/diagnose.ts';
import { stateOf } from '../../../src/commands/doctor/state.ts';
import { diagnose } from '../../../src/doctor/diagnose.ts';
import type { Server } from '../../../src/servers/server.ts';
import { addServer } from '../../../src/servers/addServer.ts';
import type { DoctorState } from '../../../src/webview/doctor/protocol.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown, type Desk } from '../commands/person.ts';
import { openWindow, setServers } from './window.ts';

describe('Diagnose Server', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let server: Server;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ version: 34, seed: 'empty' });
    desk = await sitDown(nextcloud);
    ({ server } = desk);
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const host = () => new URL(nextcloud.url).host;
  const tabs = () =>
    vscode.window.tabGroups.all
      .flatMap(group => group.tabs.map(({ label }) => label))
      .filter(label => label.startsWith('Diagnosis of '));
  const shows = (name: string) =>
    eventually(`the diagnosis of ${name}`, () => tabs().join() === `Diagnosis of ${name}`);
  const asked = () => nextcloud.requests.map(({ path }) => path.replace(/^\/nextcloud/, ''));
  /** What the page shows in the end. */
  const seen = async (): Promise<DoctorState> => {
    const subject = caseOf(server, desk.context);
    return stateOf(subject, await diagnose(await subject.patient()));
  };
  const finding = async () => {
    const { steps } = await seen();
    const [found] = steps.flatMap(({ findings }) => findings);
    assert.ok(found);
    return { seen: found.seen, buttons: found.buttons.map(({ label }) => label) };
  };
  const rows = async () => {
    const [root] = desk.provider.roots();
    const children = await root!.children();
    return children.map(node => ({ label: node.item().label, click: node.click }));
  };

  it('examines a server in a tab, and again in the same one', async () => {
    await desk.run('diagnoseServer', { kind: 'server', server });
    await shows(server.label);
    assert.ok(asked().includes('/status.php') && asked().includes('/ocs/v2.php/cloud/users/details'));
    const before = nextcloud.requests.length;
    await desk.run('diagnoseServer');
    await shows(server.label);
    assert.equal(nextcloud.requests.length, 2 * before);
    assert.deepEqual(desk.person.said, []);
  });

  it('gives up when the tab is closed', async () => {
    nextcloud.faults.add({ kind: 'silence', match: { path: 'capabilities' } });
    const running = desk.run('diagnoseServer', { kind: 'server', server });
    await eventually('it waits', () => asked().includes('/ocs/v2.php/cloud/capabilities'));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await running;
    assert.deepEqual(desk.person.said, []);
  });

  it('says that all is well, and offers to connect a server that counted as unreachable', async () => {
    nextcloud.maintenance = true;
    await assert.rejects(server.connect());
    nextcloud.maintenance = false;
    const { outcome, running, buttons, steps } = await seen();
    assert.deepEqual({ outcome, running }, { outcome: 'well', running: false });
    assert.deepEqual(buttons.map(({ label }) => label), ['Retry Connection']); // prettier-ignore
    assert.deepEqual(
      steps.filter(({ state }) => state !== 'passed').map(({ title }) => title),
      ['Certificate'],
    );
    await server.connect();
    assert.deepEqual((await seen()).buttons, []);
  });

  it('names a refused password with the next steps', async () => {
    nextcloud.state.users.get('admin')!.password = 'Another-12345';
    const { seen: text, buttons } = await finding();
    assert.equal(text, `${host()} rejects the password of “admin”.`);
    assert.deepEqual(buttons, ['Sign In…', 'Sign In as Another User…']);
  });

  it('needs a sign-in where there is none', async () => {
    await desk.context.servers.signOut(server);
    assert.deepEqual(await finding(), { seen: 'You are signed out.', buttons: ['Sign In…'] });
  });

  it('needs a sign-in where the keyring does not answer', async () => {
    const subject = caseOf(server, {
      servers: { secretOf: () => Promise.reject(new Error('locked')) } as never,
    });
    const [found] = stateOf(subject, await diagnose(await subject.patient())).steps.flatMap(
      ({ findings }) => findings,
    );
    assert.match(`${found?.seen}`, /keyring of this computer/);
  });

  it('sends no password to an address that is not configured', async () => {
    await vscode.commands.executeCommand('nextcloudAdmin.diagnoseAddress', `${host()}/nextcloud`);
    await vscode.commands.executeCommand('nextcloudAdmin.diagnoseAddress', nextcloud.url);
    await shows(host());
    assert.ok(asked().includes('/ocs/v2.php/cloud/capabilities'));
    assert.ok(nextcloud.requests.every(({ headers }) => headers.authorization === undefined));
  });

  describe('is offered', () => {
    it('in the tree, below a server in trouble', async () => {
      nextcloud.maintenance = true;
      assert.deepEqual(await rows(), [
        { label: 'Retry Connection', click: 'retryServer' },
        { label: 'Diagnose Server…', click: 'diagnoseServer' },
      ]);
      await desk.context.servers.signOut(server).catch(() => undefined);
      assert.deepEqual(await rows(), [{ label: 'Sign In…', click: 'signIn' }]);
    });

    it('by messages of what failed because of the server', async () => {
      await server.connect();
      nextcloud.faults.add({ kind: 'page', times: 99 });
      await desk.run('retryServer', { kind: 'server', server });
      const titles = () => desk.person.said.at(-1)?.choices.map(({ title }) => title);
      assert.deepEqual(titles(), ['Retry Connection', 'Change Address…', 'Diagnose']);
      await desk.run('createGroup');
      assert.deepEqual(titles(), ['Diagnose']);
      nextcloud.faults.clear();
      await server.retry();
      desk.person.will('admin');
      await desk.run('createGroup');
      assert.deepEqual(titles(), []);
    });

    it('by the button of a message, which works', async () => {
      nextcloud.maintenance = true;
      await desk.run('retryServer', { kind: 'server', server });
      await desk.person.press('Diagnose');
      await shows(server.label);
    });

    it('where an address is asked for that leads nowhere', async () => {
      const window = await openWindow();
      try {
        nextcloud.maintenance = true;
        let help: unknown;
        window.prompts.answer(nextcloud.url, question => {
          help = question.help?.();
          return undefined;
        });
        await addServer(window.servers, window);
        await help;
        const [first, second] = window.prompts.asked;
        assert.equal(first?.help, undefined);
        assert.match(`${second?.error}`, /maintenance/);
        await shows(host());
      } finally {
        window.dispose();
      }
    });
  });
});
