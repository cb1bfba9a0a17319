import type { AppInfo } from '../types.ts';
import {
  decode,
  id,
  mismatch,
  optional,
  raw,
  record,
  required,
  text,
  tolerantList,
  tree,
  type Reader,
} from './reader.ts';

/** With attributes, text is a map: under `@value` in JSON, under one more attribute `value` in XML. */
const hasAttributes = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && ('@attributes' in value || '@value' in value);

/** What an element says, whatever attributes it has. */
const one: Reader<string> = value => {
  if (!hasAttributes(value)) return text(value);
  return text(value['@value'] ?? raw(value['@attributes']).value ?? '');
};

const languageOf = (value: unknown): string => {
  if (!hasAttributes(value)) return '';
  const { lang } = raw(value['@attributes']);
  return typeof lang === 'string' ? lang : '';
};

/** An element that may stand there once for each language, or twice by mistake: the one for all, else English, else the first. */
const label: Reader<string> = value => {
  if (!Array.isArray(value)) return one(value);
  const filled = (value as unknown[]).filter(entry => entry !== '' && entry !== null);
  const chosen =
    filled.find(entry => languageOf(entry) === '') ??
    filled.find(entry => languageOf(entry).startsWith('en')) ??
    filled[0];
  return chosen === undefined ? mismatch('text', value) : one(chosen);
};

/** What `info.xml` has once is no list, and what it has not is not there. What cannot be read is left out. */
const labels: Reader<string[]> = value => {
  if (value === undefined || value === null) return [];
  const isOne = (typeof value === 'string' && value !== '') || hasAttributes(value);
  return tolerantList(one, () => undefined)(isOne ? [value] : value);
};

/** As many lists as are there, no matter of what shape the rest is. */
const someLabels: Reader<string[]> = value =>
  typeof value === 'object' || typeof value === 'string' || value === undefined ? labels(value) : [];

/** Addresses by whom they are for; some apps have one address without that. */
const documentation: Reader<Record<string, string>> = value =>
  typeof value === 'string' && value !== ''
    ? { user: value }
    : Object.fromEntries(
        Object.entries(raw(value)).flatMap(([key, entry]) => {
          const [address] = labels(entry);
          return address === undefined ? [] : [[key, address] as const];
        }),
      );

const app = record<Omit<AppInfo, 'raw'>>({
  id: required('id', id),
  name: optional('name', label),
  version: optional('version', label),
  summary: optional('summary', label),
  description: optional('description', label),
  licence: optional('licence', value => labels(value).join(', ')),
  authors: required('author', someLabels),
  categories: required('category', someLabels),
  types: required('types', someLabels),
  namespace: optional('namespace', label),
  documentation: optional('documentation', documentation),
  website: optional('website', label),
  bugs: optional('bugs', label),
  repository: optional('repository', label),
  screenshots: optional('screenshot', labels),
  dependencies: optional('dependencies', raw),
});

/** An app as `GET apps/{id}` answers it (App provisioning API, "Get application info"). */
export const decodeAppInfo = (data: unknown): AppInfo => ({
  ...decode(app, data),
  raw: decode(tree, data),
});
