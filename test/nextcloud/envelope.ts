import { isList, isMap } from './data.ts';
import type { Data } from './data.ts';
import { writeXml } from './xml.ts';
import type { XmlRules } from './xml.ts';

export type Format = 'json' | 'xml';

export interface Meta {
  status: 'ok' | 'failure';
  statuscode: number;
  message: string;
  /** Only `/ocs/v1.php` sends these two, always empty. */
  totalitems?: string;
  itemsperpage?: string;
}

/** `{"ocs":{"meta":…,"data":…}}` or its XML; undefined where PHP's XML writer gives up on a key. */
export function writeEnvelope(format: Format, meta: Meta, data: Data, rules?: XmlRules): string | undefined {
  if (format === 'xml') return writeXml({ ocs: { meta: { ...meta }, data } }, rules);
  return `{"ocs":{"meta":${JSON.stringify(meta)},"data":${writeJson(data)}}}`;
}

/** JSON as PHP's `json_encode` shapes it; only maps need more than `JSON.stringify`. */
function writeJson(data: Data): string {
  if (isMap(data)) return writeJsonMap(data);
  if (data === null || typeof data !== 'object' || !holdsMap(data)) return JSON.stringify(data);
  if (isList(data)) return `[${data.map(writeJson).join(',')}]`;
  return object(Object.entries(data));
}

function holdsMap(data: Data): boolean {
  if (data === null || typeof data !== 'object') return false;
  return isMap(data) || Object.values(data).some(holdsMap);
}

function writeJsonMap(map: ReadonlyMap<string, Data>): string {
  let next = 0;
  const isSequence = [...map.keys()].every(key => key === String(next++));
  if (isSequence) return `[${[...map.values()].map(writeJson).join(',')}]`;
  return object([...map]);
}

function object(entries: readonly (readonly [string, Data])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${writeJson(value)}`).join(',')}}`;
}
