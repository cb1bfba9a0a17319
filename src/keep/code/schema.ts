import * as l10n from '@vscode/l10n';
import { accountTable } from '../../model/accountFields.ts';
import { propertyOf } from '../../model/schemas.ts';
import { exclusiveScopes, userStates } from './types.ts';

const described = (title: string, description: string) => ({ title, description });

const text = { type: 'string' } as const;

const mapOf = (value: object) => ({ type: 'object', additionalProperties: value });

const object = (properties: object) => ({ type: 'object', additionalProperties: false, properties });

/** With null for what shall be as if it were not listed. */
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

/** The JSON schema of files that say what a server is to be like, with titles and help in the current language. */
export function codeSchema(): object {
  const one = (schema: object) => schema;
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...described(
      l10n.t('Nextcloud server'),
      l10n.t('What a Nextcloud server is to be like. What is not listed is left alone.'),
    ),
    ...object({
      $schema: text,
      include: {
        ...described(
          l10n.t('Include'),
          l10n.t('Files that come before this one, by paths from its folder on. This file says more.'),
        ),
        type: 'array',
        items: { ...text, pattern: '\\.(json|ya?ml)$' },
      },
      ...sections(one),
      exclusive: exclusive(),
      servers: {
        ...described(
          l10n.t('Servers'),
          l10n.t('What differs between servers, each under a name. Null takes away what is said of all.'),
        ),
        ...mapOf(
          object({
            url: {
              ...described(
                l10n.t('Address'),
                l10n.t('The address of the server, which tells it from others.'),
              ),
              ...text,
              format: 'uri',
            },
            ...sections(orNull),
            exclusive: exclusive(),
          }),
        ),
      },
    }),
  };
}

const exclusive = () => ({
  ...described(
    l10n.t('Exclusive'),
    l10n.t(
      'The scopes in which whatever is not listed must not be: users are disabled, the rest is taken away.',
    ),
  ),
  type: 'array',
  items: { enum: exclusiveScopes },
  uniqueItems: true,
});

function sections(lenient: (schema: object) => object): object {
  const fields = Object.fromEntries(
    Object.entries(accountTable).map(([name, field]) => [name, lenient(propertyOf(field))]),
  );
  return {
    variables: {
      ...described(l10n.t('Variables'), l10n.t('Texts that stand for {0} in other texts.', '${name}')),
      ...mapOf(lenient(text)),
    },
    templates: {
      ...described(l10n.t('Templates'), l10n.t('What users have in common, each under a name.')),
      ...mapOf(lenient(object(fields))),
    },
    groups: {
      ...described(l10n.t('Groups'), l10n.t('Groups by ID. They are created, and never deleted.')),
      ...mapOf(
        lenient(
          object({
            displayname: {
              ...described(l10n.t('Display name'), l10n.t('The name that users see.')),
              ...text,
            },
          }),
        ),
      ),
    },
    users: {
      ...described(l10n.t('Users'), l10n.t('Users by ID. Those who are missing are created.')),
      ...mapOf(lenient(object({ ...userExtras(lenient), ...fields }))),
    },
    apps: {
      ...described(
        l10n.t('Apps'),
        l10n.t('Apps by ID: true, false, or the groups that they are enabled for.'),
      ),
      ...mapOf(lenient({ anyOf: [{ type: 'boolean' }, { type: 'array', items: text, minItems: 1 }] })),
    },
    config: {
      ...described(l10n.t('Settings'), l10n.t('Settings by app and key. Null for one that must not exist.')),
      ...mapOf(lenient(mapOf({ type: ['string', 'number', 'null'] }))),
    },
  };
}

const userExtras = (lenient: (schema: object) => object): object => ({
  template: lenient({
    ...described(l10n.t('Template'), l10n.t('One template, or several of which the last one says most.')),
    anyOf: [text, { type: 'array', items: text }],
  }),
  state: lenient({
    ...described(l10n.t('State'), l10n.t('Whether the user may sign in, or must not exist: absent deletes.')),
    enum: userStates,
  }),
  password: lenient({
    ...described(
      l10n.t('Password'),
      l10n.t('Where the password of a new user is found; never the password itself.'),
    ),
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    maxProperties: 1,
    properties: {
      env: {
        ...described(l10n.t('Variable'), l10n.t('A variable of the environment.')),
        ...text,
        minLength: 1,
      },
      secret: {
        ...described(l10n.t('Secret'), l10n.t('A name in the store of secrets.')),
        ...text,
        minLength: 1,
      },
    },
  }),
});
