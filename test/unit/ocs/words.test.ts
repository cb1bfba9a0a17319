import assert from 'node:assert/strict';
import * as l10n from '@vscode/l10n';
import { checkMail, checkNewGroupId, checkNewUserId } from '../../../src/ocs/checks.ts';
import { failsWith, ocs, withStub } from './support.ts';

const sentence = (check: () => void): string => {
  try {
    check();
  } catch (error) {
    return (error as Error).message;
  }
  return '';
};

describe('the sentences of the client', () => {
  afterEach(() => l10n.config({ contents: {} }));

  it('keep braces in user input', () =>
    assert.match(
      sentence(() => checkNewUserId('{user}{max}')),
      /^The user ID “\{user\}\{max\}” contains/,
    ));

  it('keep braces in IDs and in the reasons of a server', () =>
    withStub(
      exchange => ocs(exchange, [], 101, '{0} {text} {reason}'),
      async client => {
        const error = await failsWith('notFound', client.groups.delete('{0}{group}'));
        assert.equal(error.message, 'There is no group “{0}{group}”. The server says: “{0} {text} {reason}”');
      },
    ));

  it('are translated when an error is made', () => {
    assert.equal(
      sentence(() => checkMail('a')),
      '“a” is not a valid email address.',
    );
    l10n.config({ contents: { 'A user ID is required.': 'Es fehlt die Benutzerkennung.' } });
    assert.equal(
      sentence(() => checkNewUserId('')),
      'Es fehlt die Benutzerkennung.',
    );
    assert.equal(
      sentence(() => checkNewGroupId('')),
      'A group ID is required.',
    );
  });
});
