import * as vscode from 'vscode';
import { readActual } from '../../keep/code/actual.ts';
import { findingsOf, type CodeFinding } from '../../keep/code/findings.ts';
import { serversIn } from '../../keep/code/merge.ts';
import { planCode, type CodePlan } from '../../keep/code/planCode.ts';
import { resolveCode } from '../../keep/code/resolve.ts';
import type { CodeProblem, Desired } from '../../keep/code/types.ts';
import { Disposables } from '../../ui/disposables.ts';
import { plainLine } from '../../ui/plain.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type { ActionContext } from '../engine/context.ts';
import { apply } from '../plans/applying.ts';
import { openPlan } from '../plans/openPlan.ts';
import { CodeCompletion } from './completion.ts';
import { CodeLenses } from './lenses.ts';
import { CodeMarks } from './marks.ts';
import { passwordsFor } from './passwords.ts';
import { selector } from './selector.ts';
import { loadFrom, type LoadedCode } from './source.ts';
import { chooseTarget, type CodeTarget } from './target.ts';

/** Typing is followed when it pauses. */
const pauseMs = 300;

/** A plan of a file for a server. */
interface PlannedFile extends CodePlan {
  target: CodeTarget;
  title: string;
  desired: Desired;
  findings: readonly CodeFinding[];
}

/** Languages in which files are completed, each with what begins a completion beside letters. */
const completed = { json: ['"'], yaml: ['"', ' ', '['] };

/** What VS Code knows of files that say what a server is to be like: buttons, completion, marks, and their plans. */
export class CodeEditor extends Disposables {
  readonly #context: ActionContext;
  readonly #marks = this.add(new CodeMarks());
  /** By URI: against which server a file was checked last. */
  readonly #checked = new Map<string, CodeTarget>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(context: ActionContext) {
    super();
    this.#context = context;
    this.add(vscode.languages.registerCodeLensProvider(selector, new CodeLenses()));
    const completion = new CodeCompletion(context.servers);
    for (const [language, triggers] of Object.entries(completed))
      this.add(
        vscode.languages.registerCompletionItemProvider({ ...selector, language }, completion, ...triggers),
      );
    this.add(vscode.workspace.onDidOpenTextDocument(document => this.#wait(document)));
    this.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#wait(document)));
    this.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#again(uri)));
    this.add(
      context.desk.onDidEnd(({ server }) => {
        for (const [uri, target] of this.#checked)
          if (target.server === server) this.#again(vscode.Uri.parse(uri, true));
      }),
    );
    this.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#closed(uri)));
    this.add({ dispose: () => this.#timers.forEach(timer => clearTimeout(timer)) });
    for (const document of vscode.workspace.textDocuments)
      if (isCode(document)) void this.#look(document.uri);
  }

  /** Opens the plan of a file, by default of the one in the active editor. Throws what a person is to be told. */
  async plan(file?: string, server?: string): Promise<void> {
    const planned = await this.#plan(vscode.l10n.t('Plan'), file, server);
    if (planned) await this.#open(planned);
  }

  /** Opens the plan and applies it, once the user has consented. */
  async apply(file?: string, server?: string): Promise<void> {
    const planned = await this.#plan(vscode.l10n.t('Apply'), file, server);
    if (!planned) return;
    const id = await this.#open(planned);
    if (id !== undefined) await apply(this.#context, { kind: 'plan', server: planned.target.server, id });
  }

  /** Marks in the text what is not so on the server. */
  async check(file?: string, server?: string): Promise<void> {
    const planned = await this.#plan(vscode.l10n.t('Check'), file, server);
    if (!planned) return;
    const { findings, target, title } = planned;
    const { messages } = this.#context;
    if (findings.length === 0)
      messages.info(vscode.l10n.t('{0}: all is so on {1}.', title, target.server.label));
    else
      messages.warn(vscode.l10n.t('{0}: marked in the text: {1}', title, findings.length), {
        title: vscode.l10n.t('Show Problems'),
        run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
      });
  }

  async #open({ plan, title, target: { server }, desired }: PlannedFile): Promise<string | undefined> {
    const passwords = await passwordsFor(this.#context, server, plan, desired);
    return passwords && openPlan(this.#context, server, { title, plan, passwords });
  }

  async #plan(what: string, file?: string, server?: string): Promise<PlannedFile | undefined> {
    const uri = file === undefined ? activeFile() : vscode.Uri.parse(file, true);
    const code = await loadFrom(uri);
    const target = await chooseTarget(this.#context, what, serversIn(code.files), server);
    return target && this.#planFor(code, target);
  }

  async #planFor(code: LoadedCode, target: CodeTarget): Promise<PlannedFile> {
    const { server, name } = target;
    const { desired, problems } = resolveCode(code.files, name);
    const wrong = [...code.problems, ...problems];
    this.#marks.show(code, wrong.map(asError));
    const [first] = wrong;
    if (first)
      throw new Error(vscode.l10n.t('The file must be corrected first. {0}', plainLine(first.message)));
    const file = vscode.workspace.asRelativePath(code.uri, false);
    const title = name === undefined ? file : vscode.l10n.t('{0} for {1}', file, name);
    const actual = await withLateProgress(vscode.l10n.t('Planning: {0}', title), ({ signal, report }) =>
      server.call((client, connection) => {
        const onUsers = (count: number) => report(vscode.l10n.t('{0} users read', count));
        return readActual(client, connection, desired, { signal, onUsers });
      }),
    );
    const planned = planCode(desired, actual);
    const findings = findingsOf(planned, desired, code.uri.toString(), name ?? server.label);
    this.#checked.set(code.uri.toString(), target);
    this.#marks.show(code, findings);
    return { ...planned, target, title, desired, findings };
  }

  #wait(document: vscode.TextDocument): void {
    if (!isCode(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.set(
      key,
      setTimeout(() => void this.#look(document.uri), pauseMs),
    );
  }

  /** Marks what is wrong with the file by itself, for any of its servers. */
  async #look(uri: vscode.Uri): Promise<void> {
    const code = await loadFrom(uri);
    const names = [undefined, ...serversIn(code.files).map(({ name }) => name)];
    const problems = [...code.problems, ...names.flatMap(name => resolveCode(code.files, name).problems)];
    const unique = new Map(problems.map(problem => [JSON.stringify(problem), problem]));
    this.#marks.show(code, [...unique.values()].map(asError));
  }

  /** What was checked once is checked again when it was saved, or when a plan has ended on its server. */
  #again(uri: vscode.Uri): void {
    const target = this.#checked.get(uri.toString());
    if (target?.server.state.kind !== 'connected') return;
    clearTimeout(this.#timers.get(uri.toString()));
    loadFrom(uri)
      .then(code => this.#planFor(code, target))
      .catch((error: unknown) => this.#context.log.warn(String(error)));
  }

  #closed(uri: vscode.Uri): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#checked.delete(uri.toString());
    this.#marks.clear(uri);
  }
}

const isCode = (document: vscode.TextDocument): boolean => vscode.languages.match(selector, document) > 0;

const asError = (problem: CodeProblem): CodeFinding => ({ ...problem, severity: 'error' });

function activeFile(): vscode.Uri {
  const document = vscode.window.activeTextEditor?.document;
  if (document && isCode(document)) return document.uri;
  throw new Error(vscode.l10n.t('Open a file first whose name ends in .nextcloud.json or .nextcloud.yaml.'));
}
