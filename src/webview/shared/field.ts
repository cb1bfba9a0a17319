import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

export interface FieldView {
  id: string;
  label: string;
  description: string;
  control: unknown;
  /** What is wrong with the value, or why the server refused it. */
  problem?: string | undefined;
  /** Why the field cannot be edited. */
  locked?: string | undefined;
  modified?: boolean;
  /** The control has a label of its own, as a checkbox does. */
  bare?: boolean;
}

/** One field, laid out as in VS Code's settings editor: label, description, control, problem. */
export function fieldRow(row: FieldView): TemplateResult {
  const { id, label, description, control, problem, locked, modified, bare } = row;
  return html`<div class="field ${modified ? 'modified' : ''}" data-field=${id}>
    ${bare ? html`<p class="heading">${label}</p>` : html`<vscode-label for=${id}>${label}</vscode-label>`}
    ${bare ? nothing : html`<p class="description">${description}</p>`} ${control}
    ${problem ? html`<p class="problem"><span class="codicon codicon-error"></span>${problem}</p>` : nothing}
    ${locked ? html`<p class="locked"><span class="codicon codicon-lock"></span>${locked}</p>` : nothing}
    ${modified ? html`<span class="visually-hidden">${l10n.t('Modified')}</span>` : nothing}
  </div>`;
}
