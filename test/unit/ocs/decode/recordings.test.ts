import assert from 'node:assert/strict';

import {
  decodeAppInfo,
  decodeAppPassword,
  decodeCapabilities,
  decodeCreatedId,
  decodeEnvelope,
  decodeFieldErrors,
  decodeFields,
  decodeGroups,
  decodeIds,
  decodeLoginFlowGrant,
  decodeLoginFlowStart,
  decodeStatus,
  decodeUser,
  decodeUsersById,
} from '../../../../src/ocs/decode/index.ts';
import { readRecordings, recorded } from '../../nextcloud/recordings.ts';
import type { Exchange } from '../../nextcloud/recordings.ts';
import { refusal } from './support.ts';

type Decoder = (data: unknown) => unknown;

const ids =
  (key?: string): Decoder =>
  data =>
    decodeIds(data, key);

/** 25 does not know the lists `disabled` and `recent`: it takes them for the ids of users. */
const usersOrUser: Decoder = data => ('users' in (data as object) ? decodeUsersById(data) : decodeUser(data));

/** The first that matches method and path decides. A write that answers nothing has an empty list as data. */
const decoders: [pattern: RegExp, decode: Decoder][] = [
  [/^GET users$/, ids('users')],
  [/^GET users\/details$/, decodeUsersById],
  [/^GET users\/(disabled|recent)$/, usersOrUser],
  [/^GET users\/[^/]+\/(groups|subadmins)\/details$/, decodeGroups],
  [/^GET users\/[^/]+\/groups$/, ids('groups')],
  [/^GET users\/[^/]+\/subadmins$/, ids()],
  [/^(GET|PATCH) users\/[^/]+$/, decodeUser],
  [/^GET user$/, decodeUser],
  [/^GET user\/fields(\/[^/]+)?$/, decodeFields],
  [/^POST users$/, decodeCreatedId],
  [/^GET groups$/, ids('groups')],
  [/^GET groups\/details$/, decodeGroups],
  [/^GET groups\/.+\/users\/details$/, decodeUsersById],
  [/^GET groups\/.+\/subadmins$/, ids()],
  [/^GET groups\/.+$/, ids('users')],
  [/^GET (user\/)?apps$/, ids('apps')],
  [/^GET apps\/[^/]+$/, decodeAppInfo],
  [/^GET capabilities$/, decodeCapabilities],
  [/^GET core\/getapppassword$/, decodeAppPassword],
  [/^(POST|PUT|DELETE) (users|groups|apps)\b/, ids()],
];

const OCS_PATH = /^\/ocs\/v[12]\.php\/(?:cloud\/)?([^?]*)/;

const callOf = ({ request }: Exchange): string | undefined => {
  const path = OCS_PATH.exec(request.path)?.[1];
  return path === undefined ? undefined : `${request.method} ${path}`;
};

const decoderOf = (exchange: Exchange): Decoder | undefined => {
  const call = callOf(exchange);
  return call === undefined ? undefined : decoders.find(([pattern]) => pattern.test(call))?.[1];
};

const envelopeOf = ({ response }: Exchange): ReturnType<typeof decodeEnvelope> =>
  decodeEnvelope(response.body, response.headers['content-type']);

const isJson = ({ response }: Exchange): boolean => response.body.startsWith('{');
const hasBody = ({ request, response }: Exchange): boolean =>
  response.body !== '' && request.method !== 'HEAD' && response.headers['content-type'] !== 'image/png';

