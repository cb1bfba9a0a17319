// Stands in for the native @vscode/spdlog, so that no compiler is needed. Without it output channels stay empty.
const fs = require('fs');
const path = require('path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  constructor(_type, _name, file) {
    this.file = file;
    this.level = names.indexOf('info');
    this.plain = false;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    names.forEach(
      (name, level) => (this[name === 'warning' ? 'warn' : name] = text => this.write(level, text)),
    );
  }
  write(level, text) {
    if (level < this.level) return;
    const stamp = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      fs.appendFileSync(this.file, this.plain ? text : `${stamp} [${names[level]}] ${text}\n`);
    } catch {
      // the folder is removed at shutdown
    }
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = level;
  }
  setPattern() {
    this.plain = false;
  }
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {}
}

const create = async (name, file) => new Logger('rotating', name, file);

// One by one, so that `import()` sees them as named exports.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
