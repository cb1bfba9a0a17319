import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { demoServer } from '../../../src/servers/demo.ts';

describe('demoServer', () => {
  const { Development, Production, Test } = vscode.ExtensionMode;
  const account = {
    url: 'http://127.0.0.1:8080/nextcloud',
    user: 'admin',
    password: 'secret',
    label: 'Demo',
  };
  const demo = (mode: vscode.ExtensionMode, change: Partial<typeof account> = {}) =>
    demoServer(mode, JSON.stringify({ ...account, ...change }));

  it('exists in development mode', () => {
    assert.deepEqual(demo(Development), {
      entry: {
        id: '127-0-0-1-8080-admin',
        label: 'Demo',
        url: 'http://127.0.0.1:8080/nextcloud/',
        user: 'admin',
      },
      secret: { origin: 'http://127.0.0.1:8080', user: 'admin', password: 'secret', revocable: false },
    });
  });

  it('does not exist otherwise', () => {
    assert.equal(demo(Production), undefined);
    assert.equal(demo(Test), undefined);
    assert.equal(demoServer(Development, undefined), undefined);
  });

  for (const url of [
    'https://cloud.example.com/',
    'http://10.0.0.1/',
    'http://localhost.example.com/',
    'nonsense',
  ])
    it(`does not exist for ${url}, which is not on this machine`, () => {
      assert.equal(demo(Development, { url }), undefined);
    });
});
