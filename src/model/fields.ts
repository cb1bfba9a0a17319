import type { FieldType, FieldTypes } from './document.ts';

/** How a field is edited and checked, and the type that its value has in a document. */
export const controlTypes = {
  text: 'string',
  multiline: 'string',
  email: 'string',
  phone: 'string',
  url: 'string',
  quota: 'string',
  language: 'string',
  locale: 'string',
  timezone: 'string',
  user: 'string',
  flag: 'boolean',
  emails: 'strings',
  groups: 'strings',
  users: 'strings',
  apps: 'strings',
} as const satisfies Record<string, FieldType>;

export type Control = keyof typeof controlTypes;

interface TypeValues {
  string: string;
  boolean: boolean;
  strings: string[];
}

/** The value of a field that is edited in this way. */
export type ValueOf<C extends Control> = TypeValues[(typeof controlTypes)[C]];

/** What a person reads about a field, in forms and in the help for the JSON text. */
interface Described {
  label: () => string;
  description: () => string;
}

/** One field of a document. */
export interface FieldSpec extends Described {
  control: Control;
  /** What to say about an empty value; absent: the value may be empty. */
  whenEmpty?: () => string;
}

/** The fields of a kind of document by their names, in the order of the form and of the document. */
export type FieldTable = Record<string, FieldSpec>;

/** What a document with these fields may hold beside its ID. */
export type DocumentValues<Table extends FieldTable> = {
  -readonly [Name in keyof Table]: ValueOf<Table[Name]['control']>;
};

/** What a person reads about a kind of document. */
export interface DocumentWords {
  label: string;
  description: string;
  id: { label: string; description: string };
}

/** What reading and writing the text of a document need to know of its fields. */
export function fieldTypesOf(table: FieldTable): FieldTypes {
  return new Map(Object.entries(table).map(([name, { control }]) => [name, controlTypes[control]]));
}
