import { Buffer, isUtf8 } from 'node:buffer';

import { NextcloudError } from '../errors.ts';
import { parseJson } from './json.ts';
import { parseXml } from './xml.ts';

/** The most maps and lists a body may hold; 100,000 users have 500,000. Each costs memory and the parser's time. */
const MAX_CONTAINERS = 2_000_000;
const OPEN_BRACKET = '['.charCodeAt(0);
const OPEN_BRACE = '{'.charCodeAt(0);
const MEDIA_TYPE = /^[\w.+-]{1,40}\/[\w.+-]{1,40}/;
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

function countContainers(json: string): number {
  let count = 0;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code === OPEN_BRACKET || code === OPEN_BRACE) count++;
  }
  return count;
}

function parse(parser: (text: string) => unknown, text: string): unknown {
  try {
    return parser(text);
  } catch {
    // The parsers' own messages quote the body, which may hold a secret.
    return refuse(sentences.damaged);
  }
}

/**
 * The values in a body, JSON or XML, whichever it is. Throws `NextcloudError` of kind `protocol`, with a sentence for a
 * person, for bodies that are empty, web pages, damaged, cut off or out of all proportion.
 */
export function readBody(body: Uint8Array | string, contentType?: string): unknown {
  const text = toText(body);
  if (text === '') return refuse(sentences.empty);
  if (text.startsWith('{') || text.startsWith('[')) {
    const crowded = text.length > MAX_CONTAINERS && countContainers(text) > MAX_CONTAINERS;
    return crowded ? refuse(sentences.tooLarge) : parse(parseJson, text);
  }
  const mediaType = MEDIA_TYPE.exec(contentType ?? '')?.[0];
  if (WEB_PAGE.test(text) || (mediaType === 'text/html' && !text.startsWith('<?xml')))
    return refuse(sentences.webPage);
  if (text.startsWith('<')) return parse(parseXml, text);
  return refuse(`The server sent ${mediaType ?? 'something else'} instead of data.`);
}
