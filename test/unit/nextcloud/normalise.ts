import { XMLParser } from 'fast-xml-parser';

/** What is compared of an answer. */
export interface Comparable {
  status: number;
  code: number | undefined;
  message: string | undefined;
  data: unknown;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  commentPropName: '$comment',
});

/** Values that cannot be the same on two servers, and what is compared instead of each. */
const normalisations: Readonly<Record<string, (value: unknown) => unknown>> = {
  firstLoginTimestamp: sign,
  lastLoginTimestamp: sign,
  lastLogin: sign,
  used: sizeOfDisk,
  free: sizeOfDisk,
  total: sizeOfDisk,
  relative: value => typeof value,
  apppassword: length,
  appPassword: length,
  token: length,
  endpoint: pathOnly,
  login: value => String(value).length > 0,
  server: pathOnly,
  etag: () => 'etag',
  host: () => 'host',
}; // prettier-ignore

export const explanations = [
  'times: only whether they are 0',
  'bytes used, free and in all: only whether they are negative; the share in use: only that it is one',
  'tokens: only their length; addresses: only the path of Nextcloud',
  'capabilities: version, password policy and brute force; the rest belongs to apps',
  'what a server measures of itself: only the names and types of the values',
  'pictures and pages: only status and type',
];

export function comparable(status: number, type: string, body: string): Comparable {
  const content = type.startsWith('image/') || body.startsWith('<binary') ? { type } : parse(body);
  if (!isRecord(content) || !isRecord(content.ocs)) return { status, code: undefined, message: undefined, data: normalise(content) };
  const { meta, data } = content.ocs as { meta: Record<string, unknown>; data: unknown };
  return { status, code: Number(meta.statuscode), message: String(meta.message), data: isMeasured(data) ? shapeOf(data) : normalise(withoutApps(data)) };
} // prettier-ignore

function parse(body: string): unknown {
  if (body === '') return '';
  if (/^<!doctype html/i.test(body)) return 'a page';
  if (body.startsWith('<')) return parser.parse(body);
  return JSON.parse(body);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function normalise(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normalise);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== '#text')
      .map(([key, child]) => [key, normalisations[key]?.(child) ?? normalise(child)]),
  );
}

/** Of capabilities, what the server itself says. */
function withoutApps(data: unknown): unknown {
  if (!isRecord(data) || !isRecord(data.capabilities)) return data;
  const { bruteforce, password_policy: policy } = data.capabilities;
  const minLength = isRecord(policy) ? policy.minLength : undefined;
  return { version: data.version, capabilities: { bruteforce, password_policy: { minLength } } };
}

/** Whether it is what a server tells of itself, or the number of a notification: its shape is compared. */
function isMeasured(data: unknown): boolean {
  const isDisk = Array.isArray(data) && Array.isArray(data[0]);
  const isState = isRecord(data) && ('nextcloud' in data || 'thermalzones' in data);
  const isNumber = isRecord(data) && typeof data.id === 'number' && Object.keys(data).length === 1;
  return isDisk || isState || isNumber;
}

function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return [...new Set(value.map(item => JSON.stringify(shapeOf(item))))];
  if (!isRecord(value)) return typeof value;
  const children = Object.entries(value);
  // PHP's list with gaps.
  if (children.length > 0 && children.every(([key]) => /^\d+$/.test(key)))
    return ['with gaps', shapeOf(Object.values(value))];
  return Object.fromEntries(children.map(([key, child]) => [key, shapeOf(child)]));
}

function sign(value: unknown): unknown {
  return isRecord(value) ? undefined : Number(value) === 0 ? 'never' : 'once';
}

function sizeOfDisk(value: unknown): unknown {
  return Number(value) < 0 ? 'negative' : 'some';
}

function length(value: unknown): unknown {
  return `${String(value).length} characters`;
}

function pathOnly(value: unknown): unknown {
  return new URL(String(value)).pathname;
}
