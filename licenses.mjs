// The licenses of what is bundled, for dist/THIRD-PARTY-LICENSES.txt. The build fails for a package whose license is not one
// of those below, or that comes without its text.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Those under which others may use and pass on the extension. CC-BY-4.0 is the icons'. */
const accepted = new Set(['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC-BY-4.0', 'ISC', 'MIT']);

/** Part of the extension as files, not as code. */
const copied = ['node_modules/@vscode/codicons'];

const permission = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What CC-BY-4.0 wants to be told of a change. */
const changes = { '@vscode/codicons': 'Changed: the icons that are not used were left out.' };

/** Packages whose text is not among their files. */
const elsewhere = {
  '@vscode/l10n': `MIT License\n\nCopyright (c) Microsoft Corporation.\n\n${permission}`,
};

/** `results` of esbuild with their metafiles; `isUsed` says of an input whether it is bundled as it is. */
export async function licensesOf(results, isUsed) {
  const outputs = results.flatMap(({ metafile }) => Object.values(metafile.outputs));
  const used = outputs
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file, { bytesInOutput }]) => bytesInOutput > 0 && isUsed(file))
    .map(([file]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0])
    .filter(Boolean);
  const folders = [...new Set([...used, ...copied])].sort();
  return (await Promise.all(folders.map(licenseOf))).join(`\n${'-'.repeat(80)}\n\n`);
}

/** Name, version and license text of a package. */
async function licenseOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  if (!accepted.has(license)) throw new Error(`${name} is licensed under ${license}: may it be bundled?`);
  const text = elsewhere[name] ?? (await textIn(folder));
  if (!text) throw new Error(`${name} comes without the text of its license.`);
  const parts = [`${name} ${version} (${license})`, changes[name], text.trim()].filter(Boolean);
  return `${parts.join('\n\n')}\n`;
}

/** From its license files, else from the section of its README. */
async function textIn(folder) {
  const files = await readdir(folder);
  const named = files.filter(file => /^licen[cs]e/i.test(file)).sort();
  if (named.length > 0)
    return (await Promise.all(named.map(file => readFile(join(folder, file), 'utf8')))).join('\n');
  const readme = files.find(file => /^readme\.md$/i.test(file));
  const section =
    readme && /^(?:#+ )?Licen[cs]e\s*\n([^]*)/im.exec(await readFile(join(folder, readme), 'utf8'))?.[1];
  return section?.includes('Copyright')
    ? section.replace(/^-+\n/, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>')
    : undefined;
}
