import type { AccountDocument, AccountFieldName } from '../../model/account.ts';
import { namesIn } from '../../ocs/narrow.ts';

/** Where something stands in a file. Offset and length count UTF-16 units. */
export interface CodePlace {
  /** As it was given to be read; relative paths of includes are resolved against it. */
  path: string;
  offset: number;
  length: number;
}

/** The parts of a file that name things, each by its ID. */
export type SectionName = 'variables' | 'templates' | 'groups' | 'users' | 'apps' | 'config';

/** In what a file may say that what it does not list must not be. */
export const exclusiveScopes = ['users', 'memberships', 'emails', 'apps', 'config'] as const;
export type ExclusiveScope = (typeof exclusiveScopes)[number];

/** What makes what a file lists of these all that there is. */
export const listScopes: Partial<Record<AccountFieldName, ExclusiveScope>> = {
  groups: 'memberships',
  subadmin: 'memberships',
  additional_mail: 'emails',
};

export const userStates = ['present', 'disabled', 'absent'] as const;

/** A password is never in a file, only the name under which it is found: in the environment, or among the stored ones. */
export type SecretReference = { env: string } | { secret: string };

export const referenceKinds = namesIn({ env: true, secret: true });

export interface PlacedText {
  text: string;
  place: CodePlace;
}

/** What a file says of one thing: nothing for a field whose value is null. */
export interface PlacedValue {
  value: unknown;
  place: CodePlace;
  /** Of a list. */
  items: readonly PlacedText[];
}

/** Something that a file names. What has one value alone has it as the field `''`. */
export interface CodeEntry {
  id: string;
  place: CodePlace;
  /** It is named by null: on this server it is as if it were not listed. */
  isGone: boolean;
  fields: ReadonlyMap<string, PlacedValue>;
}

export type CodeSection = ReadonlyMap<string, CodeEntry>;
export type Sections = Readonly<Record<SectionName, CodeSection>>;

export const sectionsOf = (section: (name: SectionName) => CodeSection): Sections => ({
  variables: section('variables'),
  templates: section('templates'),
  groups: section('groups'),
  users: section('users'),
  apps: section('apps'),
  config: section('config'),
});

/** What a file says, or one of its servers. */
export interface Layer {
  sections: Sections;
  exclusive?: PlacedValue;
}

export interface ServerLayer extends Layer {
  name: string;
  place: CodePlace;
  /** The base URL of the server, with a slash at its end. */
  url?: string;
}

/** One file, checked. */
export interface CodeFile extends Layer {
  path: string;
  include: readonly PlacedText[];
  servers: readonly ServerLayer[];
}

/** Something wrong in a file. */
export interface CodeProblem {
  place: CodePlace;
  message: string;
}

/** A user as wanted. What is absent is left alone. */
export interface DesiredUser {
  id: string;
  place: CodePlace;
  isAbsent: boolean;
  /** Lists hold what the file lists, whatever else the user may have. */
  document: AccountDocument;
  /** Of fields, and of items of lists by `placeKey`. */
  places: ReadonlyMap<string, CodePlace>;
  password?: SecretReference;
}

export interface DesiredGroup {
  id: string;
  place: CodePlace;
  displayname?: PlacedText;
}

export interface DesiredApp {
  id: string;
  place: CodePlace;
  enabled: boolean;
  limitedTo?: string[];
}

/** A setting; one that shall not exist has no value. */
export interface DesiredSetting {
  place: CodePlace;
  value?: string;
}

/** What the files want of one server. */
export interface Desired {
  /** The name of the server in the files, where they name any. */
  server?: string;
  url?: string;
  /** By `userKey`. */
  users: ReadonlyMap<string, DesiredUser>;
  groups: ReadonlyMap<string, DesiredGroup>;
  apps: ReadonlyMap<string, DesiredApp>;
  /** By app and key. */
  config: ReadonlyMap<string, ReadonlyMap<string, DesiredSetting>>;
  /** Each with the place that says so. */
  exclusive: ReadonlyMap<ExclusiveScope, CodePlace>;
}

export const placeKey = (field: AccountFieldName, item?: string): string =>
  item === undefined ? field : `${field}\n${item}`;
