import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { makePlan } from '../../../../src/model/plan/plan.ts';
import { presentOf } from '../../../../src/model/plan/present.ts';
import { offboarding } from '../../../../src/model/recipes/builtIn.ts';
import {
  expandRecipe,
  needsReports,
  needsUsers,
  neededQuestions,
  type Occasion,
} from '../../../../src/model/recipes/expand.ts';
import { readRecipes, readTemplates } from '../../../../src/model/recipes/read.ts';
import { stepKeys } from '../../../../src/model/recipes/step.ts';
import type { Recipe, RecipeStep } from '../../../../src/model/recipes/types.ts';
import type { UserInfo } from '../../../../src/ocs/types.ts';

const occasion = (values: Partial<Occasion> = {}): Occasion => ({
  users: ['ada'],
  reports: [],
  answers: {},
  date: '2026-01-31',
  ...values,
});

const recipe = (...steps: RecipeStep[]): Recipe => ({ name: 'R', asks: [], steps });

describe('expandRecipe', () => {
  it('runs a step for each user, and for each user they manage', () => {
    const steps = [
      { id: '${user}', wipe: true },
      { id: '${reports}', manager: '${next}' },
    ];
    const reports = [
      { id: 'eve', manager: 'bob' },
      { id: 'BOB', manager: 'ada' },
    ];
    assert.deepEqual(
      expandRecipe(recipe(...steps), occasion({ users: ['ada', 'bob'], reports, answers: { next: 'kim' } })),
      [
        { id: 'ada', wipe: true },
        { id: 'bob', wipe: true },
        { id: 'eve', manager: 'kim' },
      ],
    );
  });

  it('fills in placeholders once, in all texts', () => {
    const step: RecipeStep = {
      id: '${user}',
      headline: 'Left on ${date}, ${reason} ${unknown}',
      groups: { add: ['alumni-${user}', '${optional}'], remove: ['${user}'] },
      enabled: false,
    };
    const answers = { reason: '${date} $& x', optional: '' };
    assert.deepEqual(expandRecipe(recipe(step), occasion({ users: ['${date}'], answers })), [
      {
        id: '${date}',
        headline: 'Left on 2026-01-31, ${date} $& x ${unknown}',
        groups: { add: ['alumni-${date}'], remove: ['${date}'] },
        enabled: false,
      },
    ]);
  });

  it('merges several steps for the same user', () => {
    const steps: RecipeStep[] = [
      { id: '${user}', groups: { add: ['a'] }, quota: '1 GB' },
      { id: 'ADA', groups: { add: ['b'], remove: ['c'] }, quota: '2 GB' },
    ];
    assert.deepEqual(expandRecipe(recipe(...steps), occasion()), [
      { id: 'ada', groups: { add: ['a', 'b'], remove: ['c'] }, quota: '2 GB' },
    ]);
  });

  it('offboarding › asks for a successor only if somebody is managed', () => {
    const leaving = offboarding();
    assert.ok(needsUsers(leaving) && needsReports(leaving));
    assert.deepEqual(neededQuestions(leaving, { reports: [] }), []);
    const reports = [{ id: 'eve', manager: 'ada' }];
    assert.deepEqual(
      neededQuestions(leaving, { reports }).map(({ name }) => name),
      ['successor'],
    );
    assert.ok(!needsUsers(recipe({ id: '${who}', email: '${mail}' })));
  });

  it('offboarding › disables, wipes, removes from groups and roles, and hands over, in this order', () => {
    const user = (userId: string, more: Partial<UserInfo> = {}): UserInfo => ({
      ...{ userId, enabled: true, groups: [], subadmin: [], manager: '' },
      ...more,
    });
    const me = user('admin', { groups: ['admin'] });
    const present = presentOf(
      [
        me,
        user('ada', { groups: ['crew'], subadmin: ['crew'] }),
        user('eve', { manager: 'ada' }),
        user('kim'),
      ],
      [{ id: 'admin' }, { id: 'crew' }],
      { me, role: 'admin' },
    );
    const reports = [{ id: 'eve', manager: 'ada' }];
    const wanted = expandRecipe(offboarding(), occasion({ reports, answers: { successor: 'kim' } }));
    const { steps, problems } = makePlan(wanted, present);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      steps.map(({ kind, ...step }) => [kind, 'user' in step ? step.user : '']),
      [
        ['disable', 'ada'],
        ['wipe', 'ada'],
        ['demote', 'ada'],
        ['leave', 'ada'],
        ['change', 'eve'],
      ],
    );
  });
});

const good = {
  name: ' Leave ',
  ask: { deputy: { prompt: 'Who?', type: 'user', optional: true } },
  steps: [{ id: '${user}', groups: { add: ['away'] }, quota: '1 GB', manager: '${deputy}' }],
};

