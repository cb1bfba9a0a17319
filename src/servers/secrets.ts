import * as vscode from 'vscode';
import type { ServerEntry } from './settings.ts';

/** What is needed to sign in. It belongs to one origin and one user and is given to nobody else. */
export interface Secret {
  /** "https://cloud.example.com" */
  origin: string;
  user: string;
  /** Login password or app password. */
  password: string;
  /** Made by the browser flow for this editor: revoked when the person signs out. */
  revocable: boolean;
}

const prefix = 'nextcloudAdmin.server.';

/** Deleted here, though the keyring may not have done so. */
const gone = Symbol('gone');

/** Milliseconds after which a keyring that says nothing counts as locked: it may wait for a dialog that nobody sees. */
const patienceMs = 60_000;

/** VS Code's SecretStorage refused, as the system's keyring is missing, locked or broken. */
export class KeyringError extends Error {
  constructor(what: 'read' | 'store' | 'delete', cause?: unknown) {
    const reason = cause instanceof Error && cause.message ? ` (${cause.message})` : '';
    const sentences = {
      read: vscode.l10n.t('VS Code cannot read the secret from the keyring{0}.', reason),
      store: vscode.l10n.t('VS Code cannot store the secret in the keyring{0}.', reason),
      delete: vscode.l10n.t('VS Code cannot delete the secret from the keyring{0}.', reason),
    };
    super(`${sentences[what]} ${repair()}`, { cause });
    this.name = 'KeyringError';
  }
}

function repair(): string {
  return process.platform === 'linux'
    ? vscode.l10n.t(
        'Install or unlock a keyring such as GNOME Keyring or KWallet, or choose another with “password-store” in argv.json (command “Preferences: Configure Runtime Arguments”).',
      )
    : vscode.l10n.t('Unlock the keyring of your system, then try again.');
}

/** The answer of the keyring, or a `KeyringError`. */
async function asked<T>(what: 'read' | 'store' | 'delete', answer: Thenable<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(vscode.l10n.t('no answer'))), patienceMs);
  });
  try {
    return await Promise.race([answer, silence]);
  } catch (cause) {
    throw new KeyringError(what, cause);
  } finally {
    clearTimeout(timer);
  }
}

/** One secret a server, in VS Code's SecretStorage and nowhere else. */
export class Secrets {
  readonly #storage: vscode.SecretStorage;
  readonly #inMemory = new Map<string, Secret | typeof gone>();
  readonly #emitter = new vscode.EventEmitter<string>();
  readonly #subscription: vscode.Disposable;
  /** The id of the server whose secret was written or deleted, by this window or another. */
  readonly onDidChange = this.#emitter.event;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
    this.#subscription = storage.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) this.#emitter.fire(key.slice(prefix.length));
    });
  }

  /**
   * The secret, if there is one and it was made for just this origin and user. Throws `KeyringError` where VS Code cannot
   * read what it keeps.
   */
  async read({ id, url, user }: ServerEntry): Promise<Secret | undefined> {
    const kept = this.#inMemory.get(id);
    if (kept === gone) return undefined;
    const secret = kept ?? parse(await asked('read', this.#storage.get(prefix + id)));
    return secret?.origin === new URL(url).origin && secret.user === user ? secret : undefined;
  }

  /** Throws `KeyringError` where VS Code does not keep it. */
  async store(id: string, secret: Secret): Promise<void> {
    const text = JSON.stringify(secret);
    await asked('store', this.#storage.store(prefix + id, text));
    // Some keyrings accept what they do not keep.
    if ((await asked('store', this.#storage.get(prefix + id))) !== text) throw new KeyringError('store');
    this.#inMemory.delete(id);
  }

  /** Afterwards there is none for this window, whatever the keyring does. Throws `KeyringError` where it still holds it. */
  async delete(id: string): Promise<void> {
    this.#inMemory.set(id, gone);
    await asked('delete', this.#storage.delete(prefix + id));
    this.#inMemory.delete(id);
  }

  /** Keeps it in memory until the window closes, and nowhere else. */
  hold(id: string, secret: Secret): void {
    this.#inMemory.set(id, secret);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#emitter.dispose();
  }
}

/** A value of another version, or spoilt, is no secret. */
function parse(text: string | undefined): Secret | undefined {
  if (text === undefined) return undefined;
  try {
    const { origin, user, password, revocable } = JSON.parse(text) as Record<string, unknown>;
    const complete = typeof origin === 'string' && typeof user === 'string' && typeof password === 'string';
    return complete ? { origin, user, password, revocable: revocable === true } : undefined;
  } catch {
    return undefined;
  }
}
