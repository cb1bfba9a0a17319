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

describe('usedIcons', () => {
  it('keeps the icons that the texts of the code name, and the other rules', async () => {
    const few = await usedIcons(all, 'icon: "add", class: `codicon codicon-check spin`, word: trash, "zap-"');
    assert.deepEqual(namesIn(few.css).sort(), ['add', 'check']);
    assert.match(few.css, /@font-face[^]+@keyframes codicon-spin/);
    assert.ok(few.ttf.length < all.ttf.length / 5);
  });

  it('refuses a stylesheet that is written in another way', () =>
    assert.rejects(usedIcons({ ...all, css: '.icon-add::before { content: "x" }' }, '"add"'), /another way/));
});
