import * as l10n from '@vscode/l10n';

/** The JSON schema of the configuration of an app. Which keys there are, only the servers know. */
export function configSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: l10n.t('Configuration of a Nextcloud app'),
    description: l10n.t(
      'The keys of an app and their values. Only changed keys are saved; a key that is taken out of the document is deleted on the server.',
    ),
    type: 'object',
    propertyNames: { pattern: '^[^/]+$' },
    additionalProperties: {
      description: l10n.t(
        'A text, or JSON: an object or a list. Numbers and switches are texts as well, such as "5" or "yes".',
      ),
      type: ['string', 'array', 'object'],
    },
  };
}
