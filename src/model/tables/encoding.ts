/** The encodings that tables come in; UTF-16 is what Excel calls “Unicode text”. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type Encoding = (typeof encodings)[number];

export interface Decoded {
  /** Without a byte order mark. */
  text: string;
  encoding: Encoding;
  /** Whether the file began with a byte order mark. */
  bom: boolean;
}

const marks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Bytes to text. `encoding` overrides what the bytes look like; invalid sequences become U+FFFD. */
export function decodeBytes(bytes: Uint8Array, encoding?: Encoding): Decoded {
  const marked = marks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const chosen = encoding ?? marked ?? unmarkedUtf16(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
  const text = chosen === 'windows-1252' ? decode1252(bytes) : new TextDecoder(chosen).decode(bytes);
  return { text, encoding: chosen, bom: marked === chosen };
}

/** The characters of 0x80 to 0x9F. Several versions of Node take Windows-1252 for Latin-1, which has controls there. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

function decode1252(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replaceAll(/[\u0080-\u009f]/g, character =>
    windows1252.charAt(character.charCodeAt(0) - 0x80),
  );
}

const sampleBytes = 4096;
/** Of the bytes at one parity: the header alone has this many, whatever the names in the rows are. */
const leastNuls = 0.02;

/** ASCII in UTF-16 has a NUL in each pair of bytes, always on the same side. */
function unmarkedUtf16(bytes: Uint8Array): Encoding | undefined {
  if (bytes.length % 2 > 0) return undefined;
  const sample = bytes.subarray(0, sampleBytes);
  const nuls = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = nuls;
  if (Math.max(even, odd) < Math.max(2, (leastNuls * sample.length) / 2)) return undefined;
  if (odd > 4 * even) return 'utf-16le';
  return even > 4 * odd ? 'utf-16be' : undefined;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
