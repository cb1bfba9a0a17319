import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { DocumentValue } from '../../../model/document.ts';
import { keyName } from '../grid/keys.ts';
import './editors.css';
import { inputs } from './inputs.ts';
import type { EditSession, NextCell } from './session.ts';

/** Where keys that end an edit lead. */
const endings: Readonly<Record<string, NextCell>> = {
  Enter: 'down',
  'Ctrl+Enter': 'stay',
  Tab: 'right',
  'Shift+Tab': 'left',
};

/**
 * The editor over a cell. It ends by a key or when the focus leaves it, which keeps the value, or by Escape, which does not.
 * A value with a problem is kept as well: nothing entered is lost, and the cell says what is wrong.
 */
export class CellEditor extends LitElement {
  static override properties = { session: { attribute: false } };
  declare session: EditSession | undefined;
  #value: DocumentValue = '';
  #isChanged = false;

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('keydown', this.#key);
    this.addEventListener('focusout', this.#leave);
  }

  /** Ends the edit as if the focus had left it. */
  finish(): void {
    this.#end('leave');
  }

  override willUpdate(changed: PropertyValues): void {
    const { session } = this;
    if (!changed.has('session') || !session) return;
    const isText = typeof session.value === 'string';
    this.#isChanged = isText && session.typed !== null;
    this.#value = isText && session.typed !== null ? session.typed : session.value;
  }

  override render(): TemplateResult | typeof nothing {
    const { session } = this;
    if (!session || session.control === 'flag') return nothing;
    const problem = this.#isChanged ? (session.problem(this.#value) ?? '') : '';
    const type = (value: DocumentValue) => {
      this.#value = value;
      this.#isChanged = true;
      this.requestUpdate();
    };
    const pick = (value: DocumentValue) => {
      type(value);
      this.#end('stay');
    };
    return html`<div class="cell-editor ${session.control}">
      ${inputs[session.control]({ session, value: this.#value, problem, type, pick })}
      ${problem ? html`<p class="problem">${problem}</p>` : nothing}
    </div>`;
  }

  override updated(changed: PropertyValues): void {
    if (changed.has('session') && this.session) void this.#begin(this.session);
  }

  async #begin({ typed }: EditSession): Promise<void> {
    const box = this.querySelector<LitElement>('search-box');
    await box?.updateComplete;
    const input = this.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea');
    input?.focus();
    if (!input) return;
    if (typed === null) input.select();
    else {
      input.setSelectionRange(input.value.length, input.value.length);
      // Lets a box search for the letter as if it had been typed there.
      if (box) input.dispatchEvent(new Event('input'));
    }
  }

  #key = (event: KeyboardEvent): void => {
    const name = keyName(event);
    const next = endings[name];
    // A list of suggestions takes keys first.
    const isTaken = event.defaultPrevented;
    if (!isTaken && name === 'Escape') this.#cancel('stay');
    else if (!isTaken && next) this.#end(next);
    else if (!isHeldForPage(name)) return;
    else {
      event.stopPropagation();
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  #leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) this.#end('leave');
  };

  #end(next: NextCell): void {
    const { session } = this;
    this.session = undefined;
    if (!session) return;
    if (this.#isChanged) session.commit(this.#value, next);
    else session.cancel(next);
  }

  #cancel(next: NextCell): void {
    const { session } = this;
    this.session = undefined;
    session?.cancel(next);
  }
}

/** Keys that VS Code would otherwise act on while a cell is edited. */
const isHeldForPage = (name: string): boolean => ['Ctrl+a', 'F2', 'Delete'].includes(name);

customElements.define('cell-editor', CellEditor);

declare global {
  interface HTMLElementTagNameMap {
    'cell-editor': CellEditor;
  }
}
