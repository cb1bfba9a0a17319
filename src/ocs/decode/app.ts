import type { AppInfo } from '../types.ts';
import { decode, id, list, map, optional, raw, record, required, text, type Reader } from './reader.ts';

/** Text of `info.xml`. With attributes it is a map: in JSON under `@value`, in XML one more attribute `value`. */
const label: Reader<string> = value => {
  if (typeof value !== 'object' || value === null) return text(value);
  const parts = raw(value);
  return text(parts['@value'] ?? raw(parts['@attributes'] ?? {}).value ?? '');
};

/** What `info.xml` has once is no list. */
const labels: Reader<string[]> = value =>
  typeof value === 'string' && value !== '' ? [value] : list(label)(value);

const info = record<
  Omit<AppInfo, 'authors' | 'categories' | 'types' | 'raw'> &
    Partial<Pick<AppInfo, 'authors' | 'categories' | 'types'>>
>({
  id: required('id', id),
  name: optional('name', label),
  version: optional('version', label),
  summary: optional('summary', label),
  description: optional('description', label),
  licence: optional('licence', value => labels(value).join(', ')),
  authors: optional('author', labels),
  categories: optional('category', labels),
  types: optional('types', labels),
  namespace: optional('namespace', label),
  documentation: optional('documentation', map(label)),
  website: optional('website', label),
  bugs: optional('bugs', label),
  repository: optional('repository', label),
  screenshots: optional('screenshot', labels),
  dependencies: optional('dependencies', raw),
});

const app: Reader<AppInfo> = value => ({
  authors: [],
  categories: [],
  types: [],
  ...info(value),
  raw: raw(value),
});

/** An app as `GET apps/{id}` answers it (App provisioning API, "Get application info"). */
export const decodeAppInfo = (data: unknown): AppInfo => decode(app, data);
