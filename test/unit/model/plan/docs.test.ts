import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lineOf } from '../../../../src/cli/commands/planning.ts';
import { makePlan } from '../../../../src/model/plan/plan.ts';
import type { WantedUser } from '../../../../src/model/plan/types.ts';
import { offboarding } from '../../../../src/model/recipes/builtIn.ts';
import { expandRecipe, type Occasion } from '../../../../src/model/recipes/expand.ts';
import { readRecipes } from '../../../../src/model/recipes/read.ts';
import { readImport, standardSettings } from '../../../../src/model/tables/importing.ts';
import { account, present } from './worlds.ts';

const admin = account('admin', { groups: ['admin'] });

/** What stands in the page between fences of a kind, in its order. */
const blocksOf = (page: string, kind: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${kind}\\n([^]*?)\`\`\``, 'gm'))].map(([, text = '']) => text);

describe('docs/import.md', () => {
  const page = readFileSync('docs/import.md', 'utf8');
  const [term = '', faulty = ''] = blocksOf(page, 'csv');
  const there = present(
    [
      admin,
      account('l.chen', { displayname: 'Lin Chen', groups: ['7a'], quota: '2 GB' }),
      account('m.okafor'),
      account('t.left', { groups: ['7b'] }),
    ],
    { groups: new Set(['admin', '7a', '7b', 'library', 'teachers']) },
  );
  const known = { users: ['admin', 'l.chen', 'm.okafor', 't.left'], groups: there.groups };
  const read = (text: string) => readImport(text, standardSettings, known, { remembered: {} });

  it('shows the plan of its file', () => {
    const { users, findings } = read(term);
    assert.deepEqual(findings, []);
    const { steps, problems } = makePlan(users, there);
    assert.deepEqual(problems, []);
    assert.equal(`${steps.map(lineOf).join('\n')}\n`, blocksOf(page, 'text')[0]);
  });

  it('shows the problems of its faulty file', () => {
    const rows = [...page.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, line, message]) => [line, message]);
    // The first line has the names of the columns, and rows are counted from 0.
    const found = read(faulty).findings.map(({ row, message }) => [String((row ?? 0) + 2), message]);
    assert.deepEqual(rows, found);
  });
});

describe('docs/plans.md', () => {
  const page = readFileSync('docs/plans.md', 'utf8');
  const [leaving, parental] = blocksOf(page, 'text');
  const there = present(
    [
      admin,
      account('mia', { groups: ['duty'], headline: '' }),
      account('noor', { manager: 'mia' }),
      account('sam', { groups: ['staff'], subadmin: ['staff'] }),
    ],
    { groups: new Set(['admin', 'duty', 'staff', 'away']) },
  );
  const occasion = (user: string, more: Partial<Occasion> = {}): Occasion => ({
    ...{ users: [user], reports: [], answers: {}, date: '2026-12-01' },
    ...more,
  });
  const linesOf = (wanted: WantedUser[]) => {
    const { steps, problems } = makePlan(wanted, there);
    assert.deepEqual(problems, []);
    return `${steps.map(lineOf).join('\n')}\n`;
  };

  it('shows the plan of Offboard User', () =>
    assert.equal(linesOf(expandRecipe(offboarding(), occasion('sam'))), leaving));

  it('shows the plan of its own recipe', () => {
    const [setting = ''] = blocksOf(page, 'json');
    const { items, problems } = readRecipes(JSON.parse(setting.slice(setting.indexOf('['))), 'recipes');
    assert.deepEqual(problems, []);
    assert.ok(items[0]);
    const reports = [{ id: 'noor', manager: 'mia' }];
    const wanted = expandRecipe(items[0], occasion('mia', { reports, answers: { deputy: 'sam' } }));
    assert.equal(linesOf(wanted), parental);
  });
});
