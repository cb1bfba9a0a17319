import * as l10n from '@vscode/l10n';
import type { DocumentValue } from '../../model/document.ts';
import type { DocumentState } from '../protocol.ts';
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
  #frame = 0;

  /** `render` is called after everything that may change what is shown, at most once a frame. */
  constructor(render: (state: State) => void) {
    this.#render = render;
  }

  start(): void {
    this.host.listen({
      init: ({ translations, state }) => {
        if (translations) l10n.config({ contents: translations });
        this.#state = state;
        this.#render(state);
        keepScroll(this.host);
      },
      update: ({ state }) => this.#update(state),
      takePending: ({ request }) => {
        const changes = this.draft.take();
        this.host.post({ type: 'pending', request, sequence: this.draft.sequence, changes });
      },
    });
    for (const event of ['blur', 'pagehide']) window.addEventListener(event, () => this.draft.flush());
    document.addEventListener('focusout', () => this.draft.flush());
    document.addEventListener('keydown', event => this.#undoTyping(event), { capture: true });
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
    this.#frame = requestAnimationFrame(() => this.#state && this.#render(this.#state));
  }

  /** What is being typed is no step of VS Code's yet: undoing it is up to us, and VS Code must not undo another. */
  #undoTyping(event: KeyboardEvent): void {
    const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if (!isUndo || !this.draft.drop()) return;
    event.preventDefault();
    event.stopPropagation();
    this.refresh();
  }

  #update(change: Partial<State>): void {
    if (!this.#state) return;
    const refused = Object.values(change.problems ?? {}).filter(
      problem => !Object.values(this.#state?.problems ?? {}).includes(problem),
    );
    this.#state = { ...this.#state, ...change };
    if (change.applied !== undefined) this.draft.settle(change.applied);
    if (refused.length > 0) announce(refused.join(' '));
    this.refresh();
  }
}
