import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { usedIcons } from '../../icons.mjs';

const folder = 'node_modules/@vscode/codicons/dist';
const all = {
  css: readFileSync(`${folder}/codicon.css`, 'utf8'),
  ttf: readFileSync(`${folder}/codicon.ttf`),
};
const namesIn = (css: string): string[] =>
  [...css.matchAll(/codicon-([\w-]+):before/g)].map(([, name = '']) => name);

/** What every font adds up to, in words of four bytes. */
const sumOfFonts = 0xb1b0_afba;
const sumOf = (font: Buffer): number =>
  Array.from({ length: font.length / 4 }, (_, index) => font.readUInt32BE(4 * index)).reduce(
    (sum, word) => (sum + word) >>> 0,
    0,
  );

describe('usedIcons', () => {
  const few = usedIcons(all, 'icon: "add", class: `codicon codicon-check spin`, word: trash, "zap-"');

  it('keeps the icons that the texts of the code name', () =>
    assert.deepEqual(namesIn(few.css).sort(), ['add', 'check']));

  it('keeps the other rules', () => assert.match(few.css, /@font-face[^]+@keyframes codicon-spin/));

  it('makes a font of a few outlines, with the sums that a font has', () => {
    const many = usedIcons(
      all,
      namesIn(all.css)
        .map(name => `"${name}"`)
        .join(),
    );
    for (const { ttf } of [few, many]) {
      assert.equal(ttf.length % 4, 0);
      assert.equal(sumOf(ttf), sumOfFonts);
    }
    assert.ok(few.ttf.length < all.ttf.length / 5);
    assert.ok(many.ttf.length > all.ttf.length * 0.9);
    assert.equal(many.css, all.css);
  });

  it('refuses a stylesheet that is written in another way', () =>
    assert.throws(
      () => usedIcons({ ...all, css: '.icon-add::before { content: "x" }' }, '"add"'),
      /another way/,
    ));
});
