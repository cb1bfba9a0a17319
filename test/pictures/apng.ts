import { crc32 } from 'node:zlib';

interface Chunk {
  type: string;
  data: Buffer;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Of the chunk `fcTL`: denominator of a delay that is given in milliseconds. */
const perSecond = 1000;

export interface Frame {
  /** A PNG. All frames have the same size and kind of pixels. */
  png: Buffer;
  milliseconds: number;
}

/** An animated PNG of these frames, which repeats for ever. Whoever knows no animation shows the first. */
export function animated(frames: readonly Frame[]): Buffer {
  const [first] = frames;
  if (!first) throw new Error('There are no frames.');
  const [header, ...others] = chunksOf(first.png);
  if (header?.type !== 'IHDR') throw new Error('This is no PNG.');
  for (const { png } of frames)
    if (!chunksOf(png)[0]?.data.equals(header.data)) throw new Error('The frames differ in size or kind.');
  const before = others.filter(({ type }) => type !== 'IDAT' && type !== 'IEND');
  let sequence = 0;
  const numbered = (type: string, data: Buffer): Chunk => ({
    type,
    data: Buffer.concat([uint32(sequence++), data]),
  });
  const shown = frames.flatMap(({ png, milliseconds }, index) => [
    numbered('fcTL', Buffer.concat([header.data.subarray(0, 8), uint32(0), uint32(0), delay(milliseconds)])),
    ...chunksOf(png)
      .filter(({ type }) => type === 'IDAT')
      .map(({ data }) => (index === 0 ? { type: 'IDAT', data } : numbered('fdAT', data))),
  ]);
  const control = { type: 'acTL', data: Buffer.concat([uint32(frames.length), uint32(0)]) };
  const all = [header, control, ...before, ...shown, { type: 'IEND', data: Buffer.alloc(0) }];
  return Buffer.concat([signature, ...all.map(written)]);
}

/** The delay, and that each frame replaces what was there. */
function delay(milliseconds: number): Buffer {
  const data = Buffer.alloc(6);
  data.writeUInt16BE(milliseconds, 0);
  data.writeUInt16BE(perSecond, 2);
  return data;
}

export function chunksOf(png: Buffer): Chunk[] {
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    chunks.push({
      type: png.toString('latin1', at + 4, at + 8),
      data: png.subarray(at + 8, at + 8 + length),
    });
    at += length + 12;
  }
  return chunks;
}

function written({ type, data }: Chunk): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  return Buffer.concat([uint32(data.length), named, uint32(crc32(named))]);
}

function uint32(value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeUInt32BE(value);
  return data;
}
