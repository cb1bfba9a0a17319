import { accountWords } from './account.ts';
import { accountTable } from './accountFields.ts';
import { appsTable, appsWords } from './apps.ts';
import { configSchema } from './config/schema.ts';
import { controlTypes } from './fields.ts';
import type { DocumentWords, FieldSpec, FieldTable } from './fields.ts';
import { groupTable, groupWords } from './group.ts';
import { usualQuotas } from './quota.ts';

const jsonTypes = {
  string: { type: 'string' },
  boolean: { type: 'boolean' },
  strings: { type: 'array', items: { type: 'string' }, uniqueItems: true },
} as const;

/** The JSON schemas of the documents by the names of their files, with titles and help in the current language. */
export function schemas(): Record<'account' | 'apps' | 'config' | 'group', object> {
  return {
    account: schemaOf(accountWords(), accountTable),
    apps: schemaOf(appsWords(), appsTable, 'apps'),
    config: configSchema(),
    group: schemaOf(groupWords(), groupTable),
  };
}

/** @param onlyId the ID of a document of which there is only one */
function schemaOf({ label, description, id }: DocumentWords, table: FieldTable, onlyId?: string): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: label,
    description,
    type: 'object',
    required: ['id'],
    additionalProperties: false,
    properties: {
      id: {
        title: id.label,
        description: id.description,
        type: 'string',
        ...(onlyId !== undefined && { const: onlyId }),
      },
      ...Object.fromEntries(Object.entries(table).map(([name, field]) => [name, propertyOf(field)])),
    },
  };
}

export function propertyOf({ control, label, description, whenEmpty }: FieldSpec): object {
  return {
    title: label(),
    description: description(),
    ...jsonTypes[controlTypes[control]],
    ...(whenEmpty && { minLength: 1 }),
    ...(control === 'quota' && { examples: ['default', 'none', ...usualQuotas] }),
  };
}
