import { NextcloudError } from '../errors.ts';
import { readBody, withoutPhpMessages } from './body.ts';
import { unescapeEntities } from './entities.ts';
import { decode, integer, optional, raw, record, required, text, type Reader } from './reader.ts';

export interface Envelope {
  /** `statusCode`: 100 is success in v1, 200 in v2. `message`: plain text in the caller's language, often empty. */
  meta: { status: string; statusCode: number; message: string };
  /** For the other decoders of this folder, and no one else. */
  data: unknown;
  /** PHP printed messages of its own into the answer. */
  hasPhpMessages?: true;
}

/** Servers may escape messages for HTML before they escape them for XML. */
const message: Reader<string> = value => unescapeEntities(text(value)).trim();

const meta = record<{ status: string; statusCode: number; message?: string }>({
  status: required('status', text),
  statusCode: required('statuscode', integer),
  message: optional('message', message),
});

/**
 * Opens the envelope of OCS, JSON or XML by its content (Developer manual, "OCS APIs": "Response format"). Throws
 * `NextcloudError` of kind `protocol` with a sentence for a person when the body is anything else.
 */
export function decodeEnvelope(body: Uint8Array | string, contentType: string | undefined): Envelope {
  const { text: answer, printed } = withoutPhpMessages(body);
  const ocs = decode(raw, readBody(answer, printed ? undefined : contentType), 'answer').ocs;
  if (ocs === undefined)
    throw new NextcloudError('protocol', "The server's answer is not one of Nextcloud's API.");
  const envelope = decode(raw, ocs, 'ocs');
  return {
    meta: { message: '', ...decode(meta, envelope.meta, 'ocs.meta') },
    data: envelope.data,
    ...(printed && { hasPhpMessages: true }),
  };
}
