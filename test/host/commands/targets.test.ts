import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import { givenSubjects } from '../../../src/commands/engine/targets.ts';
import { appsUri, groupUri, userUri } from '../../../src/servers/uris.ts';
import { subjectKey } from '../../../src/subjects/subject.ts';
import type { SubjectKind } from '../../../src/subjects/subject.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDown } from './person.ts';
import type { Desk } from './person.ts';

describe('givenSubjects', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    desk = await sitDown(nextcloud);
  });

  after(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const named = async (on: SubjectKind, uri: vscode.Uri) =>
    (await givenSubjects(desk.context, on, undefined, [uri]))?.map(subject => subjectKey(subject));

  it('takes a document for actions on its own kind of object, and on its server', async () => {
    const { server } = desk;
    const user = userUri(server.id, 'x');
    const group = groupUri(server.id, 'x');
    assert.deepEqual(await named('user', user), [subjectKey({ kind: 'user', server, id: 'x' })]);
    assert.deepEqual(await named('group', group), [subjectKey({ kind: 'group', server, id: 'x' })]);
    for (const uri of [user, group, appsUri(server.id)])
      assert.deepEqual(await named('server', uri), [subjectKey({ kind: 'server', server })]);
  });

  it('takes no document of another kind: the user is asked', async () => {
    const { id } = desk.server;
    assert.equal(await named('user', groupUri(id, 'x')), undefined);
    assert.equal(await named('group', userUri(id, 'x')), undefined);
    for (const on of ['app', 'list'] as const) assert.equal(await named(on, userUri(id, 'x')), undefined);
    assert.equal(await named('user', appsUri(id)), undefined);
  });
});
