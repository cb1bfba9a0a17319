import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { exclusiveScopes } from '../../../../src/keep/code/types.ts';
import { planCode } from '../../../../src/keep/code/planCode.ts';
import { usualScope } from '../../../../src/keep/instance/scope.ts';
import { account } from '../../model/plan/worlds.ts';
import { actualOf, desiredIn, linesOf } from './support.ts';

const docs = readFileSync('docs/instances-as-code.md', 'utf8');

/** The files of the page, by their names. */
const files = Object.fromEntries(
  [...docs.matchAll(/^`(\S+)`:\n\n```(?:json|yaml)\n([^]*?)```/gm)].map(
    ([, name = '', text = '']) => [name, text] as const,
  ),
);

/** Each plan of the page, with the file above it and the server that it is for. */
const plans = [...docs.matchAll(/(?:For `(\w+)`:\n\n)?```text\n([^]*?)```/g)].map(found => {
  const [, server, lines = ''] = found;
  const file = [...docs.slice(0, found.index).matchAll(/^`(\S+)`:$/gm)].at(-1)?.[1] ?? '';
  return { file, server, lines: lines.trim().split('\n') };
});

describe('docs/instances-as-code.md', () => {
  const there = actualOf({
    scope: usualScope,
    users: new Map([
      ['mallory', account('mallory', { groups: ['admin'] })],
      ['alice', account('alice', { groups: ['admin'] })],
    ]),
    groups: new Map([['admin', { id: 'admin' }]]),
  });
  const empty = actualOf({
    scope: usualScope,
    users: new Map(),
    groups: new Map([['admin', { id: 'admin' }]]),
    apps: new Map([['polls', { id: 'polls', enabled: true }]]),
  });

  it('has a plan for every file', () =>
    assert.deepEqual([...new Set(plans.map(({ file }) => file))], Object.keys(files)));

  for (const { file, server, lines } of plans)
    it(`shows the plan of ${file}${server === undefined ? '' : ` for ${server}`}`, async () => {
      const desired = await desiredIn({ [file]: files[file] ?? '', ...files }, server);
      const { plan } = planCode(desired, file.startsWith('admins') ? there : empty);
      assert.deepEqual(plan.problems, []);
      assert.deepEqual(linesOf(plan), lines);
    });

  it('explains every scope', () => {
    for (const scope of exclusiveScopes) assert.ok(docs.includes(`| \`${scope}\``), scope);
  });
});
