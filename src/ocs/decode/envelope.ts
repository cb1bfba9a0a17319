import * as l10n from '@vscode/l10n';
import { NextcloudError } from '../errors.ts';
import { readBody, withoutPhpMessages } from './body.ts';
import { unescapeEntities } from './entities.ts';
import { decode, integer, optional, raw, record, required, text, type Reader } from './reader.ts';

export interface Envelope {
  /** `statusCode` is 100 for success in v1, 200 in v2. `message` is plain text in the user's language, often empty. */
  meta: { status: string; statusCode: number; message: string };
  /** To be read by the other decoders of this folder only. */
  data: unknown;
  /** PHP printed messages into the answer. */
  hasPhpMessages?: true;
}

/** Some servers escape messages for HTML before they escape them for XML. */
const message: Reader<string> = value => unescapeEntities(text(value)).trim();

const meta = record<{ status: string; statusCode: number; message?: string }>({
  status: required('status', text),
  statusCode: required('statuscode', integer),
  message: optional('message', message),
});

/**
 * Opens the envelope of OCS, JSON or XML by its content (Developer manual, "OCS APIs": "Response format"). Throws
 * `NextcloudError` of kind `protocol` if the body is anything else.
 */
export function decodeEnvelope(body: Uint8Array | string, contentType: string | undefined): Envelope {
  const { text: answer, printed } = withoutPhpMessages(body);
  const ocs = decode(raw, readBody(answer, printed ? undefined : contentType), 'answer').ocs;
  if (ocs === undefined)
    throw new NextcloudError('protocol', l10n.t("The response did not come from Nextcloud's API."));
  const envelope = decode(raw, ocs, 'ocs');
  return {
    meta: { message: '', ...decode(meta, envelope.meta, 'ocs.meta') },
    data: envelope.data,
    ...(printed && { hasPhpMessages: true }),
  };
}
