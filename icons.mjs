// The icons that the pages use, for dist/webview: VS Code's font has several times as many, which would be a twentieth of the package.

/** Of a rule such as `.codicon-add:before { content: "\ea60" }`. */
const rule = /^\.codicon-([\w-]+):before \{ content: "\\(\w+)" \}\n/gm;

/** The stylesheet and the font with those icons alone whose names the code has in its texts. */
export function usedIcons({ css, ttf }, code) {
  const words = code.match(/(?<=["'`\s])[a-z][a-z\d-]*(?=["'`\s])/g) ?? [];
  const names = new Set(words.map(word => word.replace(/^codicon-/, '')));
  const characters = [];
  const rules = css.replace(rule, (line, name, character) => {
    if (!names.has(name)) return '';
    characters.push(parseInt(character, 16));
    return line;
  });
  if (characters.length === 0) throw new Error('The stylesheet of the icons is written in another way.');
  return { css: rules, ttf: withOutlinesOf(ttf, characters) };
}

/** A TrueType font that draws these characters as before and all others as nothing, without names of glyphs. */
function withOutlinesOf(font, characters) {
  const tables = tablesOf(font);
  const { head, loca, glyf, post } = tables;
  const isLong = head.readInt16BE(50) === 1;
  const start = glyph => (isLong ? loca.readUInt32BE(4 * glyph) : 2 * loca.readUInt16BE(2 * glyph));
  const used = new Set(characters.map(character => glyphOf(tables.cmap, character)));
  const glyphs = Array.from({ length: loca.length / (isLong ? 4 : 2) - 1 }, (_, glyph) =>
    used.has(glyph) ? glyf.subarray(start(glyph), start(glyph + 1)) : Buffer.alloc(0),
  );
  if (glyphs.some(glyph => glyph.length > 0 && glyph.readInt16BE(0) < 0))
    throw new Error('An icon is made of others.');
  const starts = Buffer.alloc(4 * (glyphs.length + 1));
  let end = 0;
  for (const [glyph, { length }] of glyphs.entries()) starts.writeUInt32BE((end += length), 4 * (glyph + 1));
  const long = Buffer.from(head);
  long.writeInt16BE(1, 50);
  const nameless = Buffer.from(post.subarray(0, 32));
  nameless.writeUInt32BE(0x0003_0000, 0);
  return fontOf(font.readUInt32BE(0), {
    ...tables,
    head: long,
    loca: starts,
    glyf: Buffer.concat(glyphs),
    post: nameless,
  });
}

function tablesOf(font) {
  const records = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  return Object.fromEntries(
    records.map(record => {
      const start = font.readUInt32BE(record + 8);
      const tag = font.toString('latin1', record, record + 4);
      return [tag, font.subarray(start, start + font.readUInt32BE(record + 12))];
    }),
  );
}

/** By the subtable for all of Unicode, which has ranges of characters, each with the glyph that it begins with. */
function glyphOf(cmap, character) {
  const places = Array.from({ length: cmap.readUInt16BE(2) }, (_, index) => cmap.readUInt32BE(8 + 8 * index));
  const table = places.find(place => cmap.readUInt16BE(place) === 12);
  if (table === undefined) throw new Error('The font maps its characters in another way.');
  for (let at = table + 16, left = cmap.readUInt32BE(table + 12); left > 0; at += 12, left--) {
    const first = cmap.readUInt32BE(at);
    if (first <= character && character <= cmap.readUInt32BE(at + 4))
      return cmap.readUInt32BE(at + 8) + character - first;
  }
  throw new Error(`The font has no character ${character.toString(16)}.`);
}

const padded = length => Math.ceil(length / 4) * 4;

function sumOf(bytes) {
  const whole = Buffer.concat([bytes], padded(bytes.length));
  let sum = 0;
  for (let at = 0; at < whole.length; at += 4) sum = (sum + whole.readUInt32BE(at)) >>> 0;
  return sum;
}

/** The offsets that a search in the directory begins with follow from the number of tables. */
function fontOf(kind, tables) {
  const tags = Object.keys(tables).sort();
  const power = Math.floor(Math.log2(tags.length));
  const directory = Buffer.alloc(12 + 16 * tags.length);
  directory.writeUInt32BE(kind, 0);
  [tags.length, 16 * 2 ** power, power, 16 * (tags.length - 2 ** power)].forEach((value, index) =>
    directory.writeUInt16BE(value, 4 + 2 * index),
  );
  tables.head.writeUInt32BE(0, 8);
  let place = directory.length;
  tags.forEach((tag, index) => {
    const record = 12 + 16 * index;
    directory.write(tag, record, 'latin1');
    [sumOf(tables[tag]), place, tables[tag].length].forEach((value, field) =>
      directory.writeUInt32BE(value, record + 4 + 4 * field),
    );
    place += padded(tables[tag].length);
  });
  const whole = Buffer.concat([
    directory,
    ...tags.map(tag => Buffer.concat([tables[tag]], padded(tables[tag].length))),
  ]);
  whole.writeUInt32BE((0xb1b0_afba - sumOf(whole)) >>> 0, placeOf(whole, 'head') + 8);
  return whole;
}

const placeOf = (font, tag) => tablesOf(font)[tag].byteOffset - font.byteOffset;
