import * as vscode from 'vscode';
import { policyOf, type ErrorKind, type NextcloudError, type Role } from '../ocs/index.ts';
import type { CommandId } from '../ui/commands.ts';
import type { Connection } from './connection.ts';

/** The state of a server. `idle`: no request in this session yet. */
export type ServerState =
  | { kind: 'signedOut' }
  | { kind: 'idle' }
  | { kind: 'signingIn' }
  | { kind: 'connected'; connection: Connection }
  | { kind: Trouble; error: NextcloudError };

type Trouble =
  | 'keyring'
  | 'unreachable'
  | 'maintenance'
  | 'certificate'
  | 'wrongPassword'
  | 'insufficientRights'
  | 'failed';

/** How a row shows a state. `action` is the next step for the user. */
export interface Appearance {
  icon: vscode.ThemeIcon;
  words: string;
  /** The same, as far as it is worth the place on the row: nothing while all is well. */
  brief: string;
  action?: CommandId;
}

const troubleOf: Record<ErrorKind, Trouble> = {
  auth: 'wrongPassword',
  forbidden: 'insufficientRights',
  passwordConfirmation: 'failed',
  notFound: 'failed',
  conflict: 'failed',
  invalid: 'failed',
  rateLimited: 'failed',
  maintenance: 'maintenance',
  unsupported: 'failed',
  tls: 'certificate',
  network: 'unreachable',
  timeout: 'unreachable',
  aborted: 'failed',
  protocol: 'failed',
  server: 'failed',
};

/** The state after a failed attempt to connect. */
export function stateAfter(error: NextcloudError): ServerState {
  return { kind: troubleOf[error.kind], error };
}

/** Whether an error is about the server as a whole, whichever call it came from. */
export function concernsServer(error: NextcloudError): boolean {
  // Neither a slow write nor an unconfirmed password changes the state of the server.
  return policyOf(error)?.meets === 'all' && troubleOf[error.kind] !== 'failed' && !error.isOpen;
}

/** Send nothing until the user acts in states that only they can resolve: servers throttle repeated failures. */
export function needsPerson(state: ServerState): state is Extract<ServerState, { error: NextcloudError }> {
  return state.kind === 'wrongPassword' || state.kind === 'insufficientRights' || state.kind === 'keyring';
}

/** Whether the state ends as soon as one call succeeds. */
export function isPassing({ kind }: ServerState): boolean {
  return kind === 'unreachable' || kind === 'maintenance';
}

type Row = readonly [icon: string, color: string, words: () => string, action?: CommandId];

const rows: Record<ServerState['kind'], Row> = {
  signedOut: ['account', 'disabledForeground', () => vscode.l10n.t('signed out'), 'signIn'],
  idle: ['server', 'icon.foreground', () => ''],
  signingIn: ['loading~spin', 'icon.foreground', () => vscode.l10n.t('signing in…')],
  connected: ['server-environment', 'charts.green', () => vscode.l10n.t('connected')],
  unreachable: ['debug-disconnect', 'errorForeground', () => vscode.l10n.t('unreachable'), 'retryServer'],
  maintenance: ['tools', 'charts.yellow', () => vscode.l10n.t('in maintenance'), 'retryServer'],
  certificate: [
    'shield',
    'errorForeground',
    () => vscode.l10n.t('certificate not trusted'),
    'trustCertificate',
  ],
  keyring: ['lock', 'errorForeground', () => vscode.l10n.t('keyring cannot be read'), 'signIn'],
  wrongPassword: ['key', 'errorForeground', () => vscode.l10n.t('password refused'), 'signIn'],
  insufficientRights: [
    'lock',
    'charts.yellow',
    () => vscode.l10n.t('not an administrator'),
    'changeServerUser',
  ],
  failed: ['error', 'errorForeground', () => vscode.l10n.t('failed'), 'retryServer'],
};

/** How a server's row looks in this state. */
export function appearance(state: ServerState): Appearance {
  const [icon, color, words, action] = rows[state.kind];
  const isConnected = state.kind === 'connected';
  return {
    icon: new vscode.ThemeIcon(icon, new vscode.ThemeColor(color)),
    words: isConnected ? facts(state.connection) : words(),
    brief: isConnected ? '' : words(),
    ...(action && { action }),
  };
}

/** The role for display. */
export function roleName(role: Role): string {
  return {
    admin: vscode.l10n.t('administrator'),
    delegated: vscode.l10n.t('delegated administrator'),
    subadmin: vscode.l10n.t('group administrator'),
    user: vscode.l10n.t('user'),
  }[role];
}

function facts({ version, me, role }: Connection): string {
  return [version, me.userId, roleName(role)].join(' · ');
}
