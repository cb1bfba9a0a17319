import { Buffer, isUtf8 } from 'node:buffer';

import { NextcloudError } from '../errors.ts';
import { parseJson } from './json.ts';
import { parseXml } from './xml.ts';

/** The parser of XML takes a second for more. A page of 500 users has 0.7 MB; larger answers come as JSON. */
const MAX_XML_LENGTH = 8 * 1024 * 1024;
/** The most values a body may hold: 100,000 users have fewer. Each takes the parser's time and memory. */
const MAX_VALUES = 5_000_000;
const MEDIA_TYPE = /^[\w.+-]{1,40}\/[\w.+-]{1,40}/;
const DATA_TYPE = /\b(?:json|xml)$/;
const WEB_PAGE = /^<(?:!doctype\s+html|html|head|body)\b/i;

const sentences = {
  empty: 'The server sent an empty answer.',
  webPage: 'The server answered with a web page instead of data. The address may not be that of a Nextcloud.',
  damaged: "The server's answer is damaged or cut off.",
  tooLarge: "The server's answer is too large.",
};

const refuse = (sentence: string): never => {
  throw new NextcloudError('protocol', sentence);
};

/** Without white space and byte order mark around it. Bytes that are no UTF-8 would make other ids of ids. */
function toText(body: Uint8Array | string): string {
  if (typeof body === 'string') return body.trim();
  if (!isUtf8(body)) return refuse(sentences.damaged);
  return Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8').trim();
}

/** Counts brackets and commas, those in texts too, which does no harm. */
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
    return refuse(sentences.damaged);
  }
}

/** Where PHP's own messages end and the answer begins; PHP prints them into it when `display_errors` is on. */
const PHP_MESSAGE =
  /\b(?:Warning|Notice|Deprecated|Strict Standards|Fatal error)\b[^]{0,4000}?(?=\{"ocs":|<\?xml )/;

/** The answer without what PHP printed before or after it, if it did. */
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
 * The values in a body, JSON or XML, whichever it is. Throws `NextcloudError` of kind `protocol`, with a sentence for a
 * person, for bodies that are empty, web pages, damaged, cut off or out of all proportion.
 */
export function readBody(body: Uint8Array | string, contentType?: string): unknown {
  const text = toText(body);
  if (text === '') return refuse(sentences.empty);
  if (text.startsWith('{') || text.startsWith('[')) {
    return isCrowded(text) ? refuse(sentences.tooLarge) : parse(parseJson, text);
  }
  const mediaType = MEDIA_TYPE.exec(contentType ?? '')?.[0];
  if (WEB_PAGE.test(text) || (mediaType === 'text/html' && !text.startsWith('<?xml')))
    return refuse(sentences.webPage);
  if (text.startsWith('<'))
    return text.length > MAX_XML_LENGTH ? refuse(sentences.tooLarge) : parse(parseXml, text);
  return refuse(
    mediaType !== undefined && DATA_TYPE.test(mediaType)
      ? sentences.damaged
      : `The server sent ${mediaType ?? 'something else'} instead of data.`,
  );
}
