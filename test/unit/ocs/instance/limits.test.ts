import assert from 'node:assert/strict';
import { isProtectedKey, notificationLimits } from '../../../../src/ocs/index.ts';
import { failsWith, withNextcloud } from '../support.ts';

it('isProtectedKey › knows the keys of every app, and those of the server', () => {
  const all = ['enabled', 'installed_version', 'types', 'public_files', 'remote_webdav', 'vendor'];
  const protectedIn = (app: string) => all.filter(key => isProtectedKey(app, key));
  assert.deepEqual(protectedIn('core'), all.slice(0, 5));
  assert.deepEqual(protectedIn('mail'), all.slice(0, 3));
  assert.deepEqual(protectedIn('constructor'), all.slice(0, 3));
});

for (const part of ['subject', 'message'] as const)
  it(`notifications.send › counts the bytes of the ${part} as the server does`, () =>
    withNextcloud({ version: 34 }, async (nc, client) => {
      const longest = 'x'.repeat(notificationLimits[part] - 2);
      const send = (text: string) =>
        client.notifications.send('admin', { subject: 'Hello', message: '', [part]: text });
      await send(`${longest}ü`);
      assert.equal(nc.state.notifications[0]?.[part].length, notificationLimits[part] - 1);
      nc.requests.length = 0;
      await failsWith('invalid', send(`${longest}üx`));
      assert.equal(nc.requests.length, 0);
    }));
