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

/** Begins like JSON, XML or a page, whatever white space stands before. */
const isText = (bytes: Uint8Array): boolean =>
  /^\s*[[{<]/.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 64)).toString('latin1'),
  );

/**
 * A body as it was before it was packed. Proxies and PHP settings announce a packing that is none, or pack without
 * saying so: what the bytes are counts. Throws what zlib throws for what is neither.
 * @param encoding the header `Content-Encoding`
 * @param maxBytes the most that it may be unpacked to
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
