import * as vscode from 'vscode';
import { Servers } from '../../../src/servers/servers.ts';
import type { Services } from '../../../src/servers/services.ts';
import { settingName } from '../../../src/servers/settings.ts';
import { inWords, isCancelled, Messages } from '../../../src/ui/messages.ts';
import type { Answer, ChoiceOptions, InputOptions, Prompts } from '../../../src/ui/prompts.ts';
import { back } from '../../../src/ui/searchPick.ts';
import { theExtension } from '../support/extension.ts';

/** A SecretStorage that tells its listeners, as all windows of a desktop VS Code are told. */
export class SharedSecrets implements vscode.SecretStorage {
  readonly values = new Map<string, string>();
  readonly #emitter = new vscode.EventEmitter<vscode.SecretStorageChangeEvent>();
  readonly onDidChange = this.#emitter.event;
  reads = 0;

  get(key: string): Promise<string | undefined> {
    this.reads++;
    return Promise.resolve(this.values.get(key));
  }

  store(key: string, value: string): Promise<void> {
    this.values.set(key, value);
    this.#emitter.fire({ key });
    return Promise.resolve();
  }

  delete(key: string): Promise<void> {
    this.values.delete(key);
    this.#emitter.fire({ key });
    return Promise.resolve();
  }
}

/** What was asked: of a box its prompt, of a pick its labels, of a modal its message with the detail. */
interface Question {
  kind: 'input' | 'pick' | 'confirm' | 'open';
  text: string;
  value?: string | undefined;
  password?: boolean | undefined;
  error?: string | undefined;
  /** What the button of a box does. */
  help?: (() => unknown) | undefined;
  /** The lines below the labels of a pick. */
  details?: (string | undefined)[];
}

/** For an input the text, for a pick the label, for a modal yes or no; a function decides late. */
type Reply =
  Answer<string> | boolean | ((question: Question) => Answer<string> | boolean | Promise<Answer<string>>);

/** Answers what is asked from a list, and remembers what was asked. A question too many fails the test. */
class ScriptedPrompts implements Prompts {
  readonly asked: Question[] = [];
  readonly replies: Reply[] = [];

  answer(...replies: Reply[]): this {
    this.replies.push(...replies);
    return this;
  }

  async input(options: InputOptions): Promise<Answer<string>> {
    const { prompt, help, ...rest } = options;
    const { value, password, error } = rest;
    const question = {
      kind: 'input' as const,
      text: prompt,
      value,
      password,
      error,
      help: help && (() => help.run()),
    };
    return (await this.#reply(question)) as Answer<string>;
  }

  async pick<T>({ choices }: ChoiceOptions<T>): Promise<Answer<T>> {
    const text = choices.map(({ label }) => label).join(' | ');
    const reply = await this.#reply({ kind: 'pick', text, details: choices.map(({ detail }) => detail) });
    if (reply === undefined || reply === back) return reply;
    const choice = choices.find(({ label }) => label === reply);
    if (!choice) throw new Error(`“${String(reply)}” is not among: ${text}`);
    return choice.value;
  }

  async confirm(message: string, detail: string | readonly string[]): Promise<boolean> {
    return (await this.#reply({ kind: 'confirm', text: [message, detail].flat().join('\n') })) === true;
  }

  async open(url: string): Promise<void> {
    await this.#reply({ kind: 'open', text: url });
  }

  async #reply(question: Question): Promise<Answer<string> | boolean> {
    this.asked.push(question);
    if (this.replies.length === 0) throw new Error(`Nobody expected to be asked: ${question.text}`);
    const reply = this.replies.shift();
    return typeof reply === 'function' ? reply(question) : reply;
  }
}

/** Messages that are kept instead of shown. */
class KeptMessages extends Messages {
  readonly texts: string[] = [];

  override info(message: string): void {
    this.texts.push(message);
  }

  override warn(message: string): void {
    this.texts.push(message);
  }

  override error(error: unknown, what?: string): void {
    if (!isCancelled(error)) this.texts.push([what, inWords(error)].filter(Boolean).join(': '));
  }
}

export interface TestWindow extends Services {
  prompts: ScriptedPrompts;
  messages: KeptMessages;
  dispose(): void;
}

/** The servers as another window of VS Code has them, with its own answers to questions. */
export async function openWindow(
  secrets = new SharedSecrets(),
): Promise<TestWindow & { secrets: SharedSecrets }> {
  const { context, log } = await theExtension();
  const prompts = new ScriptedPrompts();
  const messages = new KeptMessages(log);
  const { extensionMode } = context;
  const servers = new Servers({ secrets, extensionMode }, log, messages, prompts);
  return { context, log, messages, prompts, servers, secrets, dispose: () => servers.dispose() };
}

/** Writes the setting as a person does by hand. */
export async function setServers(value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(settingName, value, vscode.ConfigurationTarget.Global);
}

/** Does in the opened page of Login Flow v2 what a person does: signs in and grants access. */
export async function grantAccess(
  page: string,
  { user, password }: { user: string; password: string },
): Promise<undefined> {
  const post = (path: string, form: Record<string, string>, cookie = '') =>
    fetch(`${page}/${path}`, { method: 'POST', body: new URLSearchParams(form), headers: { cookie } });
  const signedIn = await post('login', { user, password });
  const cookie = signedIn.headers.getSetCookie().map(text => text.split(';')[0]).join('; '); // prettier-ignore
  const [, stateToken = ''] = /name="stateToken" value="([^"]+)"/.exec(await signedIn.text()) ?? [];
  const granted = await post('grant', { stateToken }, cookie);
  if (!granted.ok) throw new Error(`Access was not granted: ${granted.status}`);
  return undefined;
}
