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

/** One secret a server, in VS Code's SecretStorage and nowhere else. */
export class Secrets {
  readonly #storage: vscode.SecretStorage;
  readonly #inMemory = new Map<string, Secret>();
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

  /** The secret, if there is one and it was made for just this origin and user. */
  async read({ id, url, user }: ServerEntry): Promise<Secret | undefined> {
    const secret = this.#inMemory.get(id) ?? parse(await this.#storage.get(prefix + id));
    return secret?.origin === new URL(url).origin && secret.user === user ? secret : undefined;
  }

  async store(id: string, secret: Secret): Promise<void> {
    await this.#storage.store(prefix + id, JSON.stringify(secret));
  }

  async delete(id: string): Promise<void> {
    this.#inMemory.delete(id);
    await this.#storage.delete(prefix + id);
  }

  /** For the demo server: known until the window closes. */
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
