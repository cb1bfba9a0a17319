import { Buffer, isUtf8 } from 'node:buffer';

import * as l10n from '@vscode/l10n';
import { NextcloudError } from '../errors.ts';
import { parseJson } from './json.ts';
import { parseXml } from './xml.ts';

/** The XML parser takes a second for this much. A page of 500 users has 0.7 MB; larger answers come as JSON. */
const MAX_XML_LENGTH = 8 * 1024 * 1024;
/** The most values in a body, as each takes time and memory to parse. 100,000 users have fewer. */
const MAX_VALUES = 5_000_000;
const MEDIA_TYPE = /^[\w.+-]{1,40}\/[\w.+-]{1,40}/;
const DATA_TYPE = /\b(?:json|xml)$/;
const WEB_PAGE = /^<(?:!doctype\s+html|html|head|body)\b/i;

const sentences = {
  empty: () => l10n.t('The server sent an empty response.'),
  webPage: () =>
    l10n.t('The server sent a web page instead of data. The address may not be that of a Nextcloud.'),
  damaged: () => l10n.t('The response of the server is damaged or incomplete.'),
  tooLarge: () => l10n.t('The response of the server is too large.'),
};

const refuse = (sentence: string): never => {
  throw new NextcloudError('protocol', sentence);
};

/** Trims white space and the byte order mark. Invalid UTF-8 is refused, because it would change IDs. */
function toText(body: Uint8Array | string): string {
  if (typeof body === 'string') return body.trim();
  if (!isUtf8(body)) return refuse(sentences.damaged());
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8').trim();
}

/** Counts brackets and commas. Those within text count as well, which does no harm. */
function isCrowded(json: string): boolean {
  if (json.length <= MAX_VALUES) return false;
  const start = /[[{,]/g;
  let values = 0;
  while (start.test(json)) values++;
  return values > MAX_VALUES;
}

function parse(parser: (text: string) => unknown, text: string): unknown {
  try {
    return parser(text);
  } catch {
    // The parsers' own messages quote the body, which may hold a secret.
    return refuse(sentences.damaged());
  }
}

/** The messages that PHP prints before an answer if `display_errors` is on. */
const PHP_MESSAGE =
  /\b(?:Warning|Notice|Deprecated|Strict Standards|Fatal error)\b[^]{0,4000}?(?=\{"ocs":|<\?xml )/;

/** The answer without any messages that PHP printed before or after it. */
export function withoutPhpMessages(body: Uint8Array | string): { text: string; printed: boolean } {
  const text = toText(body);
  if (text.startsWith('{"ocs":')) {
    const end = text.lastIndexOf('}}') + 2;
    const printed =
      end < text.length && /\b(?:Warning|Notice|Deprecated|Fatal error)\b/.test(text.slice(end));
    return { text: printed ? text.slice(0, end) : text, printed };
  }
  if (text.startsWith('<?xml ')) return { text, printed: false };
  const found = PHP_MESSAGE.exec(text.slice(0, 20_000));
  if (!found) return { text, printed: false };
  return { text: text.slice(found.index + found[0].length), printed: true };
}

/**
 * The values of a body, be it JSON or XML. Throws `NextcloudError` of kind `protocol` for a body that is empty, a web page,
 * damaged, incomplete, or too large.
 */
export function readBody(body: Uint8Array | string, contentType?: string): unknown {
  const text = toText(body);
  if (text === '') return refuse(sentences.empty());
  if (text.startsWith('{') || text.startsWith('[')) {
    return isCrowded(text) ? refuse(sentences.tooLarge()) : parse(parseJson, text);
  }
  const mediaType = MEDIA_TYPE.exec(contentType ?? '')?.[0];
  if (WEB_PAGE.test(text) || (mediaType === 'text/html' && !text.startsWith('<?xml')))
    return refuse(sentences.webPage());
  if (text.startsWith('<'))
    return text.length > MAX_XML_LENGTH ? refuse(sentences.tooLarge()) : parse(parseXml, text);
  if (mediaType === undefined) return refuse(l10n.t('The server sent something other than data.'));
  return refuse(
    DATA_TYPE.test(mediaType)
      ? sentences.damaged()
      : l10n.t('The server sent {mediaType} instead of data.', { mediaType }),
  );
}
