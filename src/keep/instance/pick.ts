import type { AccountDocument, AccountFieldName } from '../../model/account.ts';

/** The document with these fields alone, as far as it has them. */
export function pick(document: AccountDocument, fields: readonly AccountFieldName[]): AccountDocument {
  const values = fields.flatMap(name =>
    document[name] === undefined ? [] : [[name, document[name]] as const],
  );
  return { ...Object.fromEntries(values), id: document.id };
}