describe('readRecipes', () => {
  const problems = (value: unknown) => readRecipes(value, 'r').problems.map(({ message }) => message);
  const withStep = (step: unknown) => problems([{ ...good, steps: [...good.steps, step] }]);

  it('keeps valid recipes if others are invalid', () => {
    const { items, problems: found } = readRecipes([good, { name: 'x' }], 'r');
    assert.deepEqual(items, [
      {
        name: 'Leave',
        asks: [{ name: 'deputy', prompt: 'Who?', type: 'user', optional: true }],
        steps: good.steps,
      },
    ]);
    assert.deepEqual(found, [
      { place: 'r[1].steps', message: 'r[1].steps must be a list with at least one step.' },
    ]);
    assert.deepEqual(readRecipes(undefined, 'r'), { items: [], problems: [] });
  });

  const wrong: [what: string, value: unknown, message: RegExp][] = [
    ['a value that is not a list', {}, /^r must be a list/],
    ['an entry that is not an object', [1], /^r\[0\] must be an object/],
    ['a missing name', [{ ...good, name: ' ' }], /^r\[0\]\.name must be text/],
    ['a question without a prompt', [{ ...good, ask: { deputy: {} } }], /ask\.deputy\.prompt must be text/],
    [
      'a question of an unknown type',
      [{ ...good, ask: { deputy: { prompt: 'x', type: 'y' } } }],
      /type must be one of: text, user/,
    ],
    ['a question called user', [{ ...good, ask: { user: { prompt: 'x' } } }], /must not be user/],
    [
      'an unused answer',
      [{ ...good, ask: { ...good.ask, more: { prompt: 'x' } } }],
      /more is asked, but no step uses it/,
    ],
  ];
  for (const [what, value, message] of wrong)
    it(`names the place of ${what}`, () => assert.match(problems(value).join(), message));

  const wrongSteps: [what: string, step: unknown, message: RegExp][] = [
    ['a wrong type', 'x', /steps\[1\] must be an object/],
    ['a missing ID', { quota: '1 GB' }, /steps\[1\]\.id is missing/],
    ['a field that does not exist', { id: 'x', qouta: '1 GB' }, /qouta is not a field of users/],
    ['a name that objects have anyway', { id: 'x', constructor: '1' }, /constructor is not a field/],
    ['a wrong type', { id: 'x', quota: 5 }, /quota must be text/],
    ['a wrong list', { id: 'x', groups: { plus: ['a'] } }, /groups must be a list of IDs, or an object/],
    ['a wrong flag', { id: 'x', wipe: 'yes' }, /wipe must be true or false/],
    ['a wrong state', { id: 'x', state: 'gone' }, /state must be one of: present, disabled, absent/],
    ['a value no server takes', { id: 'x', quota: '5 apples' }, /quota cannot be used\. .*units/],
    ['an unknown placeholder', { id: 'x', headline: '${nobody}' }, /headline refers to \$\{nobody\}, which/],
    ['reports inside a text', { id: 'x', headline: 'of ${reports}' }, /can only be the whole ID/],
  ];
  for (const [what, step, message] of wrongSteps)
    it(`names the place of a step with ${what}`, () => assert.match(withStep(step).join(), message));
});

describe('readTemplates', () => {
  it('reads roles, and refuses fields that belong to a single user', () => {
    const { items, problems } = readTemplates(
      { Teacher: { groups: ['staff'], quota: '10 GB' }, Bad: { id: 'x' }, Asks: { role: '${x}' } },
      't',
    );
    assert.deepEqual(items, [{ name: 'Teacher', template: { groups: ['staff'], quota: '10 GB' } }]);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['t.Bad.id is not a field of users.', 't.Asks.role refers to ${x}, which is neither asked nor known.'],
    );
    assert.match(readTemplates([], 't').problems[0]?.message ?? '', /must be an object/);
  });
});

describe('the schema of the settings', () => {
  interface Schema {
    scope?: string;
    properties: Record<string, Schema>;
    items: Schema;
    additionalProperties: Schema;
  }
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { configuration: Schema };
  };
  const { properties } = manifest.contributes.configuration;
  const recipes = properties['nextcloudAdmin.recipes'];
  const templates = properties['nextcloudAdmin.templates'];

  it('offers the fields that a step and a template may have', () => {
    assert.deepEqual(Object.keys(recipes?.items.properties.steps?.items.properties ?? {}), stepKeys);
    const extras = ['id', 'state', 'wipe', 'welcome'];
    assert.deepEqual(
      Object.keys(templates?.additionalProperties.properties ?? {}),
      stepKeys.filter(key => !extras.includes(key)),
    );
  });

  it('does not let workspaces set them', () =>
    assert.deepEqual([recipes?.scope, templates?.scope], ['application', 'application']));
});
