import assert from 'node:assert/strict';
import { dump } from 'js-yaml';
import { serversIn } from '../../../../src/keep/code/merge.ts';
import { desiredIn, load, problemsIn, textAt, type Texts } from './support.ts';

const shown = async (texts: Texts, server?: string) => {
  const { users, groups, apps, config, exclusive } = await desiredIn(texts, server);
  return {
    users: [...users.values()].map(({ document, isAbsent, password }) => ({
      ...document,
      ...(isAbsent && { isAbsent }),
      ...(password && { password }),
    })),
    groups: [...groups.values()].map(({ id, displayname }) => displayname?.text ?? id),
    apps: [...apps.values()].map(({ id, enabled, limitedTo }) => [id, limitedTo ?? enabled]),
    config: [...config].flatMap(([app, settings]) =>
      [...settings].map(([key, { value }]) => [`${app}/${key}`, value ?? null]),
    ),
    exclusive: [...exclusive.keys()],
  };
};

const whole = {
  variables: { domain: 'example.com', days: '7' },
  templates: {
    staff: { quota: '5 GB', groups: ['staff'], email: '${user}@${domain}' },
    lead: { quota: '50 GB', subadmin: ['staff'], groups: ['leads'] },
  },
  groups: { staff: { displayname: 'Staff of ${domain}' }, leads: {} },
  users: {
    ann: { template: ['staff', 'lead'], displayname: 'Ann', groups: ['art'], password: { env: 'ANN' } },
    Bob: { template: 'staff', quota: 'none', state: 'disabled' },
    carl: { state: 'absent' },
    dora: { biography: 'Costs $${price} or $5 {a}', enabled: true },
  },
  apps: { mail: true, polls: false, deck: ['staff'] },
  config: { core: { expire: 7, days: '${days}', old: null } },
  exclusive: ['memberships'],
};

const resolved = {
  users: [
    {
      id: 'ann',
      displayname: 'Ann',
      email: 'ann@example.com',
      quota: '50 GB',
      groups: ['staff', 'leads', 'art'],
      subadmin: ['staff'],
      password: { env: 'ANN' },
    },
    { id: 'Bob', email: 'Bob@example.com', quota: 'none', groups: ['staff'], enabled: false },
    { id: 'carl', isAbsent: true },
    { id: 'dora', biography: 'Costs ${price} or $5 {a}', enabled: true },
  ],
  groups: ['Staff of example.com', 'leads'],
  apps: [
    ['mail', true],
    ['polls', false],
    ['deck', ['staff']],
  ],
  config: [
    ['core/expire', '7'],
    ['core/days', '7'],
    ['core/old', null],
  ],
  exclusive: ['memberships'],
};

describe('resolveCode', () => {
  it('applies templates, variables, and states', async () =>
    assert.deepEqual(await shown({ 'a.json': whole }), resolved));

  it('reads the same from YAML', async () =>
    assert.deepEqual(await shown({ 'a.yaml': dump(whole) }), resolved));

  it('lets whatever includes say more than what is included, field by field', async () => {
    const { users, groups, exclusive } = await shown({
      'a.yaml': 'include: [b.json]\nusers:\n  ANN: {quota: none}\nexclusive: []\n',
      'b.json': {
        users: { ann: { quota: '1 GB', language: 'de' } },
        groups: { x: {} },
        exclusive: ['users'],
      },
    });
    assert.deepEqual(users, [{ id: 'ann', quota: 'none', language: 'de' }]);
    assert.deepEqual([groups, exclusive], [['x'], []]);
  });

  const servers = {
    'a.json': {
      include: ['b.json'],
      variables: { mail: 'example.com' },
      users: { ann: { email: 'ann@${mail}', quota: '1 GB' }, root: {} },
      apps: { mail: true },
      servers: {
        staging: {
          url: 'https://staging.example.com/nc?x#y',
          variables: { mail: 'staging.example.com' },
          users: { ann: { quota: null }, root: null, test: {} },
          apps: { mail: null, deck: true },
        },
        production: { url: 'https://cloud.example.com', exclusive: ['users'] },
      },
    },
    'b.json': { servers: { production: { users: { only: {} } }, spare: {} } },
  };

  it('adds to each server what is said of it, and takes away what is null', async () => {
    assert.deepEqual(await shown(servers, 'staging'), {
      users: [{ id: 'ann', email: 'ann@staging.example.com' }, { id: 'test' }],
      groups: [],
      apps: [['deck', true]],
      config: [],
      exclusive: [],
    });
    const production = await shown(servers, 'production');
    assert.deepEqual(
      production.users.map(({ id }) => id),
      ['ann', 'root', 'only'],
    );
    assert.deepEqual(production.exclusive, ['users']);
    assert.equal((await desiredIn(servers, 'staging')).url, 'https://staging.example.com/nc/');
  });

  it('names the servers of all files once', async () => {
    const { files } = await load(servers);
    assert.deepEqual(
      serversIn(files).map(({ name, url }) => [name, url]),
      [
        ['production', 'https://cloud.example.com/'],
        ['spare', undefined],
        ['staging', 'https://staging.example.com/nc/'],
      ],
    );
  });

  const cases: [what: string, code: string, problem: string][] = [
    ['a variable', '{"users":{"a":{"email":"${x}@b.de"}}}', '"${x}@b.de": There is no variable “x”.'],
    ['a template', '{"users":{"a":{"template":["x"]}}}', '"x": There is no template “x”.'],
    ['an address', '{"users":{"a":{"email":"x"}}}', '"x": Enter an email address such as name@example.com.'],
    ['a quota', '{"templates":{"t":{"quota":"x"}},"users":{"a":{"template":"t"}}}', '"t": Enter a size such as 5 GB or 1.5 GB (with a decimal point), none or default.'],
    ['a group', '{"groups":{"0":{}}}', '"0": “0” cannot be the ID of a group.'],
    ['the name of a group', '{"groups":{"a":{"displayname":" "}}}', '" ": Enter a display name. A group cannot be without one.'],
    ['a state', '{"users":{"a":{"state":"disabled","enabled":true}}}', '"disabled": “state” and “enabled” contradict each other.'],
  ]; // prettier-ignore
  for (const [what, code, problem] of cases)
    it(`reports ${what} that cannot be had, where it stands`, async () => {
      const [first = ''] = await problemsIn({ 'a.json': code });
      assert.equal(first, `a.json: ${problem}`);
    });

  it('does not look into what a variable puts in', async () => {
    const { users } = await shown({
      'a.json': { variables: { a: '${b}', b: 'x' }, users: { u: { displayname: '${a}' } } },
    });
    assert.deepEqual(users, [{ id: 'u', displayname: '${b}' }]);
  });

  it('knows where each field and each item of a list stands', async () => {
    const texts = { 'a.json': whole };
    const { users } = await desiredIn(texts);
    const places = [...(users.get('ann')?.places ?? [])].map(([key, place]) => [key, textAt(texts, place)]);
    assert.deepEqual(Object.fromEntries(places), {
      displayname: '"Ann"',
      email: '"staff"',
      quota: '"lead"',
      groups: textAt(texts, users.get('ann')!.places.get('groups')!),
      'groups\nstaff': '"staff"',
      'groups\nleads': '"lead"',
      'groups\nart': '"art"',
      subadmin: '"lead"',
      'subadmin\nstaff': '"lead"',
    });
  });
});
