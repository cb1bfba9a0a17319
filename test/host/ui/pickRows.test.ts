import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { PickRows } from '../../../src/ui/pickRows.ts';

describe('the rows of a pick', () => {
  const choice = (label: string, value = label) => ({ label, value });
  const rowsOf = () => new PickRows<string>(({ label }) => label);
  const values = (rows: PickRows<string>) => rows.items.map(({ value }) => value);

  it('keep their positions from one answer to the next', () => {
    const rows = rowsOf();
    rows.add(choice('crew'));
    rows.show([choice('fleet'), choice('crew')]);
    rows.show([choice('staff'), choice('fleet')]);
    assert.deepEqual(values(rows), ['crew', 'fleet', 'staff']);
    assert.deepEqual(
      rows.items.map(({ alwaysShow }) => alwaysShow),
      [false, true, true],
    );
  });

  it('stay separate if they look alike', () => {
    const rows = rowsOf();
    const alike = [choice('Alice', 'on one server'), choice('Alice', 'on another')];
    rows.show(alike);
    rows.show(alike);
    assert.deepEqual(values(rows), ['on one server', 'on another']);
  });

  it('show a message in a row of its own, or a separator without one', () => {
    const rows = rowsOf();
    rows.show([choice('crew')]);
    rows.show([], { label: 'No results' });
    assert.deepEqual(
      rows.items.map(({ label }) => label),
      ['crew', 'No results'],
    );
    rows.show([choice('crew'), choice('fleet')]);
    assert.equal(rows.items.at(1)?.kind, vscode.QuickPickItemKind.Separator);
    assert.deepEqual(values(rows), ['crew', undefined, 'fleet']);
  });
});
