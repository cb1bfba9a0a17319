import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bundleFile } from './extract.ts';

export type Texts = Readonly<Record<string, string>>;

/** The files in English, each beside which its translations are. */
export const tables = [bundleFile, 'package.nls.json'] as const;
const pagesFolder = 'media/walkthrough';

/** A text may come with a comment for translators, which is part of its key. */
function readTexts(file: string): Texts {
  const entries = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string | { message: string }>;
  return Object.fromEntries(
    Object.entries(entries).map(([key, entry]) => [key, typeof entry === 'string' ? entry : entry.message]),
  );
}

/** The file in a language; English is beside no other. */
export const translationOf = (file: string, language: string): string =>
  language === 'en'
    ? file
    : file.replace(/\.(json|md)$/, ending =>
        ending === '.md' ? `.nls.${language}.md` : `.${language}.json`,
      );

/** Every language that has a file of its own. */
export function languages(): string[] {
  const found = [...tables, join(pagesFolder, 'x.md')].flatMap(file =>
    readdirSync(dirname(file)).map(
      name => /\.(?:l10n|nls)\.([\w-]+)\.(?:json|md)$/.exec(basename(name))?.[1],
    ),
  );
  return [...new Set(found)].filter(language => language !== undefined).sort();
}

export const pagesIn = (): string[] =>
  readdirSync(pagesFolder)
    .filter(name => /^[\w-]+\.md$/.test(name))
    .map(name => join(pagesFolder, name));

/** The texts of a table in a language. */
export const readTable = (file: string, language: string): Texts => {
  const translation = translationOf(file, language);
  return existsSync(translation) ? readTexts(translation) : {};
};

/** Sorted occurrences, so that the order in a sentence is free. */
const all = (pattern: RegExp, text: string): string => (text.match(pattern) ?? []).sort().join(' ');
const end = (text: string): string => /[.?!:…]?$/.exec(text)?.[0] ?? '';

/** What a translation must have in common with the English. */
const common: Record<string, (text: string) => string> = {
  placeholders: text => all(/\$?\{\w+\}/g, text),
  'codes of icons': text => all(/\$\([\w-]+\)/g, text),
  'commands of links': text => all(/\(command:[^)]*\)/g, text),
  'code in backquotes': text => all(/`[^`]*`/g, text),
  ellipses: text => all(/…/g, text),
  'end mark': end,
};

/** Such as "ASCII quotation marks around a placeholder". */
const asciiQuotes = /["']\{\w+\}["']/;

/** What a language does not write, by what is wrong with it. Links and code are left out. */
const wrongIn: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
  es: {
    'a question without ¿': /(?:^|\?)[^¿?]*\?/,
    'an exclamation without ¡': /(?:^|!)[^¡!]*!/,
    'other quotation marks than “ ”': /[«»„]/,
  },
  fr: {
    'no space that does not break before : ; ? ! % », or after «':
      /(?<!\u00A0)(?:[:;?!](?=\s|$)|»)|«(?!\u00A0)| %/,
    'other quotation marks than « »': /[“”„]/,
    'an apostrophe of ASCII': /\p{L}'\p{L}/u,
  },
};

const faultsIn = (language: string, text: string): string[] =>
  Object.entries(wrongIn[language] ?? {})
    .filter(([, wrong]) => wrong.test(text.replace(/\(command:[^)]*\)|`[^`]*`/g, '')))
    .map(([fault]) => fault);

function faults(english: string, translated: string): string[] {
  const different = Object.entries(common)
    .filter(([, of]) => of(english) !== of(translated))
    .map(([what]) => `not the same ${what}`);
  return asciiQuotes.test(translated) ? [...different, 'ASCII quotation marks'] : different;
}

/**
 * What is wrong with the translation of a table, by what names it: keys that are missing or in excess, texts that differ
 * where they must not, what the language does not write, and texts that are as in English and are not among those that may be.
 */
export function problemsOf(
  english: Texts,
  translated: Texts,
  mayBeEqual: ReadonlySet<string>,
  language = '',
): string[] {
  const missing = Object.keys(english).filter(key => !Object.hasOwn(translated, key));
  const excess = Object.keys(translated).filter(key => !Object.hasOwn(english, key));
  return [
    ...missing.map(key => `missing: ${JSON.stringify(key)}: ${JSON.stringify(english[key])}`),
    ...excess.map(key => `not in English: ${JSON.stringify(key)}`),
    ...Object.entries(english).flatMap(([key, text]) => {
      const other = translated[key];
      if (other === undefined) return [];
      if (other === text && !mayBeEqual.has(text)) return [`not translated: ${JSON.stringify(text)}`];
      return [...faults(text, other), ...faultsIn(language, other)].map(
        fault => `${fault}: ${JSON.stringify(key)}: ${JSON.stringify(other)}`,
      );
    }),
  ];
}

/** As `problemsOf`, of the tables of a language. */
export const problemsOfTables = (language: string, mayBeEqual: ReadonlySet<string>): string[] =>
  tables.flatMap(file =>
    problemsOf(readTexts(file), readTable(file, language), mayBeEqual, language).map(
      problem => `${translationOf(file, language)}: ${problem}`,
    ),
  );

/** Each page has a translation of as many headings, paragraphs and pieces of code. */
export const problemsOfPages = (language: string): string[] =>
  pagesIn().flatMap(file => {
    const translation = translationOf(file, language);
    if (!existsSync(translation)) return [`missing: ${translation}`];
    const [english = '', translated = ''] = [file, translation].map(name => readFileSync(name, 'utf8'));
    const shape = (text: string): string =>
      text
        .trim()
        .split(/\n{2,}/)
        .map(block => `${/^#* ?/.exec(block)?.[0] ?? ''}${all(/`[^`]*`/g, block)}`)
        .join('\n');
    if (english === translated) return [`not translated: ${translation}`];
    return shape(english) === shape(translated) ? [] : [`not the same paragraphs or code: ${translation}`];
  });

/** Whether the entries stand as in English, so that what a change adds is seen in its place. */
export const isSorted = (file: string, language: string): boolean => {
  const keys = Object.keys(readTable(file, language));
  const order = Object.keys(readTexts(file)).filter(key => keys.includes(key));
  return order.join('\n') === keys.filter(key => order.includes(key)).join('\n');
};
