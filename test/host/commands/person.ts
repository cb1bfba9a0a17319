import * as vscode from 'vscode';
import { CodeDesk } from '../../../src/commands/code/desk.ts';
import type { Action } from '../../../src/commands/engine/action.ts';
import { actions } from '../../../src/commands/actions.ts';
import type { ActionContext, Questions } from '../../../src/commands/engine/context.ts';
import { execute } from '../../../src/commands/engine/dispatch.ts';
import { RunDesk } from '../../../src/runs/desk.ts';
import { Reports } from '../../../src/commands/engine/reports.ts';
import { UndoStack } from '../../../src/commands/engine/undo.ts';
import type { Server } from '../../../src/servers/server.ts';
import { Busy } from '../../../src/subjects/busy.ts';
import { Decorations } from '../../../src/tree/decorations.ts';
import { TreeNode, type TreeContext } from '../../../src/tree/nodes/node.ts';
import { TreeProvider } from '../../../src/tree/provider.ts';
import { subjectKey } from '../../../src/subjects/subject.ts';
import type { Subject } from '../../../src/subjects/subject.ts';
import { inWords, isCancelled, Messages } from '../../../src/ui/messages.ts';
import type { MessageButton } from '../../../src/ui/messages.ts';
import type { Answer } from '../../../src/ui/prompts.ts';
import type { back } from '../../../src/ui/searchPick.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { openWindow, type TestWindow } from '../servers/window.ts';

/** A text typed, a label picked, rows ticked (and others no longer), yes or no; `undefined` is Escape. */
export type Reply = string | boolean | { tick?: string[]; untick?: string[] } | typeof back | undefined;

export interface Said {
  level: 'info' | 'warn' | 'error';
  text: string;
  choices: MessageButton[];
}

/** Somebody who answers from a list, remembers what was asked, and reads all messages. */
export class Person extends Messages {
  readonly asked: string[] = [];
  readonly said: Said[] = [];
  readonly copied: string[] = [];
  readonly opened: string[] = [];
  #replies: Reply[] = [];

