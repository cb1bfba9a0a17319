import { crc32, deflateSync } from 'node:zlib';

// prettier-ignore
/** Letters of 5 × 7 dots, one number of five bits a row. */
const letters: Readonly<Record<string, string>> = {
  A: '0E 11 11 1F 11 11 11', B: '1E 11 11 1E 11 11 1E', C: '0E 11 10 10 10 11 0E', D: '1E 11 11 11 11 11 1E',
  E: '1F 10 10 1E 10 10 1F', F: '1F 10 10 1E 10 10 10', G: '0E 11 10 17 11 11 0F', H: '11 11 11 1F 11 11 11',
  I: '0E 04 04 04 04 04 0E', J: '07 02 02 02 02 12 0C', K: '11 12 14 18 14 12 11', L: '10 10 10 10 10 10 1F',
  M: '11 1B 15 15 11 11 11', N: '11 11 19 15 13 11 11', O: '0E 11 11 11 11 11 0E', P: '1E 11 11 1E 10 10 10',
  Q: '0E 11 11 11 15 12 0D', R: '1E 11 11 1E 14 12 11', S: '0F 10 10 0E 01 01 1E', T: '1F 04 04 04 04 04 04',
  U: '11 11 11 11 11 11 0E', V: '11 11 11 11 11 0A 04', W: '11 11 11 15 15 15 0A', X: '11 11 0A 04 0A 11 11',
  Y: '11 11 0A 04 04 04 04', Z: '1F 01 02 04 08 10 1F',
};
const noLetter = '00 0E 1F 1F 1F 0E 00';
const [columns, rows] = [5, 7];

export type Colour = readonly [red: number, green: number, blue: number];

/** A square picture of `size` pixels: a letter on a coloured ground, as PNG with a palette of two. */
export function letterPng(letter: string, size: number, ground: Colour, ink: Colour): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from([...ground, ...ink])),
    chunk('IDAT', deflateSync(pixels(letters[letter] ?? noLetter, size), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A row of the picture begins with a byte that says how it is filtered: not at all. */
function pixels(letter: string, size: number): Buffer {
  const bits = letter.split(' ').map(row => Number.parseInt(row, 16));
  const dot = Math.floor(size / 14);
  const left = Math.floor((size - columns * dot) / 2);
  const top = Math.floor((size - rows * dot) / 2);
  const data = Buffer.alloc((size + 1) * size);
  for (let y = 0; y < rows * dot; y++) {
    for (let x = 0; x < columns * dot; x++) {
      const isInk = (bits[Math.floor(y / dot)]! >> (columns - 1 - Math.floor(x / dot))) & 1;
      data[(top + y) * (size + 1) + 1 + left + x] = isInk;
    }
  }
  return data;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
