import * as vscode from 'vscode';
import { diagnose, type Diagnosis } from '../../doctor/diagnose.ts';
import { report } from '../../doctor/report.ts';
import { FormChannel } from '../../documents/forms/formChannel.ts';
import { showPage } from '../../documents/forms/page.ts';
import { requestTimeout, userAgent } from '../../servers/connection.ts';
import { Disposables } from '../../ui/disposables.ts';
import { isCancelled } from '../../ui/messages.ts';
import { tabIcon } from '../../ui/tabIcon.ts';
import type { DoctorAction, DoctorState } from '../../webview/doctor/protocol.ts';
import type { ActionContext } from '../engine/context.ts';
import { stateOf, titleOf, type Case } from './state.ts';

const views = new Map<string, DoctorView>();

/** Opens the view of a case, or shows it again, and examines anew. */
export async function showDiagnosis(context: ActionContext, subject: Case): Promise<void> {
  const view = views.get(subject.key) ?? new DoctorView(context, subject);
  await view.show(subject);
}

class DoctorView extends Disposables {
  readonly #context: ActionContext;
  #case: Case;
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
      titleOf(this.#case),
      vscode.ViewColumn.Active,
      { enableFindWidget: true },
    );
    this.#panel.iconPath = tabIcon(extensionUri);
    this.#panel.onDidDispose(() => this.dispose());
    const nothing = () => undefined;
    this.#channel = new FormChannel<DoctorState, DoctorAction>(this.#panel, {
      ready: () => this.#channel.init(stateOf(this.#case, this.#diagnosis)),
      run: ({ action }) => void this.#act(action),
      edit: nothing,
      search: nothing,
    });
    showPage(this.#panel.webview, extensionUri, 'doctor', titleOf(this.#case));
  }

  /** Comes to the front and examines; name and address may have changed since. */
  async show(subject: Case): Promise<void> {
    this.#case = subject;
    this.#panel.title = titleOf(subject);
    this.#panel.reveal();
    await this.#run();
  }

  /** Examines from the beginning. A run that is under way is given up. */
  async #run(): Promise<void> {
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

  #update(diagnosis: Diagnosis): void {
    this.#diagnosis = diagnosis;
    this.#channel.post({ type: 'update', state: stateOf(this.#case, this.#diagnosis) });
  }

  readonly #actions: Readonly<Record<DoctorAction, () => unknown>> = {
    again: () => this.#run(),
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
      this.#context.messages.error(error, titleOf(this.#case));
    }
  }
}
