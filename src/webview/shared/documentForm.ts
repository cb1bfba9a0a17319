import * as l10n from '@vscode/l10n';
import type { DocumentValue } from '../../model/document.ts';
import type { DocumentState, Opening, Step } from '../protocol.ts';
import { announce } from './announce.ts';
import { Draft } from './draft.ts';
import { Host } from './host.ts';
import { keepScroll } from './scroll.ts';

/**
 * The life of a form that edits a document: shows what the host says, hands over what is entered, and keeps what
 * is being typed until the document holds it.
 */
export class DocumentForm<State extends DocumentState<object>, Action extends string> {
  readonly host = new Host<State, Action>();
  readonly draft = new Draft((sequence, changes) => this.host.post({ type: 'edit', sequence, changes }));
  readonly #render: (state: State) => void;
  #state: State | undefined;
  readonly #steps: Step[] = [];
  #frame = 0;

  /** `render` is called after everything that may change what is shown, at most once a frame. */
  constructor(render: (state: State) => void) {
    this.#render = render;
  }

  start(): void {
    const opening = this.host.takeOpening();
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

  /** What a field shows: what was entered last, else what the document holds. */
  value(field: string): DocumentValue | undefined {
    const { document } = this.#state ?? {};
    return this.draft.get(field) ?? (document as Record<string, DocumentValue> | null | undefined)?.[field];
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
   * VS Code undoes what the document holds. What was typed and not sent is ours to take back, and a step waits for
   * what was sent and is not there yet: VS Code would undo another edit.
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

/** Milliseconds after which nobody waits for a frame any longer: a page that is not on screen draws none. */
const longestFrame = 100;

/** What the page came with is on screen before the work of a whole form. */
function afterPaint(run: () => void): void {
  let isRun = false;
  const once = () => {
    if (!isRun) run();
    isRun = true;
  };
  // VS Code puts a page on screen when it has loaded.
  window.addEventListener('load', () => requestAnimationFrame(() => setTimeout(once)));
  setTimeout(once, longestFrame);
}

/** The step that a key asks for, as VS Code has it: redo is Ctrl+Y or Ctrl+Shift+Z (Command on macOS). */
function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): Step | undefined {
  if ((!ctrlKey && !metaKey) || altKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'y') return 'redo';
  if (letter !== 'z') return undefined;
  return shiftKey ? 'redo' : 'undo';
}
