// Imported first by tests of modules that import `vscode` and call little of it: outside VS Code there is no such module.
import Module from 'node:module';

interface Loader {
  _load(request: string, ...others: unknown[]): unknown;
}

/** Whatever is asked of it is callable, constructible and has every property; texts come back in English. */
function anything(): unknown {
  return new Proxy(
    function () {
      return undefined;
    },
    {
      get: (target, name) => {
        if (name === 'prototype') return target.prototype as unknown;
        return name === Symbol.toPrimitive ? () => '' : anything();
      },
      apply: () => anything(),
      construct: () => anything() as object,
    },
  );
}

const t = (text: string | { message: string }, ...values: unknown[]): string =>
  (typeof text === 'string' ? text : text.message).replaceAll(/\{(\d+)\}/g, (_placeholder, index: string) =>
    String(values[Number(index)]),
  );

// As a prototype, since imports copy what a module has of its own.
const vscode: unknown = Object.create(
  new Proxy({}, { get: (_target, name) => (name === 'l10n' ? { t } : anything()) }),
);

const loader = Module as unknown as Loader;
const load = loader._load.bind(loader);
loader._load = (request, ...others) => (request === 'vscode' ? vscode : load(request, ...others));
