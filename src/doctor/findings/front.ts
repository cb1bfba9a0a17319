import * as l10n from '@vscode/l10n';
import type { FindingTexts } from '../words.ts';

const askOperator = () => l10n.t('Give this report to whoever runs the server.');
const seeLog = () => l10n.t('The reason is in “nextcloud.log” and in the log of the web server.');

/** Found in what answers: the web server, a proxy or a firewall in front of Nextcloud, and Nextcloud as a whole. */
export const frontFindings = {
  notNextcloud: {
    severity: 'error',
    seen: f => l10n.t('{url} answers without being a Nextcloud (HTTP {status}).', f),
    means: () => l10n.t('The address leads to another website, or the folder of Nextcloud is missing in it.'),
    you: () => l10n.t('Open Nextcloud in the browser and copy the address from there.'),
    operator: () => l10n.t('Let “/status.php” below the address of Nextcloud be answered by Nextcloud.'),
    next: ['changeServerUrl', 'openServerInBrowser'],
  },
  redirected: {
    severity: 'error',
    seen: f => l10n.t('{origin} redirects to {target}.', f),
    means: () => l10n.t('The server has another address. No password is sent there unless you say so.'),
    you: f => l10n.t('If {target} is the right server, use that address.', f),
    operator: () =>
      l10n.t(
        'If the redirect is wrong, check the web server, and “overwritehost” and “overwriteprotocol” in config.php.',
      ),
    next: ['changeServerUrl'],
  },
  signInPage: {
    severity: 'error',
    seen: f => l10n.t('A web page answers instead of Nextcloud ({path}, HTTP {status}).', f),
    means: () =>
      l10n.t(
        'A sign-in page, such as single sign-on or that of a public network, stands in front of the server.',
      ),
    you: () => l10n.t('Sign in to the network, or connect to the VPN.'),
    operator: () => l10n.t('Let requests to “/ocs/” and “/status.php” through without that sign-in.'),
    next: ['openServerInBrowser', 'retryServer'],
  },
  networkSignIn: {
    severity: 'error',
    seen: f => l10n.t('A proxy of the network asks for a sign-in (HTTP {status}).', f),
    means: f => l10n.t('The request never reached {host}.', f),
    you: () => l10n.t('Set user name and password of the proxy in the settings of VS Code (“http.proxy”).'),
    next: ['retryServer'],
  },
  proxySignIn: {
    severity: 'error',
    seen: f => l10n.t('Something in front of {host} asks for a sign-in of its own (HTTP {status}).', f),
    means: () =>
      l10n.t('The web server or a proxy has a password of its own, which takes the place of Nextcloud’s.'),
    you: askOperator,
    operator: () => l10n.t('Remove the password of the web server for “/ocs/” and “/status.php”.'),
  },
  gatewayDown: {
    severity: 'error',
    seen: f => l10n.t('A gateway answers for {host}: HTTP {status}.', f),
    means: () => l10n.t('PHP or the web server behind the gateway is down, overloaded, or too slow.'),
    you: () => l10n.t('Try again in a few minutes.'),
    operator: () => l10n.t('Check that PHP-FPM is running, and look into its log.'),
    next: ['retryServer'],
  },
  untrustedDomain: {
    severity: 'error',
    seen: f => l10n.t('Nextcloud refuses the address {host} (HTTP {status}).', f),
    means: () => l10n.t('This address is not among the server’s trusted domains.'),
    you: () => l10n.t('Use the address that others use.'),
    operator: f => l10n.t('Add “{hostname}” to “trusted_domains” in config.php.', f),
    next: ['changeServerUrl'],
  },
  notInstalled: {
    severity: 'error',
    seen: () => l10n.t('Nextcloud is there but has not been set up.'),
    means: () => l10n.t('It has no database and no users yet, or does not find its configuration.'),
    you: () => l10n.t('Open the server in the browser to set it up.'),
    operator: () =>
      l10n.t('If it was set up before, check that config.php can be read and the data folder is mounted.'),
    next: ['openServerInBrowser'],
  },
  maintenance: {
    severity: 'error',
    seen: f => l10n.t('{host} is in maintenance mode.', f),
    means: () => l10n.t('Someone updates the server or makes a backup, or an update broke off.'),
    you: () => l10n.t('Try again later.'),
    operator: () => l10n.t('When the work is done, run “occ maintenance:mode --off”.'),
    next: ['retryServer'],
  },
  upgradeNeeded: {
    severity: 'error',
    seen: f => l10n.t('{host} waits for an upgrade of its database.', f),
    means: () =>
      l10n.t('The program was updated, the database was not. Until then, everybody is turned away.'),
    you: () => l10n.t('Try again after the upgrade.'),
    operator: () => l10n.t('Run “occ upgrade”, or open the server in the browser and start the update.'),
    next: ['openServerInBrowser', 'retryServer'],
  },
  headerStripped: {
    severity: 'error',
    seen: f => l10n.t('{host} answers “CSRF check failed” (HTTP {status}).', f),
    means: () => l10n.t('The header “OCS-APIRequest” does not reach Nextcloud.'),
    you: askOperator,
    operator: () => l10n.t('Let the proxy or firewall pass the header “OCS-APIRequest” on.'),
  },
  blocked: {
    severity: 'error',
    seen: f => l10n.t('Something in front of {host} rejects {method} {path} (HTTP {status}).', f),
    means: () =>
      l10n.t('A firewall, such as mod_security, or a rule of the web server blocks Nextcloud’s API.'),
    you: askOperator,
    operator: () => l10n.t('Allow GET, POST, PUT, PATCH, and DELETE below “/ocs/”.'),
  },
  apiMissing: {
    severity: 'error',
    seen: f => l10n.t('The web server does not find {path} (HTTP {status}).', f),
    means: () => l10n.t('Nextcloud is there, but the web server does not pass “/ocs/” on to it.'),
    you: askOperator,
    operator: () => l10n.t('Compare the configuration of the web server with the one in Nextcloud’s manual.'),
  },
  serverError: {
    severity: 'error',
    seen: f => l10n.t('Nextcloud failed with an internal error ({path}, code {status}).', f),
    means: () => l10n.t('An app, the database, or the storage of the server is broken.'),
    you: askOperator,
    operator: seeLog,
    next: ['retryServer'],
  },
  answerEmpty: {
    severity: 'error',
    seen: f => l10n.t('The answer to {path} is empty (HTTP {status}).', f),
    means: () => l10n.t('PHP ended without a word, usually because of an error or lack of memory.'),
    you: askOperator,
    operator: seeLog,
  },
  answerCut: {
    severity: 'error',
    seen: f => l10n.t('The answer to {path} ended before it was complete.', f),
    means: () =>
      l10n.t('PHP, the web server, or a proxy broke it off, such as after a time limit or on a full disk.'),
    you: askOperator,
    operator: () => l10n.t('Check time limits, buffers, and free space of the web server and the proxy.'),
    next: ['retryServer'],
  },
  answerOdd: {
    severity: 'error',
    seen: f => l10n.t('The answer to {path} cannot be read (HTTP {status}).', f),
    means: () => l10n.t('It is damaged, or does not come from Nextcloud.'),
    you: askOperator,
    operator: () => l10n.t('Check compression and filters of the proxy, and that PHP prints no messages.'),
  },
  phpMessages: {
    severity: 'warning',
    seen: () => l10n.t('PHP prints messages into its answers.'),
    means: () =>
      l10n.t('Other programs cannot read such answers, and the messages tell strangers about the server.'),
    you: askOperator,
    operator: () =>
      l10n.t('Set “display_errors = Off” in php.ini. The messages are still written to the log.'),
  },
  tooOld: {
    severity: 'warning',
    seen: f => l10n.t('The server runs Nextcloud {version}.', f),
    means: f => l10n.t('Versions before {needed} were not tried: some things may not work.', f),
    you: askOperator,
    operator: () => l10n.t('Update Nextcloud.'),
  },
  wrongProtocol: {
    severity: 'warning',
    seen: f => l10n.t('The server takes {target} for its own address. You use {origin}.', f),
    means: () => l10n.t('A proxy ends TLS and Nextcloud does not know. The sign-in with the browser fails.'),
    you: () => l10n.t('Sign in with user ID and app password instead.'),
    operator: () =>
      l10n.t(
        'Set “overwriteprotocol” to “https” and check “trusted_proxies” and “overwrite.cli.url” in config.php.',
      ),
  },
  wrongHost: {
    severity: 'warning',
    seen: f => l10n.t('The server takes {target} for its own address. You use {origin}.', f),
    means: () => l10n.t('Its links lead elsewhere. The sign-in with the browser fails.'),
    you: f => l10n.t('Use {target}, or sign in with user ID and app password.', f),
    operator: () =>
      l10n.t('Check “overwritehost”, “overwrite.cli.url”, and “trusted_proxies” in config.php.'),
    next: ['changeServerUrl'],
  },
} as const satisfies FindingTexts;
