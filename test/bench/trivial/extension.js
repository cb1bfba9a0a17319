// Rows that never change, and a page without script of what the server answered. BENCH_TARGET holds where and as whom.
const vscode = require('vscode');

const { url, user, password, ids } = JSON.parse(process.env.BENCH_TARGET);
const headers = {
  'OCS-APIRequest': 'true',
  Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
};
const uriOf = id => vscode.Uri.from({ scheme: 'trivial', path: `/${id}.trivial` });
const texts = new Map();
const now = Date.now();

const files = {
  onDidChangeFile: new vscode.EventEmitter().event,
  watch: () => new vscode.Disposable(() => undefined),
  async stat({ path }) {
    const id = path.slice(1, -'.trivial'.length);
    const answer = await fetch(`${url}ocs/v2.php/cloud/users/${id}?format=json`, { headers });
    const { displayname, groups } = (await answer.json()).ocs.data;
    texts.set(path, JSON.stringify({ displayname, groups }, null, 2));
    return { type: vscode.FileType.File, ctime: 0, mtime: now, size: texts.get(path).length };
  },
  readDirectory: () => [],
  createDirectory: () => undefined,
  writeFile: () => undefined,
  delete: () => undefined,
  rename: () => undefined,
  readFile: async ({ path }) => new TextEncoder().encode(texts.get(path)),
};

const branch = 'Trivial branch';
const leaves = Array.from({ length: 50 }, (_, n) => `Trivial leaf ${n}`);

const changed = new vscode.EventEmitter();

const rows = {
  onDidChangeTreeData: changed.event,
  async getChildren(row) {
    if (row === undefined) return [branch, ...ids];
    await fetch(`${url}ocs/v2.php/cloud/users/${ids[0]}?format=json`, { headers });
    return leaves;
  },
  getTreeItem: row =>
    ids.includes(row) ? rowOf(row) : { label: row, collapsibleState: row === branch ? 1 : 0 },
};

const rowOf = id => ({
  label: `Trivial ${id}`,
  command: { command: 'vscode.open', title: '', arguments: [uriOf(id), { preserveFocus: true }] },
});

const page = {
  async resolveCustomTextEditor(document, { webview }) {
    const { displayname } = JSON.parse(texts.get(document.uri.path));
    webview.html = `<!DOCTYPE html><title>Trivial</title><h1>${displayname}</h1>`;
  },
};

exports.activate = ({ subscriptions }) => {
  const view = vscode.window.createTreeView('trivial.rows', { treeDataProvider: rows });
  subscriptions.push(
    view,
    // A branch that is closed keeps no rows.
    view.onDidCollapseElement(({ element }) => changed.fire(element)),
    vscode.workspace.registerFileSystemProvider('trivial', files),
    vscode.window.registerCustomEditorProvider('trivial.page', page),
  );
};
