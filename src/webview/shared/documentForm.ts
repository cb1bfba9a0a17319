import * as l10n from '@vscode/l10n';
import type { DocumentValue } from '../../model/document.ts';
import type { DocumentState, HistoryStep, Opening } from '../protocol.ts';
import { announce } from './announce.ts';
import { Draft } from './draft.ts';
import { stepOf } from './historySteps.ts';
import { Host } from './host.ts';
import { keepScroll } from './scroll.ts';

/**
 * A form that edits a document: shows the host's state, sends what is entered, and keeps what is being typed until the
 * document has it.
 */
export class DocumentForm<State extends DocumentState<object>, Action extends string> {
  readonly host = new Host<State, Action>();
  readonly draft = new Draft((sequence, changes) => this.host.post({ type: 'edit', sequence, changes }));
  readonly #render: (state: State) => void;
  #state: State | undefined;
  readonly #steps: HistoryStep[] = [];
  #frame = 0;

  /** `render` is called after every change, at most once per frame. */
  constructor(render: (state: State) => void) {
    this.#render = render;
  }

  start(): void {
    const opening = this.host.takeOpening<State>();
    if (opening) afterPaint(() => this.#open(opening));
    else this.#open();
  }

  #open(opening?: Opening<State>): void {
    document.getElementById('first')?.remove();
    if (opening) this.#begin(opening);
    this.host.listen({
      init: opening => this.#begin(opening),
      update: ({ state }) => this.#update(state),
      takePending: ({ request }) => {
        const changes = this.draft.take();
        this.host.post({ type: 'pending', request, sequence: this.draft.sequence, changes });
      },
    });
    for (const event of ['blur', 'pagehide']) window.addEventListener(event, () => this.draft.flush());
    document.addEventListener('focusout', () => this.draft.flush());
    document.addEventListener('keydown', event => this.#holdSteps(event), { capture: true });
  }

  #begin({ translations, state }: Opening<State>): void {
    if (translations) l10n.config({ contents: translations });
    const isFirst = this.#state === undefined;
    this.#state = state;
    this.#render(state);
    if (isFirst) keepScroll(this.host);
  }

  /** What a field shows: the last input, or else the value in the document. */
  value(field: string): DocumentValue | undefined {
    const values = new Map<string, unknown>(Object.entries(this.#state?.document ?? {}));
    const value = this.draft.get(field) ?? values.get(field);
    return isValue(value) ? value : undefined;
  }

  /** The same for a field that holds a list; empty where the document lacks it. */
  list(field: string): string[] {
    const value = this.value(field);
    return Array.isArray(value) ? value : [];
  }

  type(field: string, value: DocumentValue): void {
    this.draft.type(field, value);
    this.refresh();
  }

  set(field: string, value: DocumentValue): void {
    this.draft.set(field, value);
    this.refresh();
  }

  refresh(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      document.documentElement.toggleAttribute(
        'data-pending',
        !this.draft.isSettled || this.#steps.length > 0,
      );
      if (this.#state) this.#render(this.#state);
    });
  }

  /**
   * VS Code can only undo what the document has. The form itself takes back what was typed and not sent yet. While an
   * edit is on its way the step waits, or VS Code would undo another edit.
   */
  #holdSteps(event: KeyboardEvent): void {
    const step = stepOf(event);
    if (!step) return;
    const dropped = step === 'undo' && this.draft.drop();
    this.draft.flush();
    if (!dropped && this.draft.isSettled) return;
    event.preventDefault();
    event.stopPropagation();
    if (!dropped) this.#steps.push(step);
    this.refresh();
  }

  #update(change: Partial<State>): void {
    if (!this.#state) return;
    const refused = Object.values(change.problems ?? {}).filter(
      problem => !Object.values(this.#state?.problems ?? {}).includes(problem),
    );
    this.#state = { ...this.#state, ...change };
    if (change.applied !== undefined) this.draft.settle(change.applied);
    if (this.draft.isSettled) for (const type of this.#steps.splice(0)) this.host.post({ type });
    if (refused.length > 0) announce(refused.join(' '));
    this.refresh();
  }
}

const isValue = (value: unknown): value is DocumentValue =>
  typeof value === 'string' || typeof value === 'boolean' || Array.isArray(value);

/** How long to wait for a frame; a page that is not visible draws none. */
const longestFrameMs = 100;

/** Paints what is in the page before the work of drawing a whole form. */
function afterPaint(run: () => void): void {
  let isRun = false;
  const once = () => {
    if (!isRun) run();
    isRun = true;
  };
  // VS Code shows a page once it has loaded.
  window.addEventListener('load', () => requestAnimationFrame(() => setTimeout(once)));
  setTimeout(once, longestFrameMs);
}
