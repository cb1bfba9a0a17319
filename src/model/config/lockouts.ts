import * as l10n from '@vscode/l10n';

type Danger = 'signIn' | 'secondFactor' | 'files' | 'storing' | 'sharing';

/** How keys begin that belong to one of several directories. */
const ofDirectory = /^(s\d+)?/.source;

const directory = new RegExp(
  `${ofDirectory}ldap_(host|port|backup_\\w+|override_main_server|tls|turn_off_cert_check|dn|agent_password|base(_users)?|user_?list_filter|user_?filter\\w*|login_?filter\\w*|configuration_active|expert_user\\w+|expert_uuid_user\\w+|admin_group)$`,
);

/** By app, the keys with which people can be locked out, as far as known. */
const dangers: Readonly<Record<string, readonly (readonly [keys: RegExp, danger: Danger])[]>> = {
  core: [
    [/^(encryption_enabled|default_encryption_module)$/, 'files'],
    [/^shareapi_enabled$/, 'sharing'],
  ],
  encryption: [[/./, 'files']],
  files: [[/^(default_quota|allow_unlimited_quota)$/, 'storing']],
  globalsiteselector: [[/./, 'signIn']],
  limit_login_to_ip: [[/./, 'signIn']],
  password_policy: [[/^(expiration|maximumLoginAttempts)$/, 'signIn']],
  sociallogin: [[/./, 'signIn']],
  terms_of_service: [[/^tos_for_users$/, 'signIn']],
  user_ldap: [
    [directory, 'signIn'],
    [/^configuration_prefixes$/, 'signIn'],
    [new RegExp(`${ofDirectory}home_folder_naming_rule$`), 'files'],
  ],
  user_oidc: [[/./, 'signIn']],
  user_saml: [[/./, 'signIn']],
};

/** How the IDs of apps begin that ask for a second factor. */
const secondFactors = 'twofactor_';

function dangerOf(appId: string, key: string): Danger | undefined {
  if (appId.startsWith(secondFactors)) return 'secondFactor';
  const known = Object.hasOwn(dangers, appId) ? dangers[appId] : undefined;
  return known?.find(([keys]) => keys.test(key))?.[1];
}

/** What the keys of an app can do to people: a sentence for each that can lock them out, by key. */
export function lockoutsOf(appId: string, keys: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    keys.flatMap((key): [string, string][] => {
      const danger = dangerOf(appId, key);
      return danger === undefined ? [] : [[key, sentences[danger](key)]];
    }),
  );
}

const sentences: Record<Danger, (key: string) => string> = {
  signIn: key => l10n.t('“{0}”: a wrong value can keep people from signing in.', key),
  secondFactor: key => l10n.t('“{0}”: a wrong value can keep people from passing the second factor.', key),
  files: key => l10n.t('“{0}”: a wrong value can make files inaccessible.', key),
  storing: key => l10n.t('“{0}”: a wrong value can keep people from storing files.', key),
  sharing: key => l10n.t('“{0}”: a wrong value can keep people from what was shared with them.', key),
};
