import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { mailProblem } from '../../model/checks.ts';
import { buttonIcon } from './buttonIcon.ts';
import { textIn } from './inputs.ts';

/**
 * A list of addresses, each in a text field of its own, with a button that adds an empty one. Events: `type` with the
 * list after each keystroke, `change` after a removal. Empty rows are not part of the list.
 */
export class MailList extends LitElement {
  static override properties = { label: {}, mails: { attribute: false }, disabled: { type: Boolean } };
  declare label: string;
  declare mails: readonly string[];
  declare disabled: boolean;
  #rows: string[] = [];

  constructor() {
    super();
    this.label = '';
    this.mails = [];
    this.disabled = false;
  }

  override createRenderRoot(): this {
    return this;
  }

  override focus(): void {
    this.querySelector<HTMLElement>('vscode-textfield, vscode-button')?.focus();
  }

  override willUpdate(): void {
    const shown = filled(this.#rows);
    if (shown.length !== this.mails.length || shown.some((mail, index) => mail !== this.mails[index]))
      this.#rows = [...this.mails];
  }

  override render(): TemplateResult {
    return html`<ul class="mails" aria-label=${this.label}>
        ${this.#rows.map((mail, index) => this.#renderRow(mail, index))}
      </ul>
      <vscode-button secondary ?disabled=${this.disabled} @click=${this.#add}>
        ${buttonIcon('add')} ${l10n.t('Add Address')}
      </vscode-button>`;
  }

  #renderRow(mail: string, index: number): TemplateResult {
    const problem = mail ? mailProblem(mail) : undefined;
    return html`<li>
      <vscode-textfield
        .label=${l10n.t('{0}, number {1}', this.label, index + 1)}
        .value=${live(mail)}
        ?invalid=${problem !== undefined}
        ?disabled=${this.disabled}
        @input=${(event: Event) => this.#type(index, textIn(event))}
      ></vscode-textfield>
      <button
        type="button"
        class="icon-button codicon codicon-trash"
        ?disabled=${this.disabled}
        aria-label=${mail ? l10n.t('Remove {0}', mail) : l10n.t('Remove the empty address')}
        @click=${() => this.#remove(index)}
      ></button>
      ${
        problem ? html`<p class="problem"><span class="codicon codicon-error"></span>${problem}</p>` : nothing
      }
    </li>`;
  }

  #add = (): void => {
    this.#rows = [...this.#rows, ''];
    this.requestUpdate();
    void this.updateComplete.then(() => this.#focusRow(this.#rows.length - 1));
  };

  #type(index: number, mail: string): void {
    this.#rows[index] = mail;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('type', { detail: filled(this.#rows) }));
  }

  #remove(index: number): void {
    this.#rows.splice(index, 1);
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent('change', { detail: filled(this.#rows) }));
    void this.updateComplete.then(() => this.#focusRow(Math.min(index, this.#rows.length - 1)));
  }

  #focusRow(index: number): void {
    const row = this.querySelectorAll<HTMLElement>('vscode-textfield')[index];
    (row ?? this.querySelector<HTMLElement>('vscode-button'))?.focus();
  }
}

const filled = (rows: readonly string[]): string[] =>
  rows.map(mail => mail.trim()).filter(mail => mail !== '');

customElements.define('mail-list', MailList);
