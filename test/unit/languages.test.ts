import assert from 'node:assert/strict';
import {
  isSorted,
  languages,
  problemsOf,
  problemsOfPages,
  problemsOfTables,
  tables,
} from '../words/languages.ts';

/** Names and marks that no language translates. */
const names = [
  'AJAX',
  'API',
  'Bluesky',
  'Cron',
  'Fediverse',
  'ID',
  'Nextcloud',
  'Nextcloud Admin',
  'Nextcloud {version}.',
  'PHP',
  'UTF-16 BE',
  'UTF-16 LE',
  'UTF-8',
  'Webcron',
  'X (Twitter)',
  '{0} ({1})',
  '{0}, {1}',
  '{0}: {1}',
  '{0}: {1} ({2})',
];

/** Words that a language shares with English. */
const shared: Record<string, readonly string[]> = {
  de: [
    'Administrator',
    'App',
    'Apps',
    'Backend',
    'Backend…',
    'Community',
    'Diagnose…',
    'Manager',
    'Manager…',
    'Name',
    'Name…',
    'Repository',
    'Server',
    'Software',
    'Status',
    'Store',
    'Version',
    'Website',
  ],
  es: [
    'Backend',
    'Backend…',
    'Inspector',
    'Local',
    'No',
    'Software',
    'Variable',
    'Variables',
    'backend “{0}”',
    '{0} bytes',
  ],
  fr: [
    'Actions',
    'Backend',
    'Backend…',
    'Conditions',
    'Document',
    'Local',
    'Options',
    'Plans',
    'Quota',
    'Quota…',
    'Secret',
    'Sections',
    'Suggestions',
    'Types',
    'Variable',
    'Variables',
    'Version',
    '{0} plans',
    '{0} suggestions',
  ],
};

describe('problemsOf', () => {
  const of = (english: string, translated: string) =>
    problemsOf({ key: english }, { key: translated }, new Set(['Server']));

  it('finds a key that is missing, and one that is not in English', () =>
    assert.deepEqual(problemsOf({ a: 'A' }, { b: 'B' }, new Set()), [
      'missing: "a": "A"',
      'not in English: "b"',
    ]));

  it('finds what was not translated, except words that may be equal', () => {
    assert.deepEqual(of('User', 'User'), ['not translated: "User"']);
    assert.deepEqual(of('Server', 'Server'), []);
  });

  for (const [english, translated, problem] of [
    ['{0} of {1}', '{0} von {0}', 'not the same placeholders'],
    ['Open…', 'Öffnen', 'not the same ellipses'],
    ['Open.', 'Öffnen', 'not the same end mark'],
    ['Open {0}', 'Öffne "{0}"', 'ASCII quotation marks'],
    ['[Add](command:a.b)', '[Hinzufügen](command:a.c)', 'not the same commands of links'],
  ] as const)
    it(`finds ${problem}`, () => assert.match(of(english, translated).join('\n'), new RegExp(problem)));

  it('leaves the order of placeholders free', () =>
    assert.deepEqual(of('{0} of {1}', 'Von {1} die {0}'), []));
});

describe('problemsOf a text in Spanish', () => {
  const of = (translated: string) => problemsOf({ key: 'Who?' }, { key: translated }, new Set(), 'es');

  it('finds marks that are not opened, and quotation marks of other languages', () => {
    assert.match(of('Quién?').join('\n'), /a question without ¿/);
    assert.match(of('¿Quién? Quién?').join('\n'), /a question without ¿/);
    assert.match(of('Hola! ¿Quién?').join('\n'), /an exclamation without ¡/);
    assert.match(of('¿Quién es «ana»?').join('\n'), /other quotation marks/);
  });

  it('finds nothing in questions and exclamations that are opened', () =>
    assert.deepEqual(of('¡Hola! ¿Quién es “ana”? ¿Quién?'), []));
});

describe('problemsOf a text in French', () => {
  const of = (translated: string) => problemsOf({ key: 'Who?' }, { key: translated }, new Set(), 'fr');

  it('finds marks that could come to the next line alone, and marks of other languages', () => {
    for (const translated of ['Qui ?', 'Qui?', 'Qui «\u00A0est-ce »\u00A0?', 'Qui « est-ce\u00A0»\u00A0?'])
      assert.match(of(translated).join('\n'), /no space that does not break/);
    assert.match(of('Qui est “ana”\u00A0?').join('\n'), /other quotation marks/);
    assert.match(of("Qui l'a\u00A0?").join('\n'), /an apostrophe of ASCII/);
  });

  it('finds nothing in codes, addresses and marks after a space that does not break', () => {
    assert.deepEqual(of('Qui est «\u00A0ana\u00A0», 10\u00A0%\u00A0: l’autre\u00A0? Ou\u00A0?'), []);
    assert.deepEqual(of('https://a.b/?c=d, group:sales, HTTP et «\u00A0http.proxy\u00A0»\u00A0?'), []);
  });
});

describe('the languages', () => {
  for (const language of ['de', 'es', 'fr'])
    it(`have ${language} among them`, () => assert(languages().includes(language)));

  for (const language of languages()) {
    const mayBeEqual = new Set([...names, ...(shared[language] ?? [])]);

    it(`have every text in ${language}, with what it holds in English`, () =>
      assert.equal(problemsOfTables(language, mayBeEqual).join('\n'), ''));

    it(`have every page of the walkthrough in ${language}`, () =>
      assert.deepEqual(problemsOfPages(language), []));

    for (const file of tables)
      it(`have the texts of ${file} in ${language} in the order of English`, () =>
        assert(isSorted(file, language)));

    it(`have no word in ${language} that may be equal to English but is not`, () =>
      assert.deepEqual(
        (shared[language] ?? []).filter(
          word =>
            problemsOfTables(language, new Set([...mayBeEqual].filter(one => one !== word))).length === 0,
        ),
        [],
      ));
  }
});
