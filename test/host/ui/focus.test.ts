import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import * as vscode from 'vscode';
import { Focus } from '../../../src/ui/quirks/focus.ts';

interface Row {
  id: string;
}

/** As much of VS Code's tree as `Focus` looks at. */
class FakeTree {
  readonly visible = true;
  selected: string[] = [];
  focused: string | undefined;
  /** Rows that are missing from the selection while VS Code redraws them. */
  redrawn = new Set<string>();
  toggles = 0;

  get selection(): Row[] {
    return this.selected.filter(id => !this.redrawn.has(id)).map(id => ({ id }));
  }

  toggle(): void {
    this.toggles++;
    const { focused, selected } = this;
    if (focused === undefined) return;
    this.selected = selected.includes(focused)
      ? selected.filter(id => id !== focused)
      : [...selected, focused];
  }
}

describe('Focus', () => {
  let tree: FakeTree;
  let focus: Focus<Row>;
  let disposables: { dispose(): unknown }[];

  const rows = async () => (await focus.rows()).map(({ id }) => id);
  /** The tree knows its rows again once VS Code was asked that often. */
  const redrawnFor = (toggles: number, ...ids: string[]) => {
    tree.redrawn = new Set(ids);
    const toggle = tree.toggle.bind(tree);
    tree.toggle = () => {
      toggle();
      if (tree.toggles === toggles) tree.redrawn.clear();
    };
  };

  beforeEach(() => {
    tree = new FakeTree();
    const gone = new vscode.EventEmitter<never>();
    focus = new Focus(tree as unknown as vscode.TreeView<Row>, gone.event);
    const toggle = vscode.commands.registerCommand('list.toggleSelection', async () => {
      tree.toggle();
      await setTimeout(1);
    });
    disposables = [gone, focus, toggle];
  });

  afterEach(() => disposables.forEach(disposable => void disposable.dispose()));

  for (const [what, selected, expected] of [
    ['the focused row alone, with another selected', ['ada'], ['ben']],
    ['the focused row alone, with none selected', [], ['ben']],
    ['all that are selected, with the focused one', ['ada', 'ben'], ['ada', 'ben']],
  ] as const)
    it(`finds ${what}, and leaves the selection as it was`, async () => {
      Object.assign(tree, { selected: [...selected], focused: 'ben' });
      assert.deepEqual((await rows()).sort(), expected);
      assert.deepEqual(tree.selected.sort(), selected);
    });

  it('answers keys pressed in quick succession one after the other', async () => {
    Object.assign(tree, { selected: ['ada'], focused: 'ben' });
    assert.deepEqual(await Promise.all([rows(), rows()]), [['ben'], ['ben']]);
    assert.deepEqual(tree.selected, ['ada']);
  });

  it('finds none without a focused row', async () => {
    tree.selected = ['ada'];
    assert.deepEqual(await rows(), []);
  });

  for (const toggles of [0, 1, 2, 3, 4])
    for (const redrawn of [['ada'], ['ben'], ['ada', 'ben']])
      it(`finds the focused row while ${redrawn.join(' and ')} are redrawn for ${toggles} toggles`, async () => {
        Object.assign(tree, { selected: ['ada'], focused: 'ben' });
        redrawnFor(toggles, ...redrawn);
        if (toggles === 0) void setTimeout(50).then(() => tree.redrawn.clear());
        assert.deepEqual(await rows(), ['ben']);
        assert.deepEqual(tree.selected, ['ada']);
      });

  it('takes no other row for the focused one when that stays unknown', async () => {
    Object.assign(tree, { selected: ['ada'], focused: 'ben', redrawn: new Set(['ben']) });
    assert.deepEqual(await rows(), []);
    assert.deepEqual(tree.selected, ['ada']);
  });
});
