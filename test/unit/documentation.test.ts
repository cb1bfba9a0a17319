import './support/withoutVscode.ts';
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { recordIn } from '../../src/ocs/narrow.ts';
import { chunksOf } from '../pictures/apng.ts';
import { keptReference, referenceDocument } from '../reference/document.ts';

const readme = readFileSync('README.md', 'utf8');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...['guide', 'import', 'plans', 'reference'].map(name => `docs/${name}.md`),
];
const walkthrough = ['demo', 'find', 'accounts', 'many', 'review'].map(
  name => `media/walkthrough/${name}.md`,
);

/** What a page links to in the repository, without anchors. */
const linksOf = (page: string): string[] =>
  [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, file = '']) =>
    join(dirname(page), file),
  );

describe('docs/reference.md', () => {
  it('has the commands and settings of package.json (otherwise, run `npm run reference`)', async () =>
    assert.equal(keptReference(), await referenceDocument()));
});

describe('the documentation', () => {
  for (const page of [...pages, ...walkthrough])
    it(`links to what is there: ${page}`, () => {
      const links = linksOf(page);
      assert.ok(links.length > 0 || page.startsWith('media') || page.endsWith('reference.md'));
      assert.deepEqual(
        links.filter(file => !existsSync(file)),
        [],
      );
    });

  it('names commands and messages as they are', () => {
    const bundle = new Set(
      Object.entries(recordIn(JSON.parse(readFileSync('l10n/bundle.l10n.json', 'utf8')))).flatMap(
        ([key, text]) => [key, String(recordIn(text).message ?? text)],
      ),
    );
    const known = [...bundle].map(text => text.replaceAll(/\{\w+\}/g, '…'));
    const quoted = [...readme.matchAll(/^\| “([^|]+)” +\|/gm)].map(([, text = '']) => text);
    assert.ok(quoted.length > 8);
    assert.deepEqual(
      quoted.filter(text => !known.some(message => message.includes(text))),
      [],
    );
  });

  it('shows the two commands, and what the product is, at its beginning', () => {
    for (const command of ['npm ci && npm start', 'npm ci && npm test'])
      assert.ok(readme.indexOf(command) > 0 && readme.indexOf(command) < 2500, command);
  });

  it('has an animation of several frames', () => {
    const types = chunksOf(readFileSync('media/readme/tour.png')).map(({ type }) => type);
    assert.ok(types.filter(type => type === 'fcTL').length > 3);
    assert.equal(types[1], 'acTL');
  });
});
