import '../support/withoutVscode.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { actions } from '../../../src/commands/actions.ts';
import { withContributions, type Manifest } from '../../contributions/packageJson.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const ids = new Set(actions.map(({ id }) => `nextcloudAdmin.${id}`));

describe('the table of actions', () => {
  it('has each action once', () => assert.equal(ids.size, actions.length));

  it('is what package.json says of them: otherwise run `npm run contributions`', () =>
    assert.deepEqual(manifest, withContributions(manifest, actions)));

  it('puts what destroys last, behind a question', () => {
    for (const { id, destructive, menu, title } of actions) {
      assert.equal(menu?.group.startsWith('9_') ?? false, destructive ?? false, id);
      if (destructive) assert.match(title, /…$/, id);
    }
  });

  it('is where every command of package.json about users, groups, apps and lists comes from', () => {
    const strangers = manifest.contributes.menus['view/item/context'].filter(
      ({ command }) => !ids.has(command),
    );
    const others = strangers.filter(({ when = '' }) => !when.includes('viewItem =~ /^server;'));
    assert.deepEqual(
      others.map(({ command }) => command).filter(command => command !== 'nextcloudAdmin.inspectUser'),
      [],
    );
  });
});
