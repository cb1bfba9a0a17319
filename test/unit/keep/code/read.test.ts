import assert from 'node:assert/strict';
import { desiredIn, load, problemsIn, type Texts } from './support.ts';

describe('loadCode', () => {
  const cases: [what: string, texts: Texts, problems: string[]][] = [
    ['nothing of an empty object', { 'a.json': {} }, []],
    ['the place of broken JSON', { 'a.json': '{"users": {}' }, ['a.json: : Not valid JSON: a closing brace is missing.']],
    ['an unknown field', { 'a.json': '{"user": {}}' }, ['a.json: "user": “user” is not a field of this document.']],
    ['an unknown field of a user', { 'a.json': '{"users": {"a": {"nam": ""}}}' }, ['a.json: "nam": “nam” is not a field of this document.']],
    ['a list that is none', { 'a.json': '{"users": {"a": {"groups": "b"}}}' }, ['a.json: "b": “groups” must be a list of texts.']],
    ['users twice', { 'a.json': '{"users": {"a": {}, "A": {}}}' }, ['a.json: "A": “A” is listed twice.']],
    ['a name that is empty', { 'a.json': '{"groups": {" ": {}}}' }, ['a.json: " ": A name cannot be empty.']],
    ['null outside of a server', { 'a.json': '{"groups": {"b": null}}' }, ['a.json: null: This must be an object.']],
    ['an app that is a number', { 'a.json': '{"apps": {"mail": 1}}' }, ['a.json: 1: An app is true, false, or a list of the groups that it is enabled for.']],
    ['an app for no groups', { 'a.json': '{"apps": {"mail": []}}' }, ['a.json: []: An app is true, false, or a list of the groups that it is enabled for.']],
    ['an unknown state', { 'a.json': '{"users": {"a": {"state": "gone"}}}' }, ['a.json: "gone": This must be one of: present, disabled, absent']],
    ['an unknown scope', { 'a.json': '{"exclusive": ["groups"]}' }, ['a.json: "groups": This must be one of: users, memberships, emails, apps, config']],
    ['an odd address', { 'a.json': '{"servers": {"s": {"url": "ftp://x"}}}' }, ['a.json: "ftp://x": Enter a full address that starts with https:// or http://.']],
    ['a password in an address', { 'a.json': '{"servers": {"s": {"url": "https://a:b@x"}}}' }, ['a.json: "https://a:b@x": Enter a full address that starts with https:// or http://.']],
    ['a variable that is no text', { 'a.json': '{"variables": {"v": 1}}' }, ['a.json: 1: “v” must be a text in quotation marks.']],
    ['a file that is missing', { 'a.json': '{"include": ["b.json"]}' }, ['a.json: "b.json": “b.json” cannot be read. There is no such file.']],
    ['YAML that is broken', { 'a.yaml': 'users: [' }, ['a.yaml: : Not valid YAML: unexpected end of the stream within a flow collection.']],
    ['names that YAML reads as numbers', { 'a.yaml': 'users:\n  007: {}' }, ['a.yaml: 007: A name must be a text; put it in quotation marks.']],
    ['texts that YAML reads as numbers', { 'a.yaml': 'users:\n  a:\n    phone: +49301' }, ['a.yaml: +49301: “phone” must be a text in quotation marks.']],
    ['aliases', { 'a.yaml': 'users:\n  a: &x {}\n  b: *x' }, ['a.yaml: *x: Aliases cannot be used here. What users have in common can be a template.']],
    ['names twice in YAML', { 'a.yaml': 'users: {}\nusers: {}' }, ['a.yaml: : Not valid YAML: duplicated mapping key.']],
    ['tags', { 'a.yaml': 'users: !!js {}' }, ['a.yaml: : Not valid YAML: unknown tag !<tag:yaml.org,2002:js>.']],
  ]; // prettier-ignore
  for (const [what, texts, problems] of cases)
    it(`reports ${what}`, async () => assert.deepEqual(await problemsIn(texts), problems));

  for (const include of ['/etc/x.json', 'https://x/y.json', 'C:\\x.json', 'x.txt', 'file:x.json'])
    it(`does not include ${include}`, async () => {
      const [problem = '', ...others] = await problemsIn({ 'a.json': { include: [include] } });
      assert.match(problem, /An include is a path to a \.json or \.yaml file/);
      assert.deepEqual(others, []);
    });

  for (const password of [
    '"geheim"',
    'true',
    '{}',
    '{"env": ""}',
    '{"env": "A", "secret": "b"}',
    '{"text": "x"}',
  ])
    it(`takes no password but by reference, such as ${password}`, async () => {
      const [problem = '', ...others] = await problemsIn({
        'a.json': `{"users": {"a": {"password": ${password}}}}`,
      });
      assert.match(problem, /A password is never in a file/);
      assert.deepEqual(others, []);
    });

  for (const [app, key] of [['mail', 'api_token'], ['user_ldap', 's01ldap_agent_password'], ['core', 'lastupdatedat'], ['core', 'public_x'], ['mail', 'enabled']])
    it(`does not set ${app}/${key}`, async () => {
      const [problem = ''] = await problemsIn({ 'a.json': { config: { [String(app)]: { [String(key)]: 'x' } } } });
      assert.match(problem, /holds a secret or is kept by the server/);
    }); // prettier-ignore

  it('does not set a value that holds a secret', async () =>
    assert.match(
      String(await problemsIn({ 'a.json': { config: { mail: { servers: '[{"password":"x"}]' } } } })),
      /This value holds a secret/,
    ));

  it('reads each included file once, before the one that includes it', async () => {
    const { files, problems } = await load({
      'a.json': { include: ['x/b.json', 'x/c.json'] },
      'x/b.json': { include: ['d.json'] },
      'x/c.json': { include: ['./d.json', '../x/b.json'] },
      'x/d.json': {},
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['x/d.json', 'x/b.json', 'x/c.json', 'a.json'],
    );
  });

  it('names the circle of files that include each other', async () =>
    assert.deepEqual(
      await problemsIn({ 'a.json': '{"include":["b.json"]}', 'b.json': '{"include":["a.json"]}' }),
      ['b.json: "a.json": This file includes itself: a.json → b.json → a.json'],
    ));

  it('reads what it can beside a file with a problem', async () => {
    const texts = { 'a.json': '{"include":["b.json"],"users":{"a":{}}}', 'b.json': '[]' };
    const { files, problems } = await load(texts);
    assert.deepEqual([files.length, problems.map(({ place }) => place.path)], [1, ['b.json']]);
  });

  it('reads brackets without end', async () => {
    for (const [path, text] of [
      ['a.json', '['.repeat(100_000)],
      ['a.yaml', '['.repeat(100_000)],
    ] as const)
      assert.equal((await problemsIn({ [path]: text })).length > 0, true);
  });

  it('reads a byte order mark', async () => {
    assert.deepEqual(await problemsIn({ 'a.json': '\uFEFF{}' }), []);
    assert.deepEqual([...(await desiredIn({ 'a.yaml': '\uFEFFgroups:\n  a: {}\n' })).groups.keys()], ['a']);
  });
});
