import assert from 'node:assert/strict';
import { candidateAt } from '../../../src/inspect/find/candidates.ts';
import { isPossibleId, UserKeys } from '../../../src/inspect/find/candidate.ts';

const keys = new UserKeys(['user', 'uid', 'userId', 'owner', 'uid_owner', 'uid_initiator', 'manager']);

/** The candidate at the place marked `‸` in a document, and where it stands. */
function find(fileName: string, text: string, languageId = 'plaintext') {
  const lines = text.split('\n');
  const line = lines.findIndex(content => content.includes('‸'));
  const character = lines[line]!.indexOf('‸');
  const document = {
    languageId,
    fileName,
    lineAt: (index: number) => ({ text: lines[index]!.replace('‸', '') }),
  };
  const found = candidateAt(document, line, character, keys);
  return found && { text: found.text, raw: document.lineAt(line).text.slice(found.start, found.end) };
}

const same = (text: string) => ({ text, raw: text });

/** A line as `nextcloud.log` and `audit.log` hold them. */
const entry = (fields: Record<string, unknown>) =>
  JSON.stringify({
    reqId: 'GgVWoEhThpnlrKa84YcP',
    level: 1,
    time: '2026-08-04T08:09:12+00:00',
    remoteAddr: '203.0.113.7',
    user: '--',
    app: 'admin_audit',
    method: 'PUT',
    url: '/index.php/settings',
    message: '',
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
    version: '35.0.0.2',
    ...fields,
  });

describe('IDs in logs', () => {
  const messages: [message: string, id: string][] = [
    ['Login attempt: "‸tech@another.com"', 'tech@another.com'],
    ['Login successful: "al‸ice"', 'alice'],
    ['Login failed: "alic‸e"', 'alice'],
    ["Login failed: '‸bob' (Remote IP: '10.0.0.1')", 'bob'],
    ['Login failed: john ‸doe (Remote IP: 10.0.0.1)', 'john doe'],
    ['User created: "‸alice"', 'alice'],
    ['User disabled: "‸alice"', 'alice'],
    ['UserID unassigned: "‸alice"', 'alice'],
    ['User "o\'b‸rien" added to group "Sales/EMEA"', "o'brien"],
    ['Password of user "‸alice" has been changed', 'alice'],
    ['Email address changed for user ‸alice', 'alice'],
    [
      'The file "/alice/files/plan.md" with ID "12" has been shared to the user "‸bob" with permissions "19"  (Share ID: 3)',
      'bob',
    ],
    ['The folder "/x" with ID "12" has been unshared from the user "bo‸b" (Share ID: 3)', 'bob'],
    ['Successful two factor attempt by user Amélie (Design) Lefèvre (‸Amelie) with provider TOTP', 'Amelie'],
    ['File with id "12" accessed: "/al‸ice/files/Minutes.md"', 'alice'],
    ['Two factor provider TOTP enabled for user Amélie (‸Amelie)', 'Amelie'],
  ];
  for (const [message, id] of messages)
    it(`finds the user of: ${message.replace('‸', '')}`, () => {
      assert.equal(find('audit.log', entry({ message }), 'log')?.text, id);
    });

  const others = [
    'User "alice" added to group "de‸vs"',
    'The file "/x" with ID "12" has been shared to the group "st‸aff" with permissions "19" (Share ID: 3)',
    'The file "/x" with ID "12" has been shared to the remote user "c‸arl" with permissions "19" (Share ID: 3)',
    'Group created: "dev‸s"',
    'Successful two factor attempt by user Ali‸ce (alice) with provider TOTP',
    'Lo‸gin successful: "alice"',
  ];
  for (const message of others)
    it(`finds nobody at the mark of: ${message}`, () => {
      assert.equal(find('audit.log', entry({ message }), 'log'), undefined);
    });

  it('finds the user of the request, and nobody for “--”', () => {
    assert.deepEqual(find('nextcloud.log', entry({ user: 'ali‸ce' }), 'log'), same('alice'));
    assert.equal(find('nextcloud.log', entry({ user: '-‸-' }), 'log'), undefined);
  });

  it('finds users in nested data and in lists', () => {
    assert.deepEqual(find('a.log', entry({ data: { uid_owner: '‸bob' } }), 'log'), same('bob'));
    assert.deepEqual(find('a.log', entry({ data: { owner: ['alice', 'b‸ob'] } }), 'log'), same('bob'));
    assert.equal(find('a.log', entry({ data: { owner: ['alice'], group: 'b‸ob' } }), 'log'), undefined);
  });

  it('finds the user in a URL-encoded path', () => {
    const url = '/remote.php/dav/files/carol%40exam‸ple.com/notes';
    assert.deepEqual(find('a.log', entry({ url }), 'log'), {
      text: 'carol@example.com',
      raw: 'carol%40example.com',
    });
    assert.equal(find('a.log', entry({ url: '/ocs/v2.php/cloud/users/det‸ails?limit=5' }), 'log'), undefined);
  });

  it('marks exactly the ID after escapes', () => {
    const message = 'Password of \\ "x" \u0007 user "ali‸ce" has been changed';
    assert.deepEqual(find('a.log', entry({ message }), 'log'), same('alice'));
  });

  it('skips a prefix before the JSON, as in container output', () => {
    assert.deepEqual(find('x', `nextcloud-1  | ${entry({ user: '‸bob' })}`, 'Log'), same('bob'));
  });

  it('reads plain-text lines', () => {
    assert.deepEqual(
      find('access.log', '10.0.0.1 - - "PROPFIND /remote.php/dav/files/al‸ice/ HTTP/1.1" 207', 'log'),
      same('alice'),
    );
    assert.deepEqual(find('x', 'Demo: GET /ocs/v2.php/cloud/users/al‸ice 200 12 ms', 'log'), same('alice'));
  });

  it('survives truncated lines', () => {
    assert.deepEqual(find('a.log', '{"reqId":"x","user":"ali‸ce', 'log')?.text, 'alic');
    assert.equal(find('a.log', '{"reqId":"x","user":"‸', 'log'), undefined);
  });
});

