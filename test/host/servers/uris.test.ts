import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  appsUri,
  groupUri,
  membersUri,
  parseUri,
  serversOf,
  userUri,
  usersUri,
} from '../../../src/servers/uris.ts';

describe('the URIs of documents', () => {
  const ids = ['alice', 'john doe', 'carol@example.com', "o'neil", 'a/b', '50%', 'C++', 'x#1', 'q?a=b&c', '%41', 'Grüße ☂', 'details', '..', '.json', '\\'];

  for (const id of ids)
    it(`hold “${id}” in one segment and give it back, also through their text`, () => {
      for (const [uri, kind] of [[userUri('s1', id), 'user'], [groupUri('s1', id), 'group']] as const) {
        assert.equal(uri.path.split('/').length, 3);
        assert.deepEqual(parseUri(uri), { kind, serverId: 's1', id });
        assert.deepEqual(parseUri(vscode.Uri.parse(uri.toString(), true)), { kind, serverId: 's1', id });
      }
    });

  it('name the apps of a server', () => {
    assert.deepEqual(parseUri(appsUri('s1')), { kind: 'apps', serverId: 's1' });
  });

  it('name the tables of one server, of a group, and of several servers in one spelling', () => {
    assert.deepEqual(parseUri(usersUri(['s1'])), { kind: 'users', serverId: 's1' });
    assert.deepEqual(parseUri(membersUri('s1', 'a/b')), { kind: 'members', serverId: 's1', id: 'a/b' });
    const several = usersUri(['s2', 's3', 's1', 's2']);
    assert.equal(several.toString(), usersUri(['s1', 's2', 's3']).toString());
    const target = parseUri(several);
    assert.ok(target);
    assert.deepEqual(serversOf(target), ['s1', 's2', 's3']);
    for (const path of ['/with/s1/users.table', '/with/s3~s2/users.table', '/with/s2~s2/users.table', '/users/s2.table'])
      assert.equal(parseUri(vscode.Uri.from({ scheme: 'nextcloud-admin', authority: 's1', path })), undefined, path);
  });

  it('may hold an ID as a user types it', () => {
    const uri = vscode.Uri.from({ scheme: 'nextcloud-admin', authority: 's1', path: '/users/john doe.json' });
    assert.deepEqual(parseUri(uri), { kind: 'user', serverId: 's1', id: 'john doe' });
  });

  for (const path of ['/users/%61lice.json', '/users/a%2fb.json', '/users/%zz.json', '/users/a/b.json', '/users/.json', '/users/alice', '/teams/a.json', '/users', '/', '/apps.json/x'])
    it(`do not hold ${path}`, () => {
      assert.equal(parseUri(vscode.Uri.from({ scheme: 'nextcloud-admin', authority: 's1', path })), undefined);
    });

  it('always have our scheme and a server', () => {
    assert.equal(parseUri(vscode.Uri.parse('file:///users/alice.json')), undefined);
    assert.equal(parseUri(vscode.Uri.parse('nextcloud-admin:/users/alice.json')), undefined);
  });
}); // prettier-ignore
