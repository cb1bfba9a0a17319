import assert from 'node:assert/strict';

import { decodeEnvelope } from '../../../../src/ocs/decode/index.ts';
import { NextcloudError } from '../../../../src/ocs/errors.ts';
import type { Data } from '../../../nextcloud/data.ts';
import { writeEnvelope } from '../../../nextcloud/envelope.ts';
import type { Format } from '../../../nextcloud/envelope.ts';

export const formats: readonly Format[] = ['json', 'xml'];

const mediaTypes = { json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8' };

/** The body of a successful answer, as PHP writes it; libxml writes a carriage return as a reference. */
export function writeBody(format: Format, data: Data): string {
  const body = writeEnvelope(format, { status: 'ok', statuscode: 200, message: 'OK' }, data);
  assert.ok(body !== undefined, 'no XML can be made of this');
  return format === 'xml' ? body.replaceAll('\r', '&#13;') : body;
}

export const dataOf = (body: Uint8Array | string, format: Format = 'json'): unknown =>
  decodeEnvelope(body, mediaTypes[format]).data;

/** What the client's decoders get of an answer with this data. */
export const sent = (data: Data, format: Format = 'json'): unknown => dataOf(writeBody(format, data), format);

/** Runs what must be refused as nothing of the protocol, and gives the sentence that a person reads. */
export function refusal(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    assert.ok(error instanceof NextcloudError, `threw ${String(error)}`);
    assert.equal(error.kind, 'protocol');
    assert.equal(error.cause, undefined);
    return error.message;
  }
  return assert.fail('was not refused');
}
