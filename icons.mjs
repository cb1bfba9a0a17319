// The icons that the pages use, for dist/webview: VS Code's font has several times as many, which would be a twentieth of the package.
import subsetFont from 'subset-font';

/** Of a rule such as `.codicon-add:before { content: "\ea60" }`. */
const rule = /^\.codicon-([\w-]+):before \{ content: "\\(\w+)" \}\n/gm;

/** The stylesheet and the font with those icons alone whose names the code has in its texts. */
export async function usedIcons({ css, ttf }, code) {
  const words = code.match(/(?<=["'`\s])[a-z][a-z\d-]*(?=["'`\s])/g) ?? [];
  const names = new Set(words.map(word => word.replace(/^codicon-/, '')));
  const characters = [];
  const rules = css.replace(rule, (line, name, character) => {
    if (!names.has(name)) return '';
    characters.push(String.fromCodePoint(parseInt(character, 16)));
    return line;
  });
  if (characters.length === 0) throw new Error('The stylesheet of the icons is written in another way.');
  return { css: rules, ttf: await subsetFont(ttf, characters.join(''), { targetFormat: 'truetype' }) };
}
