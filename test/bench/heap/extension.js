// Writes down how much memory the extension host needs, once all is freed that can be. BENCH_HEAP names the file.
const { writeFileSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const vscode = require('vscode');

exports.activate = ({ subscriptions }) => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const writeDown = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    writeFileSync(process.env.BENCH_HEAP, String(heapUsed + arrayBuffers));
  };
  subscriptions.push(vscode.commands.registerCommand('bench.heap', writeDown));
};
