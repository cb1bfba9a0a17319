import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

const decoders: Readonly<
  Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>>
> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Starts like JSON, XML, or a web page, after any white space. */
const isText = (bytes: Uint8Array): boolean =>
  /^\s*[[{<]/.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1'),
  );

/**
 * The body before compression. Some proxies and PHP settings announce a compression they do not apply, or compress
 * without saying so, so the bytes themselves decide. Throws the error of zlib for anything else.
 * @param encoding the header `Content-Encoding`
 * @param maxBytes the limit for the uncompressed body
 */
export async function unpack(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const announced = decoders[encoding?.trim().toLowerCase() ?? ''];
  const decode = announced ?? (isGzip(bytes) ? decoders.gzip : undefined);
  if (!decode || bytes.length === 0) return bytes;
  try {
    return await decode(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (announced && isText(bytes)) return bytes;
    throw error;
  }
}
