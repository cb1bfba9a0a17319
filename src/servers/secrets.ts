import * as vscode from 'vscode';
import { recordIn } from '../ocs/narrow.ts';
import type { ServerEntry } from './settings.ts';

/** Credentials for one origin and one user. They are never sent to any other server. */
export interface Secret {
  /** “https://cloud.example.com” */
  origin: string;
  user: string;
  /** Login password or app password. */
  password: string;
  /** Created by the sign-in in the browser, and revoked when the user signs out. */
  revocable: boolean;
}

const prefix = 'nextcloudAdmin.server.';

/** Deleted in this window, even if the keyring still has it. */
const gone = Symbol('gone');

/** A keyring that does not respond for this long counts as locked: it may be waiting for a dialog that nobody sees. */
const timeoutMs = 60_000;

/** VS Code's SecretStorage failed because the system's keyring is missing, locked or broken. */
export class KeyringError extends Error {
  constructor(what: 'read' | 'store' | 'delete', cause?: unknown) {
    const reason = cause instanceof Error ? cause.message : '';
    super(
      [problem(what), reason && vscode.l10n.t('Reason: {0}.', reason), repair()].filter(Boolean).join(' '),
      {
        cause,
      },
    );
    this.name = 'KeyringError';
  }
}

function problem(what: 'read' | 'store' | 'delete'): string {
  return {
    read: vscode.l10n.t('Could not read the secret from the keyring.'),
    store: vscode.l10n.t('Could not store the secret in the keyring.'),
    delete: vscode.l10n.t('Could not delete the secret from the keyring.'),
  }[what];
}

function repair(): string {
  return process.platform === 'linux'
    ? vscode.l10n.t(
        'Install or unlock a keyring such as GNOME Keyring or KWallet, or choose another with “password-store” in argv.json (command “Preferences: Configure Runtime Arguments”).',
      )
    : vscode.l10n.t('Unlock the system’s keyring, then retry.');
}

/** Waits for the keyring. Throws `KeyringError`. */
async function asked<T>(what: 'read' | 'store' | 'delete', answer: Thenable<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(vscode.l10n.t('no answer'))), timeoutMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } catch (cause) {
    throw new KeyringError(what, cause);
  } finally {
    clearTimeout(timer);
  }
}

/** One secret per server, in VS Code's SecretStorage and nowhere else. */
export class Secrets {
  readonly #storage: vscode.SecretStorage;
  readonly #inMemory = new Map<string, Secret | typeof gone>();
  readonly #emitter = new vscode.EventEmitter<string>();
  readonly #subscription: vscode.Disposable;
  /** Fires the ID of a server whose secret was stored or deleted, in this window or another. */
  readonly onDidChange = this.#emitter.event;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
    this.#subscription = storage.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) this.#emitter.fire(key.slice(prefix.length));
    });
  }

  /**
   * The secret, if there is one for exactly this origin and user. Throws `KeyringError`.
   */
  async read({ id, url, user }: ServerEntry): Promise<Secret | undefined> {
    const kept = this.#inMemory.get(id);
    if (kept === gone) return undefined;
    const secret = kept ?? parse(await asked('read', this.#storage.get(prefix + id)));
    return secret?.origin === new URL(url).origin && secret.user === user ? secret : undefined;
  }

  /** Throws `KeyringError` if the secret could not be stored. */
  async store(id: string, secret: Secret): Promise<void> {
    const text = JSON.stringify(secret);
    await asked('store', this.#storage.store(prefix + id, text));
    // Some keyrings accept a secret and do not keep it.
    if ((await asked('store', this.#storage.get(prefix + id))) !== text) throw new KeyringError('store');
    this.#inMemory.delete(id);
  }

  /** Deletes the secret, for this window in any case. Throws `KeyringError` if the keyring may still have it. */
  async delete(id: string): Promise<void> {
    this.#inMemory.set(id, gone);
    await asked('delete', this.#storage.delete(prefix + id));
    this.#inMemory.delete(id);
  }

  /** Keeps the secret in memory only, until the window closes. */
  hold(id: string, secret: Secret): void {
    this.#inMemory.set(id, secret);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#emitter.dispose();
  }
}

/** `undefined` for values that are broken or written by another version. */
function parse(text: string | undefined): Secret | undefined {
  if (text === undefined) return undefined;
  try {
    const { origin, user, password, revocable } = recordIn(JSON.parse(text));
    const complete = typeof origin === 'string' && typeof user === 'string' && typeof password === 'string';
    return complete ? { origin, user, password, revocable: revocable === true } : undefined;
  } catch {
    return undefined;
  }
}
