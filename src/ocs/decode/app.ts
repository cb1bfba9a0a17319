import type { AppInfo } from '../types.ts';
import { decode, id, list, map, optional, raw, record, required, text, tree, type Reader } from './reader.ts';

/** With attributes, text is a map: under `@value` in JSON, under one more attribute `value` in XML. */
const hasAttributes = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('@attributes' in value || '@value' in value);

const label: Reader<string> = value => {
  if (!hasAttributes(value)) return text(value);
  const parts = raw(value);
  return text(parts['@value'] ?? raw(parts['@attributes']).value ?? '');
};

/** What `info.xml` has once is no list, and what it has not is not there. */
const labels: Reader<string[]> = value => {
  if (value === undefined) return [];
  const isOne = (typeof value === 'string' && value !== '') || hasAttributes(value);
  return isOne ? [label(value)] : list(label)(value);
};

const app = record<Omit<AppInfo, 'raw'>>({
  id: required('id', id),
  name: optional('name', label),
  version: optional('version', label),
  summary: optional('summary', label),
  description: optional('description', label),
  licence: optional('licence', value => labels(value).join(', ')),
  authors: required('author', labels),
  categories: required('category', labels),
  types: required('types', labels),
  namespace: optional('namespace', label),
  documentation: optional('documentation', map(label)),
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