/** An answer of OCS, whatever it says. */
const isOcs = (exchange: Exchange): boolean => /^(<\?xml|\{"ocs")/.test(exchange.response.body);

const isSuccess = (exchange: Exchange): boolean => [100, 200].includes(envelopeOf(exchange).meta.statusCode);

/** XML cannot tell nothing from false, and its numbers are text: what is passed on as it is has its own kind of each. */
const withoutRaw = (decoded: unknown): unknown =>
  Array.isArray(decoded)
    ? decoded
    : { ...(decoded as object), raw: undefined, dependencies: undefined, capabilities: undefined };

/** The disk of the server fills between two reads. */
const withoutMoving = (decoded: unknown): unknown =>
  JSON.parse(
    JSON.stringify(withoutRaw(decoded), (key, value: unknown) =>
      key === 'free' || key === 'total' || key === 'relative' ? undefined : value,
    ),
  );

/** What may be compared: reads of the same by the same account with no write between them. */
function* twins(exchanges: readonly Exchange[]): Generator<[json: Exchange, xml: Exchange]> {
  const readable = exchanges.filter(
    exchange => isOcs(exchange) && isSuccess(exchange) && decoderOf(exchange),
  );
  const subject = ({ as, request }: Exchange): string =>
    `${as?.user ?? ''} ${request.path.replace(/v[12]\.php/, '').replace(/[?&]format=json/, '')}`;
  for (const [index, json] of readable.entries()) {
    if (!isJson(json) || json.request.method !== 'GET') continue;
    const before = readable.slice(0, index).reverse();
    const lastWrite = before.findIndex(({ request }) => request.method !== 'GET');
    const xml = before
      .slice(0, lastWrite === -1 ? before.length : lastWrite)
      .find(other => !isJson(other) && subject(other) === subject(json));
    if (xml) yield [json, xml];
  }
}

for (const major of recorded) {
  describe(`the decoders read recordings of Nextcloud ${major}`, () => {
    const exchanges = readRecordings(major);

    it('all successful answers about users, groups and apps', () => {
      const count = { JSON: 0, XML: 0 };
      for (const exchange of exchanges.filter(hasBody).filter(isOcs).filter(isSuccess)) {
        const decode = decoderOf(exchange);
        if (!decode) continue;
        assert.doesNotThrow(() => decode(envelopeOf(exchange).data), `${exchange.n} ${exchange.name}`);
        count[isJson(exchange) ? 'JSON' : 'XML']++;
      }
      console.log(`      decoded ${count.JSON + count.XML} exchanges: ${count.JSON} JSON, ${count.XML} XML`);
      assert.ok(count.JSON >= 25 && count.XML >= 600);
    });

    it('the envelopes of all failures, with their messages as plain text', () => {
      const failures = exchanges
        .filter(hasBody)
        .filter(isOcs)
        .filter(exchange => !isSuccess(exchange));
      for (const exchange of failures) assert.doesNotMatch(envelopeOf(exchange).meta.message, /&\w+;/);
      console.log(`      opened ${failures.length} failures`);
      assert.ok(failures.length >= 100);
    });

    it('XML and JSON of the same object with equal results', () => {
      const compared: string[] = [];
      for (const [json, xml] of twins(exchanges)) {
        const decode = decoderOf(json)!;
        // Of 34 and 29 the authors' names were replaced on only one side.
        if (decode === decodeAppPassword || (major < 35 && json.name.startsWith('app-info-'))) continue;
        const [fromJson, fromXml] = [json, xml].map(exchange =>
          withoutMoving(decode(envelopeOf(exchange).data)),
        );
        assert.deepEqual(fromXml, fromJson, `${xml.n} and ${json.n}`);
        compared.push(`${xml.n} = ${json.n}`);
      }
      console.log(`      compared ${compared.length} pairs: ${compared.join(', ')}`);
      assert.ok(compared.length >= 8);
    });

    it('bodies left empty by a crash as an error, never as an empty list', () => {
      const empty = exchanges.filter(
        ({ request, response }) =>
          request.method === 'GET' &&
          response.status === 200 &&
          response.body === '' &&
          request.path.includes('/ocs/'),
      );
      for (const exchange of empty)
        assert.match(
          refusal(() => envelopeOf(exchange)),
          /empty response/,
        );
      console.log(`      refused ${empty.length} empty answers: ${empty.map(({ name }) => name).join(', ')}`);
      assert.ok(empty.length >= 3);
    });

    // Of 34 and 29 only what comes with OCS was recorded.
    if (major === 34 || major === 29) return;

    it('answers that are not OCS as an error with a sentence of its own', () => {
      const others = exchanges.filter(hasBody).filter(exchange => !isOcs(exchange));
      const sentences = new Set(others.map(exchange => refusal(() => envelopeOf(exchange))));
      assert.deepEqual([...sentences].sort(), [
        "The response did not come from Nextcloud's API.",
        'The server sent a web page instead of data. The address may not be that of a Nextcloud.',
      ]);
    });

    it('status.php and the login flow', () => {
      const bodies = (path: RegExp): string[] =>
        exchanges
          .filter(({ request, response }) => path.test(request.path) && response.status === 200)
          .map(({ response }) => response.body);
      const statuses = bodies(/\/status\.php$/).map(decodeStatus);
      assert.deepEqual(new Set(statuses.map(({ maintenance }) => maintenance)), new Set([false, true]));
      assert.ok(statuses.every(({ version }) => version?.startsWith(`${major}.`)));
      const starts = bodies(/\/login\/v2$/).map(decodeLoginFlowStart);
      assert.ok(starts.length > 0 && starts.every(({ poll }) => poll.endpoint.endsWith('/login/v2/poll')));
      assert.deepEqual(
        bodies(/\/login\/v2\/poll$/).map(body => decodeLoginFlowGrant(body).loginName),
        ['admin'],
      );
    });

    it('the reasons why fields were refused', function () {
      const refused = exchanges.filter(({ response }) => response.status === 422);
      if (major === 25) assert.equal(refused.length, 0);
      const errors = refused.map(exchange => decodeFieldErrors(envelopeOf(exchange).data));
      assert.ok(errors.every(reasons => Object.values(reasons).every(reason => reason.length > 0)));
    });
  });
}
