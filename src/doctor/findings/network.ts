import * as l10n from '@vscode/l10n';
import type { FindingTexts } from '../words.ts';

const checkNetwork = () =>
  l10n.t('Check the network connection, the VPN, and the proxy in the settings of VS Code (“http.proxy”).');

/** Found on the way to the server, before it has said anything. */
export const networkFindings = {
  addressInvalid: {
    severity: 'error',
    seen: f => l10n.t('“{address}” is not a web address.', f),
    means: () => l10n.t('No request can be sent.'),
    you: () => l10n.t('Enter the address that you open in the browser, beginning with https://.'),
    next: ['changeServerUrl'],
  },
  plainHttp: {
    severity: 'warning',
    seen: () => l10n.t('The address begins with http://.'),
    means: f => l10n.t('Anyone on the network between you and {host} can read your password.', f),
    you: () => l10n.t('Use the address with https:// if the server has one.'),
    operator: () => l10n.t('Set up a certificate, and redirect http:// to https://.'),
    next: ['changeServerUrl'],
  },
  hostNotFound: {
    severity: 'error',
    seen: f => l10n.t('The host name {hostname} cannot be found ({code}).', f),
    means: () =>
      l10n.t(
        'The name is misspelled or no longer exists, or the name server of this network does not know it.',
      ),
    you: () => l10n.t('Check the address. If it opens in a browser, check the VPN and the proxy.'),
    operator: f => l10n.t('Check the DNS entry of {hostname}.', f),
    next: ['changeServerUrl'],
  },
  connectionRefused: {
    severity: 'error',
    seen: f => l10n.t('{host} refuses connections (port {port}).', f),
    means: () => l10n.t('The web server is not running, listens on another port, or a firewall rejects you.'),
    you: () => l10n.t('Check the port in the address.'),
    operator: f => l10n.t('Start the web server, and let port {port} through.', f),
    next: ['changeServerUrl', 'retryServer'],
  },
  noAnswer: {
    severity: 'error',
    seen: f => l10n.t('{host} did not answer within {seconds} seconds.', f),
    means: () =>
      l10n.t('A firewall drops the connection, the server is overloaded, or it cannot be reached from here.'),
    you: checkNetwork,
    operator: f => l10n.t('Check the load of the server, and that the firewall lets port {port} through.', f),
    next: ['retryServer'],
  },
  unreachable: {
    severity: 'error',
    seen: f => l10n.t('There is no route to {host} ({code}).', f),
    means: () =>
      l10n.t('This computer is offline, or the server is in a network that cannot be reached from here.'),
    you: checkNetwork,
    next: ['retryServer'],
  },
  connectionLost: {
    severity: 'error',
    seen: f => l10n.t('The connection to {host} broke off without an answer ({code}).', f),
    means: () => l10n.t('Something on the way, or the web server itself, ends the connection.'),
    you: checkNetwork,
    operator: () => l10n.t('Look into the log of the web server, and of the proxy in front of it.'),
    next: ['retryServer'],
  },
  notTls: {
    severity: 'error',
    seen: f => l10n.t('{host} does not speak TLS on port {port} ({code}).', f),
    means: () => l10n.t('The port belongs to plain HTTP or to another service.'),
    you: () => l10n.t('Check the port in the address.'),
    operator: f => l10n.t('Enable TLS on port {port}.', f),
    next: ['changeServerUrl'],
  },
  tlsFailed: {
    severity: 'error',
    seen: f => l10n.t('A secure connection to {host} could not be established ({code}).', f),
    means: () => l10n.t('Both sides do not agree on TLS, or the certificate is not fit for it.'),
    you: () => l10n.t('Ask whoever runs the server.'),
    operator: () =>
      l10n.t('Check the certificate, its chain, and the versions of TLS that the web server offers.'),
  },
  certificateUntrusted: {
    severity: 'error',
    seen: f =>
      l10n.t(
        'The certificate of {host} was issued by “{issuer}”, which this computer does not know ({code}).',
        f,
      ),
    means: () =>
      l10n.t(
        'The certificate is self-signed or comes from a private authority, or somebody listens in between.',
      ),
    you: () =>
      l10n.t(
        'Compare the fingerprint with the one that the operator tells you, and trust the certificate only if they match.',
      ),
    operator: () => l10n.t('Use a certificate of a public authority, such as Let’s Encrypt.'),
    next: ['trustCertificate'],
  },
  certificateIncomplete: {
    severity: 'error',
    seen: f => l10n.t('{host} sends its certificate without the one of its issuer “{issuer}” ({code}).', f),
    means: () =>
      l10n.t('Browsers often know the missing certificate, but other programs cannot check the chain.'),
    you: () => l10n.t('Ask whoever runs the server. If you know the issuer, you can trust the certificate.'),
    operator: () => l10n.t('Configure the full chain in the web server (with certbot: “fullchain.pem”).'),
    next: ['trustCertificate'],
  },
  certificateName: {
    severity: 'error',
    seen: f => l10n.t('The certificate was issued for {names}, not for {hostname}.', f),
    means: () =>
      l10n.t('The address is not the one that the server is meant to have, or another server answers.'),
    you: () => l10n.t('Use an address that the certificate names.'),
    operator: f => l10n.t('Get a certificate that names {hostname}.', f),
    next: ['changeServerUrl'],
  },
  certificateExpired: {
    severity: 'error',
    seen: f => l10n.t('The certificate of {host} expired on {to}.', f),
    means: () => l10n.t('It was not renewed, or the web server still uses the old one.'),
    you: () => l10n.t('Ask whoever runs the server.'),
    operator: () => l10n.t('Renew the certificate, and reload the web server.'),
    next: ['retryServer'],
  },
  certificateNotYetValid: {
    severity: 'error',
    seen: f => l10n.t('The certificate of {host} is valid from {from}, which is in the future.', f),
    means: () => l10n.t('It was issued in advance, or with a wrong clock.'),
    you: () => l10n.t('Ask whoever runs the server.'),
    operator: () => l10n.t('Check the clock of the server, and the certificate.'),
  },
  ownClockWrong: {
    severity: 'error',
    seen: f =>
      l10n.t(
        'The certificate of {host} is valid from {from} to {to}. The clock here says {ours}, the server’s {theirs}.',
        f,
      ),
    means: () => l10n.t('The certificate is good, but the clock of this computer is wrong.'),
    you: () => l10n.t('Set the clock of this computer, or let it follow a time server.'),
    next: ['retryServer'],
  },
  certificateEnding: {
    severity: 'warning',
    seen: f => l10n.t('The certificate of {host} expires on {to}.', f),
    means: () => l10n.t('Certificates are usually renewed earlier: the renewal may no longer work.'),
    you: () => l10n.t('Tell whoever runs the server.'),
    operator: () => l10n.t('Check the renewal of the certificate.'),
  },
  clockDiffers: {
    severity: 'warning',
    seen: f => l10n.t('The clock here says {ours}, the server’s {theirs}.', f),
    means: () =>
      l10n.t('Codes of two-factor authentication and sign-ins may be refused, and times are shown wrong.'),
    you: () => l10n.t('Check the clock of this computer.'),
    operator: () => l10n.t('Let the server follow a time server (NTP).'),
  },
} as const satisfies FindingTexts;
