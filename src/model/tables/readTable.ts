import type { Delimiter } from './csv.ts';
import { detectDelimiter } from './csv.ts';
import type { Encoding } from './encoding.ts';
import { decodeBytes } from './encoding.ts';
import type { Finding } from './findings.ts';
import { finding } from './findings.ts';
import { readJson } from './json.ts';
import { Lines } from './places.ts';
import type { TableRead } from './table.ts';
import { csvTable, limits } from './table.ts';
import { tableFindings, textFindings } from './tableFindings.ts';

/** What overrides what would be detected. */
export interface ReadOptions {
  encoding?: Encoding | undefined;
  delimiter?: Delimiter | undefined;
  format?: 'csv' | 'json' | undefined;
}

/** A file, an editor's text or the clipboard as a table. There is none where nothing in it can be used. */
export interface ReadTable extends TableRead {
  text: string;
  format: 'csv' | 'json';
  /** Detected or as told; absent for a text that was no bytes. */
  encoding?: Encoding;
  /** Whether there was a byte order mark. */
  bom?: boolean;
  /** Detected or as told; absent for JSON. */
  delimiter?: Delimiter;
}

/** Reads CSV, TSV or JSON. Never throws: what is wrong with the input is among the findings. */
export function readTable(source: Uint8Array | string, options: ReadOptions = {}): ReadTable {
  const bytes = typeof source === 'string' ? Buffer.byteLength(source) : source.length;
  if (bytes > limits.bytes) return tooLarge();
  if (typeof source === 'string') return readText(source, options);
  if (isPacked(source)) return refused('', finding('workbook', [], new Lines('').place(0, 0)));
  const { text, encoding, bom } = decodeBytes(source, options.encoding);
  return { encoding, bom, ...readText(text, options) };
}

/** What is read of a file that is too large to be read. */
export const tooLarge = (): ReadTable =>
  refused('', finding('tooLarge', [String(limits.bytes / 1024 ** 2)], new Lines('').place(0, 0)));

const packedBeginnings = ['PK\u0003\u0004', '\u00d0\u00cf\u0011\u00e0', '%PDF', '\u001f\u008b'];

/** The beginnings of ZIP (Excel, LibreOffice), the older Excel, PDF and gzip. */
function isPacked(bytes: Uint8Array): boolean {
  const beginning = Buffer.from(bytes.subarray(0, 4)).toString('latin1');
  return packedBeginnings.some(magic => beginning.startsWith(magic));
}

function refused(text: string, ...findings: Finding[]): ReadTable {
  return { text, format: 'csv', findings };
}

function readText(text: string, { delimiter, format }: ReadOptions): ReadTable {
  const start = new Lines(text.slice(0, 1)).place(0, Math.min(1, text.length));
  if (/^[\s\uFEFF]*$/.test(text)) return refused(text, finding('empty', [], start));
  if (isBinary(text)) return refused(text, finding('binary', [], start));
  const chosen = format ?? (/^[\s\uFEFF]*[[{]/.test(text) && !delimiter ? 'json' : 'csv');
  if (chosen === 'json') {
    const { table, findings } = readJson(text);
    const more = table ? tableFindings(table) : [];
    return { text, format: 'json', ...(table ? { table } : {}), findings: [...findings, ...more] };
  }
  const used = delimiter ?? detectDelimiter(text);
  const { csv, ...table } = csvTable(text, used);
  const findings = [...textFindings(table, csv), ...tableFindings(table)];
  return { text, format: 'csv', delimiter: used, table, findings };
}

/** More than every tenth character of the beginning is one that no text has. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 4096);
  return (sample.match(/(?![\t\n\v\f\r\u0085])\p{Cc}/gu) ?? []).length * 10 > sample.length;
}
