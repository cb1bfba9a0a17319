import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { theExtension } from './support/extension.ts';

/** Kinds of asynchronous work that Node does for a request. */
const network = new Set(['TCPWRAP', 'TCPCONNECTWRAP', 'GETADDRINFOREQWRAP', 'HTTPCLIENTREQUEST']);

interface Modules {
  _load: (this: unknown, name: unknown, ...rest: unknown[]) => unknown;
}

const disposable = { dispose: () => undefined };
/** Whatever was registered: disposable, and with events that never come. */
const nothing = new Proxy<Record<string, unknown>>(disposable, {
  get: (target, name: string) => target[name] ?? (() => disposable),
});

/** A `vscode` in which everything can be registered a second time, and nothing is. */
function deafVscode(): object {
  const deaf = (api: object) =>
    new Proxy(api as Record<string, unknown>, {
      get: (target, name: string) =>
        /^(register|createTreeView|executeCommand)/.test(name) ? () => nothing : target[name],
    });
  const spaces = ['commands', 'workspace', 'window', 'languages', 'debug', 'lm'] as const;
  return { ...vscode, ...Object.fromEntries(spaces.map(space => [space, deaf(vscode[space])])) };
}

/** Loads the bundle once more, beside the one that runs, with another `vscode`. */
function loadBundle(folder: string): { activate: (context: unknown) => unknown } {
  const require = createRequire(`${folder}/`);
  const file = require.resolve('./dist/extension.js');
  const modules = (require('node:module') as { Module: Modules }).Module;
  const { _load: load } = modules;
  // With the parts that it loads at start, which hold `vscode`.
  const ours = Object.keys(require.cache).filter(name => name.startsWith(dirname(file)));
  const running = ours.map(name => [name, require.cache[name]] as const);
  for (const name of ours) Reflect.deleteProperty(require.cache, name);
  modules._load = function (name, ...rest) {
    return name === 'vscode' ? deafVscode() : load.call(this, name, ...rest);
  };
  try {
    return require(file) as ReturnType<typeof loadBundle>;
  } finally {
    modules._load = load;
    for (const [name, module] of running) require.cache[name] = module;
  }
}

describe('activate', () => {
  const configure = (servers: object[] | undefined) =>
    vscode.workspace
      .getConfiguration()
      .update('nextcloudAdmin.servers', servers, vscode.ConfigurationTarget.Global);

  before(() => configure([{ url: 'http://127.0.0.1:9/', user: 'admin' }]));
  after(() => configure(undefined));

  it('makes no request and reads no secret although a server is configured', async () => {
    const { context } = await theExtension();
    const asked: string[] = [];
    const secrets = {
      get: (key: string) => Promise.resolve(void asked.push(key)),
      onDidChange: () => disposable,
    };
    const subscriptions: vscode.Disposable[] = [];
    const hook = createHook({ init: (_id, type) => network.has(type) && asked.push(type) });
    const { activate } = loadBundle(context.extensionPath);
    hook.enable();
    try {
      const result = activate(
        Object.create(context, { secrets: { value: secrets }, subscriptions: { value: subscriptions } }),
      );
      assert.ok(!(result instanceof Promise), 'it is synchronous');
      await new Promise(resolve => setTimeout(resolve, 500));
    } finally {
      hook.disable();
      for (const subscription of subscriptions) subscription.dispose();
    }
    assert.deepEqual(asked, []);
  });
});
