import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { errorKinds, isAbout, NextcloudError, policyOf } from '../../../src/ocs/index.ts';
import type { ErrorKind } from '../../../src/ocs/index.ts';

const kindsWhere = (holds: (error: NextcloudError) => boolean): ErrorKind[] =>
  errorKinds.filter(kind => holds(new NextcloudError(kind, 'It failed.'))).sort();

describe('policyOf', () => {
  it('knows no kind that nothing throws', () => {
    const decided = ['src/ocs/errors.ts', 'src/ocs/policy.ts'];
    const files = readdirSync('src/ocs', { recursive: true, encoding: 'utf8' })
      .map(name => `src/ocs/${name}`)
      .filter(path => path.endsWith('.ts') && !decided.includes(path));
    const source = files.map(path => readFileSync(path, 'utf8')).join('');
    assert.deepEqual(
      errorKinds.filter(kind => !source.includes(`'${kind}'`)),
      [],
    );
  });

  it('ends a run at failures that would affect all remaining calls', () =>
    assert.deepEqual(
      kindsWhere(error => policyOf(error)?.meets !== 'one'),
      ['auth', 'maintenance', 'network', 'passwordConfirmation', 'rateLimited', 'timeout', 'tls'],
    ));

  it('continues the other calls of a save if only one route is rate-limited', () =>
    assert.deepEqual(
      kindsWhere(error => policyOf(error)?.meets === 'route'),
      ['rateLimited'],
    ));

  it('distinguishes failures of a field, an object, the host and the user', () => {
    assert.deepEqual(
      kindsWhere(error => isAbout(error, 'field')),
      ['conflict', 'forbidden', 'invalid', 'server', 'unsupported'],
    );
    assert.deepEqual(
      kindsWhere(error => isAbout(error, 'object')),
      ['forbidden', 'invalid', 'notFound', 'protocol', 'server'],
    );
    assert.deepEqual(
      kindsWhere(error => isAbout(error, 'host')),
      ['network', 'timeout', 'tls'],
    );
    assert.deepEqual(
      kindsWhere(error => isAbout(error, 'person')),
      ['aborted', 'auth', 'passwordConfirmation'],
    );
  });

  it('returns nothing for errors that are not the client’s', () => {
    assert.equal(policyOf(new TypeError('A fault of ours')), undefined);
    assert.equal(isAbout(undefined, 'host'), false);
  });
});