  readonly questions: Questions = {
    input: ({ prompt, error }) => Promise.resolve(this.#reply(error ?? prompt) as Answer<string>),
    pick: ({ choices, placeholder }) => {
      const reply = this.#reply(placeholder);
      const answer = typeof reply === 'string' ? this.#labelled(choices, reply) : (reply as Answer<never>);
      return Promise.resolve(answer);
    },
    search: async ({ placeholder, ...options }) => {
      const reply = this.#reply(placeholder);
      if (typeof reply !== 'string') return reply as Answer<never>;
      return this.#labelled(await options.search(reply, AbortSignal.timeout(5000)), reply);
    },
    searchMany: async ({ selected, key, placeholder, ...options }) => {
      const reply = this.#reply(placeholder);
      if (typeof reply !== 'object') return reply as Answer<never>;
      const ticked = await Promise.all(
        (reply.tick ?? []).map(async text =>
          this.#labelled(await options.search(text, AbortSignal.timeout(5000)), text),
        ),
      );
      return [...selected.filter(value => !reply.untick?.includes(key(value))), ...ticked];
    },
    confirm: (message, detail) => Promise.resolve(this.#reply([message, detail].flat().join('\n')) === true),
    inform: (message, detail) => Promise.resolve(this.#reply([message, ...detail].join('\n')) === true),
    saveAs: ({ title = '' }) => Promise.resolve(this.#path(title)),
    openFile: ({ title = '' }) => Promise.resolve(this.#path(title)),
    openFolder: ({ title = '' }) => Promise.resolve(this.#path(title)),
    copy: text => Promise.resolve(void this.copied.push(text)),
    open: url => Promise.resolve(void this.opened.push(url)),
  };

  will(...replies: Reply[]): void {
    this.#replies = replies;
  }

  get repliesLeft(): number {
    return this.#replies.length;
  }

  /** Presses a button of the last message. */
  async press(title: string): Promise<void> {
    const choice = this.said.at(-1)?.choices.find(candidate => candidate.title === title);
    if (!choice) throw new Error(`No button “${title}” below: ${this.said.at(-1)?.text ?? 'nothing'}`);
    await choice.run();
  }

  get lastSaid(): string {
    return this.said.at(-1)?.text ?? '';
  }

  override info(text: string, ...choices: MessageButton[]): void {
    this.said.push({ level: 'info', text, choices });
  }

  override warn(text: string, ...choices: MessageButton[]): void {
    this.said.push({ level: 'warn', text, choices });
  }

  override error(error: unknown, what?: string, ...choices: MessageButton[]): void {
    if (isCancelled(error)) return;
    this.said.push({ level: 'error', text: [what, inWords(error)].filter(Boolean).join(': '), choices });
  }

  #labelled<T>(choices: readonly { label: string; description?: string; value: T }[], text: string): T {
    const found = choices.find(
      ({ label, description = '' }) => label === text || description.split(' · ')[0] === text,
    );
    if (!found) throw new Error(`“${text}” is not among: ${choices.map(({ label }) => label).join(' | ')}`);
    return found.value;
  }

  #path(question: string): vscode.Uri | undefined {
    const path = this.#reply(question);
    return typeof path === 'string' ? vscode.Uri.file(path) : undefined;
  }

  #reply(question: string): Reply {
    this.asked.push(question);
    if (this.#replies.length === 0) throw new Error(`Nobody expected to be asked: ${question}`);
    return this.#replies.shift();
  }
}

/** A row of the tree as far as commands look at it. */
class Row extends TreeNode {
  readonly #subject: Subject;

  constructor(subject: Subject) {
    const context = { busy: new Busy(), refresh: () => undefined, gone: () => undefined };
    super({ ...context, desk: Object.create(null) as TreeContext['desk'] }, subjectKey(subject));
    this.#subject = subject;
  }

  override get subject(): Subject {
    return this.#subject;
  }

  item(): vscode.TreeItem {
    return new vscode.TreeItem(this.id);
  }
}

export interface Desk {
  person: Person;
  /** What servers themselves ask, such as for the login password. */
  prompts: TestWindow['prompts'];
  context: ActionContext;
  server: Server;
  provider: TreeProvider;
  /** Runs an action of the table as a click on rows does, or, without subjects, as the palette does. */
  run(id: string, ...subjects: Subject[]): Promise<void>;
  dispose(): void;
}

/** A person with the extension's commands, signed in to the simulated server as its administrator. */
export function sitDown(...nextclouds: SimulatedNextcloud[]): Promise<Desk> {
  return sitDownAs(undefined, ...nextclouds);
}

/** The same, signed in as somebody else. */
export async function sitDownAs(
  login: { user: string; password: string } | undefined,
  ...nextclouds: SimulatedNextcloud[]
): Promise<Desk> {
  const window = await openWindow();
  const { context, log, servers } = window;
  const added = [];
  for (const { url, admin } of nextclouds) {
    const secret = { origin: new URL(url).origin, ...(login ?? admin), revocable: false };
    added.push(await servers.add({ url, user: secret.user }, secret));
  }
  const [server] = added as [Server];
  const person = new Person(log);
  const desk = new RunDesk({ context });
  const busy = new Busy();
  const provider = new TreeProvider(servers, desk, busy, new Decorations());
  const reports = new Reports();
  const view = { selection: [] as TreeNode[] } as unknown as vscode.TreeView<TreeNode>;
  const focus = { rows: () => Promise.resolve([]) };
  const open = (uri: vscode.Uri) => Promise.resolve(void person.opened.push(uri.toString()));
  const code = new CodeDesk();
  const actionContext: ActionContext = {
    ...{
      context,
      log,
      servers,
      reports,
      desk,
      open,
      messages: person,
      ask: person.questions,
      undo: new UndoStack(),
      imports: new Map(),
      code: () => code.editor(actionContext),
    },
    tree: { view, provider, busy, focus },
  } as unknown as ActionContext;
  const run = (id: string, ...subjects: Subject[]) => {
    const rows = subjects.map(subject => new Row(subject));
    return execute(actionContext, theAction(id), ...(rows.length > 0 ? [rows[0], rows] : []));
  };
  const end = () => {
    for (const disposable of [code, provider, reports, desk, busy]) disposable.dispose();
    window.dispose();
  };
  return { person, prompts: window.prompts, context: actionContext, server, provider, run, dispose: end };
}

export function theAction(id: string): Action {
  const action = actions.find(candidate => candidate.id === id);
  if (!action) throw new Error(`There is no action ${id}.`);
  return action;
}
