import assert from 'node:assert/strict';
import { credentialsHtml, credentialsMarkdown } from '../../../../src/model/tables/credentials.ts';
import type { WriteOptions } from '../../../../src/model/tables/write.ts';
import {
  appColumns,
  chosenColumns,
  groupColumns,
  userColumns,
  writeTable,
} from '../../../../src/model/tables/write.ts';
import type { UserInfo } from '../../../../src/ocs/types.ts';

async function joined(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

const ada: UserInfo = { userId: 'ada', displayName: '=1|<b>*', groups: ['a;b', 'crew'], enabled: true };
const columns = chosenColumns(userColumns, ['id', 'displayname', 'groups', 'enabled', 'last_login']);
const write = (options: WriteOptions) => joined(writeTable([{ ...ada, lastLogin: null }], columns, options));

describe('writeTable', () => {
  it('writes CSV for spreadsheets, with formulas made harmless', async () => {
    const header = 'id,displayname,groups,enabled,last_login';
    const row = `ada,"'=1|<b>*","""a;b"";crew",true,`;
    assert.equal(await write({ format: 'csv' }), `\uFEFF${header}\r\n${row}\r\n`);
    assert.match(
      await write({ format: 'csv', delimiter: ';', bom: false, newline: '\n' }),
      /^id;displayname;.*\n/,
    );
  });

  it('writes valid JSON, even without any users', async () => {
    const [one] = JSON.parse(await write({ format: 'json' })) as unknown[];
    const values = { id: 'ada', displayname: '=1|<b>*', groups: ['a;b', 'crew'], enabled: true };
    assert.deepEqual(one, { ...values, last_login: null });
    assert.deepEqual(JSON.parse(await joined(writeTable([], columns, { format: 'json' }))), []);
  });

  it('escapes texts from the server in Markdown', async () => {
    const [, , row] = (await write({ format: 'markdown' })).split('\n');
    assert.equal(row, '| ada | \\=1\\|\\<b\\>\\* | a;b, crew | true |  |');
  });

  it('writes groups with members, and apps', async () => {
    const group = { id: 'crew', members: ['ada', 'bob'], subadmins: [] };
    const options = { format: 'csv', bom: false } as const;
    assert.match(await joined(writeTable([group], groupColumns, options)), /\ncrew,,,,,"ada;bob"\r\n$/);
    const app = { id: 'mail', enabled: false, authors: ['x'], categories: [], types: [] };
    assert.match(await joined(writeTable([app], appColumns, options)), /\nmail,,,false,,,x,,\r\n$/);
  });

  it('reads no more items than the requested chunks need', async () => {
    let taken = 0;
    function* many() {
      for (; taken < 100_000; taken++) yield { userId: `user${taken}`, displayName: 'x'.repeat(100) };
    }
    for await (const chunk of writeTable(many(), columns, { format: 'csv' })) {
      assert.ok(chunk.length < 70_000 && chunk.length > 60_000);
      break;
    }
    assert.ok(taken < 1000);
  });
});

describe('credentials', () => {
  const evil = { id: 'a`b', displayname: '<b>*x*\n# y', password: '``<&"\'>' };

  it('credentialsMarkdown › has one section per user, with all texts escaped', () => {
    const text = credentialsMarkdown([evil, { id: 'bob', password: 'pw' }], 'https://cloud.example.com/');
    assert.match(text, /^## \\<b\\>\\\*x\\\* \\# y$/m);
    assert.match(text, /- Password: ``` ``<&"'> ```/);
    assert.match(
      text,
      /^## bob\n\n- Address: `https:\/\/cloud.example.com\/`\n- User ID: `bob`\n- Password: `pw`$/m,
    );
  });

  it('credentialsHtml › has one page per user, with all texts escaped', () => {
    const people = [evil, { id: 'bob', password: 'pw' }];
    const html = credentialsHtml(people, 'https://cloud.example.com/', 'n0nce');
    assert.match(html, /default-src 'none'; style-src 'nonce-n0nce'; script-src 'nonce-n0nce'"/);
    assert.deepEqual(html.match(/<script[^]*?<\/script>/g), ['<script nonce="n0nce">print()</script>']);
    assert.equal(html.match(/<section>/g)?.length, 2);
    assert.match(html, /break-after:page/);
    assert.doesNotMatch(html, /<b>|``<&"/);
    assert.match(html, /``&#60;&#38;&#34;&#39;&#62;/);
  });
});
