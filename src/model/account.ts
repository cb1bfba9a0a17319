import * as l10n from '@vscode/l10n';
import { namesIn } from '../ocs/narrow.ts';
import type { UserInfo } from '../ocs/types.ts';
import { accountTable } from './accountFields.ts';
import { controlTypes, fieldTypesOf } from './fields.ts';
import type { DocumentValues, DocumentWords } from './fields.ts';

/** What the document of a user may hold beside its ID, under the wire's own names. */
export type AccountValues = DocumentValues<typeof accountTable>;
export type AccountFieldName = keyof AccountValues;

/** The document of a user: the ID and what can be changed. Saving leaves absent fields unchanged. */
export interface AccountDocument extends Partial<AccountValues> {
  id: string;
}

/** A row of the table with its name. */
export type AccountField = { name: AccountFieldName } & (typeof accountTable)[AccountFieldName];

/** Every field, in the order of the form and of the document. */
export const accountFields: readonly AccountField[] = namesIn(accountTable).map(name => ({
  name,
  ...accountTable[name],
}));

/** The fields that `PUT users/{id}` writes as they stand; lists and `enabled` have calls of their own. */
export type PlainFieldName = {
  [Name in AccountFieldName]: AccountValues[Name] extends string[] ? never : Name;
}[Exclude<AccountFieldName, 'enabled'>];

export const isPlainField = (name: AccountFieldName): name is PlainFieldName =>
  name !== 'enabled' && controlTypes[accountTable[name].control] !== 'strings';

export const plainFieldNames: readonly PlainFieldName[] = namesIn(accountTable).filter(isPlainField);

/** For reading and writing the document's text. */
export const accountFieldTypes = fieldTypesOf(accountTable);

export function toAccountDocument(user: UserInfo): AccountDocument {
  const values = accountFields.map(({ name, read }) => [name, read(user)] as const);
  const known: Partial<AccountValues> = Object.fromEntries(values.filter(([, value]) => value !== undefined));
  return { id: user.userId, ...known };
}

export function accountWords(): DocumentWords {
  return {
    label: l10n.t('Nextcloud user'),
    description: l10n.t(
      'What can be changed about a Nextcloud user. Only changed fields are saved; fields that are not in the document stay unchanged on the server.',
    ),
    id: { label: l10n.t('User ID'), description: l10n.t('What identifies the user. It never changes.') },
  };
}