describe('hostile logs', () => {
  const prefixes = [
    'two factor attempt by user ',
    'Two factor provider x for user y ',
    'Login failed: x',
    'user "',
  ];
  for (const prefix of prefixes)
    it(`are read quickly: ${prefix}`, () => {
      const text = `${prefix.repeat(99_000 / prefix.length)}‸`;
      const started = performance.now();
      find('a.log', text, 'log');
      find('a.log', entry({ message: text.slice(0, 95_000) + '‸' }), 'log');
      assert.ok(performance.now() - started < 500);
    });

  it('are not read if a line is endless', () => {
    assert.equal(find('a.log', `{"user":"al‸ice","x":"${'x'.repeat(100_000)}"}`, 'log'), undefined);
  });
});

describe('IDs in JSON', () => {
  const json = (text: string) => find('a.json', text, 'json');

  for (const key of ['user', 'uid', 'userId', 'user_id', 'owner', 'uid_owner', 'uid_initiator', 'manager'])
    it(`finds the value of ${key}`, () => {
      assert.deepEqual(json(`{\n  "${key}": "al‸ice",\n  "x": 1\n}`), same('alice'));
    });

  it('finds nobody in keys and under other keys', () => {
    assert.equal(json('{"us‸er": "alice"}'), undefined);
    assert.equal(json('{"user": "alice", "name": "al‸ice"}'), undefined);
    assert.equal(json('{"user": {"name": "al‸ice"}}'), undefined);
    assert.equal(json('[{"user": "alice"}, "al‸ice"]'), undefined);
  });

  it('reads numeric IDs from numbers', () => {
    assert.deepEqual(json('{"uid": 12‸345}'), same('12345'));
    assert.equal(json('{"uid": 1‸.5}'), undefined);
  });

  it('finds the key of a value on a previous line', () => {
    assert.deepEqual(json('{\n  "owner": [\n    "alice",\n    "b‸ob"\n  ]\n}'), same('bob'));
    assert.equal(json('{\n  "owner": ["alice"],\n  "names": [\n    "b‸ob"\n  ]\n}'), undefined);
  });

  it('decodes escapes', () => {
    assert.deepEqual(json('{"user": "carol\\u0040exam‸ple.com"}'), {
      text: 'carol@example.com',
      raw: 'carol\\u0040example.com',
    });
  });

  it('ignores messages, which only logs have', () => {
    assert.equal(json('{"message": "User created: \\"al‸ice\\""}'), undefined);
  });
});

describe('IDs in CSV', () => {
  it('finds the cells of a user column, with any usual delimiter', () => {
    for (const delimiter of [',', ';', '\t', '|'])
      assert.deepEqual(
        find('a.csv', `name${delimiter}User ID${delimiter}quota\nAlice${delimiter}al‸ice${delimiter}5 GB`),
        same('alice'),
      );
  });

  it('ignores delimiters inside quotes', () => {
    const text = 'name,uid\n"Lefèvre, ""Amélie""",Ame‸lie';
    assert.deepEqual(find('a.csv', text), same('Amelie'));
    assert.deepEqual(find('a.csv', 'name,"uid"\n,"john‸ doe"'), same('john doe'));
  });

  it('finds nobody in the header, other columns and beyond the last one', () => {
    assert.equal(find('a.csv', 'ui‸d,name\nalice,Alice'), undefined);
    assert.equal(find('a.csv', 'uid,name\nalice,Al‸ice'), undefined);
    assert.equal(find('a.csv', 'uid\nalice,bo‸b'), undefined);
  });

  it('detects CSV by language and by file name', () => {
    assert.deepEqual(find('untitled', 'uid,name\nal‸ice,Alice', 'csv'), same('alice'));
  });
});

describe('isPossibleId', () => {
  for (const id of ['alice', '0', 'john doe', "o'brien", 'carol@example.com', 'x'.repeat(64)])
    it(`takes ${id}`, () => assert.ok(isPossibleId(id)));
  for (const id of [
    '',
    '--',
    '..',
    ' alice',
    'a/b',
    '../admin',
    'Amélie',
    'a\nb',
    'x'.repeat(65),
    '[x](command:y)',
  ])
    it(`refuses ${JSON.stringify(id)}`, () => assert.ok(!isPossibleId(id)));
});
