import assert from 'node:assert/strict';
import { hidden, serializeConfig } from '../../../../src/model/config/document.ts';
import { lockoutsOf } from '../../../../src/model/config/lockouts.ts';
import { isSecret, withoutSecrets } from '../../../../src/model/config/secrets.ts';

const secrets: readonly [app: string, key: string, value: string][] = [
  ['user_ldap', 's01ldap_agent_password', 'bGRhcA=='],
  ['spreed', 'turn_servers', '[{"server":"turn.example.com","secret":"abc"}]'],
  ['spreed', 'hosted-signaling-server-account', '{"id":1}'],
  ['support', 'subscription_key', 'abc'],
  ['support', 'last_response', 'abc'],
  ['circles', 'key_pairs', 'abc'],
  ['circles', 'local_gskey', 'abc'],
  ['notify_push', 'cookie', '123'],
  ['serverinfo', 'token', 'abc'],
  ['user_saml', '1-sp-privateKey', 'abc'],
  ['integration_github', 'client_secret', 'abc'],
  ['integration_twitter', 'consumer_key', 'abc'],
  ['globalsiteselector', 'gss.jwt.key', 'abc'],
  ['mail', 'relay', 'smtp://user:pass@mail.example.com'],
  ['mail', 'dkim', '-----BEGIN RSA PRIVATE KEY-----\nabc'],
  ['oauth', 'clients', '{"a":{"b":[{"api_key":"abc"}]}}'],
  ['some_app', 'tokens', '["abc"]'],
];

const others: readonly [app: string, key: string, value: string][] = [
  ['core', 'shareapi_enforce_links_password', 'yes'],
  ['core', 'shareapi_default_expire_date', 'no'],
  ['password_policy', 'passwordContexts', '["account"]'],
  ['user_ldap', 's01ldap_agent_password', ''],
  ['theming', 'url', 'https://example.com/path@2'],
  ['theming', 'color', '#00679e'],
  ['mail', 'rules', '[{"name":"a","token":""}]'],
  ['constructor', 'constructor', 'x'],
];

describe('isSecret', () => {
  for (const [app, key, value] of secrets)
    it(`hides ${key} of ${app}`, () => assert.ok(isSecret(app, key, value)));
  for (const [app, key, value] of others)
    it(`shows ${key} of ${app}, ${JSON.stringify(value)}`, () => assert.ok(!isSecret(app, key, value)));
});

describe('withoutSecrets', () => {
  it('leaves nothing of a secret in the text of a document', () => {
    for (const [app, key, value] of secrets) {
      const text = serializeConfig(withoutSecrets(app, new Map([[key, value]])));
      assert.equal(text, `{\n  ${JSON.stringify(key)}: { "$value": "hidden" }\n}\n`);
    }
  });

  it('shows those that may be shown', () => {
    const document = new Map([
      ['a_password', 'one'],
      ['b_password', 'two'],
    ]);
    const shown = withoutSecrets('mail', document, key => key === 'b_password');
    assert.deepEqual(
      [...shown],
      [
        ['a_password', hidden],
        ['b_password', 'two'],
      ],
    );
  });
});

describe('lockoutsOf', () => {
  const cases: readonly [app: string, dangerous: string[], harmless: string[]][] = [
    [
      'user_ldap',
      [
        'ldap_host',
        's01ldap_login_filter',
        's12ldap_base_users',
        'home_folder_naming_rule',
        'ldap_userfilter_groups',
      ],
      ['ldap_cache_ttl', 's01ldap_display_name', 's01ldap_email_attr', 'cleanUpJobOffset'],
    ],
    ['core', ['encryption_enabled', 'shareapi_enabled'], ['vendor', 'lastcron', 'shareapi_allow_links']],
    ['files', ['default_quota'], ['backgroundwatcher']],
    ['twofactor_totp', ['anything'], []],
    ['user_saml', ['type', '1-idp-entityId'], []],
    ['password_policy', ['expiration', 'maximumLoginAttempts'], ['minLength']],
    ['theming', [], ['color', 'name']],
    ['constructor', [], ['name']],
  ];
  for (const [app, dangerous, harmless] of cases)
    it(`knows what can lock people out of ${app}, and what cannot`, () => {
      const found = lockoutsOf(app, [...dangerous, ...harmless]);
      assert.deepEqual([...found.keys()], dangerous);
      for (const [key, sentence] of found) assert.ok(sentence.includes(`“${key}”`));
    });
});
