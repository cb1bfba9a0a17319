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
  type Fields,
  type Reader,
} from './reader.ts';

/** Text with attributes is a map: the text is `@value` in JSON, and one more attribute `value` in XML. */
const hasAttributes = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && ('@attributes' in value || '@value' in value);

/** The text of an element, whatever attributes it has. */
const one: Reader<string> = value => {
  if (!hasAttributes(value)) return text(value);
  return text(value['@value'] ?? raw(value['@attributes']).value ?? '');
};

const languageOf = (value: unknown): string => {
  if (!hasAttributes(value)) return '';
  const { lang } = raw(value['@attributes']);
  return typeof lang === 'string' ? lang : '';
};

/** An element that may be repeated per language, or by mistake. Prefers the one without a language, then English, then the first. */
const label: Reader<string> = value => {
  if (!Array.isArray(value)) return one(value);
  const filled = (value as unknown[]).filter(entry => entry !== '' && entry !== null);
  const chosen =
    filled.find(entry => languageOf(entry) === '') ??
    filled.find(entry => languageOf(entry).startsWith('en')) ??
    filled[0];
  return chosen === undefined ? mismatch('text', value) : one(chosen);
};

/** A single element in `info.xml` is not sent as a list, and none is not sent at all. Leaves out what cannot be read. */
const labels: Reader<string[]> = value => {
  if (value === undefined || value === null) return [];
  const isOne = (typeof value === 'string' && value !== '') || hasAttributes(value);
  return tolerantList(one, () => undefined)(isOne ? [value] : value);
};

/** Like `labels`, but takes any other value for an empty list. */
const someLabels: Reader<string[]> = value =>
  typeof value === 'object' || typeof value === 'string' || value === undefined ? labels(value) : [];

/** Addresses by audience. Some apps have one address without an audience. */
const documentation: Reader<Record<string, string>> = value =>
  typeof value === 'string' && value !== ''
    ? { user: value }
    : Object.fromEntries(
        Object.entries(raw(value)).flatMap(([key, entry]) => {
          const [address] = labels(entry);
          return address === undefined ? [] : [[key, address] as const];
        }),
      );

/** The readers of an app's own words about itself. */
export const appFields: Fields<Omit<AppInfo, 'raw'>> = {
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
};

const app = record(appFields);

/** An app as `GET apps/{id}` answers it (App provisioning API, "Get application info"). */
export const decodeAppInfo = (data: unknown): AppInfo => ({
  ...decode(app, data),
  raw: decode(tree, data),
});
