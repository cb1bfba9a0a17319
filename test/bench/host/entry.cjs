// Stands before the extension's own entry and times it.
const { performance } = require('node:perf_hooks');

const loading = performance.now();
const extension = require('./dist/extension.js');
const load = performance.now() - loading;

exports.activate = context => {
  const activating = performance.now();
  const parts = extension.activate(context);
  return { parts, load, activate: performance.now() - activating };
};
