import * as vscode from 'vscode';
import { diagnose, type Diagnosis } from '../../doctor/diagnose.ts';
import type { Patient } from '../../doctor/examination.ts';
import { outcomeOf, report, say, summary } from '../../doctor/report.ts';
import type { NextStep } from '../../doctor/words.ts';
import { FormChannel } from '../../documents/forms/formChannel.ts';
import { showPage } from '../../documents/forms/page.ts';
import { requestTimeout, userAgent } from '../../servers/connection.ts';
import { commandTitles } from '../../ui/commands.ts';
import { Disposables } from '../../ui/disposables.ts';
import { isCancelled } from '../../ui/messages.ts';
import { tabIcon } from '../../ui/tabIcon.ts';
import type { DoctorAction, DoctorState } from '../../webview/doctor/protocol.ts';
import type { ActionContext } from '../engine/context.ts';

/** Whom a view examines, and what its buttons do beyond that. */
export interface Case {
  /** One view each. */
  key: string;
  name: string;
  address: string;
  /** Read anew for each run. */
  patient(): Promise<Patient>;
  /** The steps that can be taken here. */
  steps: readonly NextStep[];
  take(step: NextStep): unknown;
  /** Whether the extension still counts the server as in trouble, after a diagnosis that found none. */
  mayRetry(): boolean;
}

const views = new Map<string, DoctorView>();

/** Opens the view of a case, or shows it again, and examines anew. */
export async function showDiagnosis(context: ActionContext, subject: Case): Promise<void> {
  const view = views.get(subject.key) ?? new DoctorView(context, subject);
  await view.run();
}

class DoctorView extends Disposables {
  readonly #context: ActionContext;
  readonly #case: Case;
  readonly #panel: vscode.WebviewPanel;
  readonly #channel: FormChannel<DoctorState, DoctorAction>;
  #diagnosis: Diagnosis = { steps: [], ended: false };
  #running: AbortController | undefined;

  constructor(context: ActionContext, subject: Case) {
    super();
    this.#context = context;
    this.#case = subject;
    views.set(subject.key, this);
    const { extensionUri } = context.context;
    this.#panel = vscode.window.createWebviewPanel(
      'nextcloudAdmin.doctor',
      this.#title,
      vscode.ViewColumn.Active,
      { enableFindWidget: true },
    );
    this.#panel.iconPath = tabIcon(extensionUri);
    this.#panel.onDidDispose(() => this.dispose());
    const nothing = () => undefined;
    this.#channel = new FormChannel<DoctorState, DoctorAction>(this.#panel, {
      ready: () => this.#channel.init(this.#state),
      run: ({ action }) => void this.#act(action),
      edit: nothing,
      search: nothing,
    });
    showPage(this.#panel.webview, extensionUri, 'doctor', this.#title);
  }

  /** Examines from the beginning. A run that is under way is given up. */
  async run(): Promise<void> {
    this.#panel.reveal();
    this.#running?.abort();
    const running = (this.#running = new AbortController());
    const { signal } = running;
    const log = this.#context.log.request(this.#case.name);
    const options = { signal, log, userAgent, timeoutMs: requestTimeout() };
    try {
      await diagnose(await this.#case.patient(), options, diagnosis => {
        if (!signal.aborted) this.#update(diagnosis);
      });
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) throw error;
    }
  }

  override dispose(): void {
    this.#running?.abort();
    views.delete(this.#case.key);
    super.dispose();
  }

  get #title(): string {
    return vscode.l10n.t('Diagnosis of {0}', this.#case.name);
  }

  get #state(): DoctorState {
    const diagnosis = this.#diagnosis;
    const outcome = outcomeOf(diagnosis);
    const buttonOf = (action: NextStep) => ({ action, label: commandTitles[action] });
    const mayRetry = diagnosis.ended && outcome !== 'error' && this.#case.mayRetry();
    return {
      title: this.#title,
      address: this.#case.address,
      running: !diagnosis.ended,
      outcome,
      summary: summary(diagnosis),
      steps: diagnosis.steps.map(say).map(step => ({
        ...step,
        findings: step.findings.map(({ next, ...finding }) => ({
          ...finding,
          buttons: next.filter(action => this.#case.steps.includes(action)).map(buttonOf),
        })),
      })),
      buttons: mayRetry ? [buttonOf('retryServer')] : [],
    };
  }

  #update(diagnosis: Diagnosis): void {
    this.#diagnosis = diagnosis;
    this.#channel.post({ type: 'update', state: this.#state });
  }

  readonly #actions: Readonly<Record<DoctorAction, () => unknown>> = {
    again: () => this.run(),
    showLog: () => this.#context.log.show(),
    copyReport: () => this.#context.ask.copy(report(this.#diagnosis, false)),
    copyFullReport: () => this.#context.ask.copy(report(this.#diagnosis, true)),
    signIn: () => this.#case.take('signIn'),
    changeServerUrl: () => this.#case.take('changeServerUrl'),
    changeServerUser: () => this.#case.take('changeServerUser'),
    trustCertificate: () => this.#case.take('trustCertificate'),
    retryServer: () => this.#case.take('retryServer'),
    openServerInBrowser: () => this.#case.take('openServerInBrowser'),
  };

  async #act(action: DoctorAction): Promise<void> {
    try {
      await this.#actions[action]();
    } catch (error) {
      this.#context.messages.error(error, this.#title);
    }
  }
}
