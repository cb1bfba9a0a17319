// As `spec`, and adds the file of each failure to the one that FAILED_FILES names. CommonJS, as mocha requires it.
const { appendFileSync } = require('node:fs');
const process = require('node:process');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const list = process.env.FAILED_FILES;
    if (!list) return;
    runner.on(Runner.constants.EVENT_TEST_FAIL, ({ file }) => {
      if (file) appendFileSync(list, `${file}\n`);
    });
  }
};
