import * as l10n from '@vscode/l10n';
import type { FindingTexts } from '../words.ts';

const askOperator = () => l10n.t('Give this report to whoever runs the server.');

/** Found when signing in, and in what the user may do. */
export const accessFindings = {
  delayed: {
    severity: 'warning',
    seen: f => l10n.t('The server delays each sign-in from this network by {seconds} seconds.', f),
    means: () =>
      l10n.t(
        'There were failed sign-ins from here: yours, or those of another program with an old password.',
      ),
    you: () => l10n.t('Look for apps and computers that still use an old password.'),
    operator: () =>
      l10n.t(
        'Run “occ security:bruteforce:reset” for the address, and check “trusted_proxies” in config.php.',
      ),
  },
  throttled: {
    severity: 'error',
    seen: f => l10n.t('{host} rejects all sign-ins from this network because of many failed ones.', f),
    means: () => l10n.t('Until that is over, the right password is rejected as well.'),
    you: () => l10n.t('Wait half an hour, and look for programs that still use an old password.'),
    operator: () =>
      l10n.t(
        'Run “occ security:bruteforce:reset” for the address, and check “trusted_proxies” in config.php.',
      ),
    next: ['retryServer'],
  },
  rateLimited: {
    severity: 'error',
    seen: f => l10n.t('{host} rejects further requests for now (HTTP {status}).', f),
    means: () => l10n.t('Too many requests came in a short time.'),
    you: () => l10n.t('Try again in ten minutes.'),
    operator: () => l10n.t('Check the limits of the proxy in front of Nextcloud.'),
    next: ['retryServer'],
  },
  signedOut: {
    severity: 'error',
    seen: () => l10n.t('You are signed out.'),
    means: () => l10n.t('Nothing is wrong with the server so far. The rest needs a sign-in.'),
    you: () => l10n.t('Sign in.'),
    next: ['signIn'],
  },
  keyringUnreadable: {
    severity: 'error',
    seen: () => l10n.t('The keyring of this computer did not give out your password.'),
    means: () => l10n.t('Nothing is wrong with the server so far. The rest needs a sign-in.'),
    you: () => l10n.t('Unlock the keyring and run this again, or sign in again.'),
    next: ['signIn'],
  },
  passwordRefused: {
    severity: 'error',
    seen: f => l10n.t('{host} rejects the password of “{user}”.', f),
    means: () =>
      l10n.t(
        'It was changed, the app password was revoked, the user is disabled, or the user ID is misspelled.',
      ),
    you: () => l10n.t('Sign in again.'),
    operator: () => l10n.t('Check that the user is enabled.'),
    next: ['signIn', 'changeServerUser'],
  },
  authorizationStripped: {
    severity: 'error',
    seen: f => l10n.t('{host} answers as if no password had been sent.', f),
    means: () =>
      l10n.t('The header “Authorization” does not reach Nextcloud. Every password is rejected in this way.'),
    you: askOperator,
    operator: () =>
      l10n.t(
        'Pass the header on to PHP: “CGIPassAuth On” in Apache, “fastcgi_param HTTP_AUTHORIZATION $http_authorization” in nginx, or “SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1”.',
      ),
  },
  appPasswordNeeded: {
    severity: 'error',
    seen: f => l10n.t('{host} does not accept the login password of “{user}” here.', f),
    means: () =>
      l10n.t('The user has two-factor authentication, or the server enforces it or app passwords.'),
    you: () => l10n.t('Sign in with the browser, or with an app password.'),
    next: ['signIn'],
  },
  signInUnclear: {
    severity: 'error',
    seen: f => l10n.t('{host} does not accept the sign-in as “{user}”, and does not say why.', f),
    means: () =>
      l10n.t(
        'The password is wrong, an app password is needed because of two-factor authentication, or the header “Authorization” does not reach Nextcloud.',
      ),
    you: () => l10n.t('Sign in again, with the browser if possible.'),
    operator: () => l10n.t('If every password is rejected, pass the header “Authorization” on to PHP.'),
    next: ['signIn'],
  },
  provisioningOff: {
    severity: 'error',
    seen: f => l10n.t('The server does not know {path}.', f),
    means: () => l10n.t('The app “Provisioning API” is disabled, or damaged.'),
    you: askOperator,
    operator: () => l10n.t('Run “occ app:enable provisioning_api”.'),
    next: ['retryServer'],
  },
  plainUser: {
    severity: 'error',
    seen: f => l10n.t('“{user}” is neither an administrator nor a group administrator.', f),
    means: () => l10n.t('The server is well, but this user may not administer anything.'),
    you: () => l10n.t('Sign in as another user, or ask an administrator for the rights.'),
    operator: () => l10n.t('Add the user to the group “admin”, or make the user a group administrator.'),
    next: ['changeServerUser'],
  },
  networkNotAllowed: {
    severity: 'error',
    seen: f => l10n.t('{host} says that administration is not allowed from your IP address.', f),
    means: () => l10n.t('The server admits administrators from certain networks only.'),
    you: () => l10n.t('Connect from an allowed network, for example by VPN.'),
    operator: () => l10n.t('Check “allowed_admin_ranges” and “trusted_proxies” in config.php.'),
    next: ['retryServer'],
  },
  listFails: {
    severity: 'warning',
    seen: f => l10n.t('The list of users fails (code {status}).', f),
    means: () =>
      l10n.t(
        'One broken user, such as one lost by its directory, makes the whole list fail. Users are read one by one, which is slow.',
      ),
    you: askOperator,
    operator: () =>
      l10n.t(
        'Find the user in “nextcloud.log”, and repair or remove it (“occ user:list”, “occ ldap:show-remnants”).',
      ),
  },
  slowList: {
    severity: 'warning',
    seen: f => l10n.t('The first users took {seconds} seconds.', f),
    means: () => l10n.t('The server reads the storage or the directory of each user.'),
    you: () => l10n.t('Be patient. The second time is usually faster.'),
    operator: () => l10n.t('Check the load, the memory cache, and the connection to the directory (LDAP).'),
  },
  methodsBlocked: {
    severity: 'error',
    seen: f => l10n.t('Something in front of {host} rejects {methods} requests (HTTP {status}).', f),
    means: () => l10n.t('A firewall, such as mod_security, blocks them: users can be seen but not changed.'),
    you: askOperator,
    operator: () => l10n.t('Allow GET, POST, PUT, PATCH, and DELETE below “/ocs/”.'),
  },
  patchBlocked: {
    severity: 'warning',
    seen: f => l10n.t('Something in front of {host} rejects PATCH requests (HTTP {status}).', f),
    means: () => l10n.t('Each changed field needs a request of its own, which is slower.'),
    you: askOperator,
    operator: () => l10n.t('Allow GET, POST, PUT, PATCH, and DELETE below “/ocs/”.'),
  },
  errorPages: {
    severity: 'warning',
    seen: f => l10n.t('A proxy replaces error messages of {host} by pages of its own (HTTP {status}).', f),
    means: () => l10n.t('When Nextcloud refuses something, its reason is lost on the way.'),
    you: askOperator,
    operator: () => l10n.t('Turn off such pages below “/ocs/” (in nginx “proxy_intercept_errors off”).'),
  },
  confirmationNeeded: {
    severity: 'information',
    seen: () => l10n.t('The server wants the login password confirmed before changes.'),
    means: () =>
      l10n.t('An app password alone only reads. You will be asked once; the answer holds for 30 minutes.'),
    you: () => l10n.t('Have the login password ready when you change something.'),
  },
  editsLimited: {
    severity: 'warning',
    seen: f => l10n.t('The server’s limit on changes to users is reached (HTTP {status}).', f),
    means: () =>
      l10n.t(
        'It allows only a number of changes within ten minutes. Plans wait for it and go on by themselves.',
      ),
    you: () => l10n.t('Wait up to ten minutes.'),
  },
} as const satisfies FindingTexts;
