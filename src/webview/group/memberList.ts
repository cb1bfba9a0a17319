import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { idsIn } from '../../model/idList.ts';
import type { Suggestion } from '../protocol.ts';
import { announce } from '../shared/announce.ts';
import { buttonIcon } from '../shared/buttonIcon.ts';
import { except } from '../shared/searchBox.ts';
import type { FindSuggestions } from '../shared/searchBox.ts';
import { VirtualList } from '../shared/virtualList.ts';
import type { VirtualRow } from '../shared/virtualList.ts';
import { textIn } from '../shared/inputs.ts';
import type { NamesById } from './names.ts';
import { amount } from '../shared/numbers.ts';

/**
 * The members of a group: a filter, the list, and three ways to change it (search and add, paste IDs, remove the
 * selected rows). Events: `change` with the new list, `sight` with the IDs that are in sight.
 */
export class MemberList extends LitElement {
  static override properties = {
    members: { attribute: false },
    names: { attribute: false },
    disabled: { type: Boolean },
    search: { attribute: false },
  };
  declare members: readonly string[];
  declare names: NamesById;
  declare disabled: boolean;
  declare search: FindSuggestions;
  #filter = '';
  #selected: string[] = [];
  #pasting = false;

  constructor() {
    super();
    this.members = [];
    this.names = {};
    this.disabled = false;
    this.search = () => Promise.resolve([]);
  }

  override createRenderRoot(): this {
    return this;
  }

  override focus(): void {
    this.querySelector<HTMLElement>('vscode-textfield')?.focus();
  }

  override render(): TemplateResult {
    const rows = this.#rows();
    return html`<div class="member-tools">
        <search-box
          id="add-member"
          .label=${l10n.t('Add member')}
          .placeholder=${l10n.t('Search users to add')}
          .strict=${true}
          .disabled=${this.disabled}
          .search=${except(this.#isMember, this.search)}
          @pick=${({ detail }: CustomEvent<Suggestion>) => this.#add([detail.value])}
        ></search-box>
        <vscode-button secondary ?disabled=${this.disabled} @click=${this.#togglePaste}>
          ${buttonIcon('clippy')} ${l10n.t('Paste a List…')}
        </vscode-button>
      </div>
      ${this.#pasting ? this.#renderPaste() : nothing}
      <div class="member-tools">
        <vscode-textfield
          .label=${l10n.t('Filter members')}
          placeholder=${l10n.t('Filter members ({0})', amount(this.members.length))}
          @input=${this.#filterBy}
        ></vscode-textfield>
        <vscode-button
          secondary
          ?disabled=${this.disabled || this.#selected.length === 0}
          @click=${this.#remove}
        >
          ${buttonIcon('remove')}
          ${
            this.#selected.length > 0
              ? l10n.t('Remove {0} Selected', amount(this.#selected.length))
              : l10n.t('Remove Selected')
          }
        </vscode-button>
      </div>
      <virtual-list
        id="member-rows"
        .label=${l10n.t('Members')}
        .rows=${rows}
        @select=${this.#select}
        @remove=${this.#remove}
        @sight=${this.#see}
      ></virtual-list>
      ${rows.length === 0 ? html`<p class="nothing">${this.#emptyWords()}</p>` : nothing}`;
  }

  #renderPaste(): TemplateResult {
    return html`<div class="paste">
      <vscode-textarea
        rows="6"
        .label=${l10n.t('User IDs')}
        placeholder=${l10n.t('User IDs, one per line or separated by commas')}
      ></vscode-textarea>
      <vscode-button @click=${this.#takePasted}>${l10n.t('Add All')}</vscode-button>
      <vscode-button secondary @click=${this.#togglePaste}>${l10n.t('Cancel')}</vscode-button>
    </div>`;
  }

  #rows(): VirtualRow[] {
    const wanted = this.#filter.toLowerCase();
    return this.members
      .map(id => this.#row(id))
      .filter(({ key, label }) => !wanted || `${key}\n${label}`.toLowerCase().includes(wanted));
  }

  #row(id: string): VirtualRow {
    const name = this.names[id];
    return name === undefined || name === id ? { key: id, label: id } : { key: id, label: name, detail: id };
  }

  readonly #isMember = (id: string): boolean => this.members.includes(id);

  #emptyWords(): string {
    return this.#filter ? l10n.t('No matching members.') : l10n.t('This group has no members.');
  }

  #filterBy = (event: Event): void => {
    this.#filter = textIn(event).trim();
    this.requestUpdate();
  };

  #select = ({ target }: Event): void => {
    if (target instanceof VirtualList) this.#selected = target.selected;
    this.requestUpdate();
  };

  #see = ({ target }: Event): void => {
    if (target instanceof VirtualList)
      this.dispatchEvent(new CustomEvent('sight', { detail: target.inSight.map(({ key }) => key) }));
  };

  #togglePaste = (): void => {
    this.#pasting = !this.#pasting;
    this.requestUpdate();
    void this.updateComplete.then(() => {
      const area = this.querySelector<HTMLElement>('vscode-textarea');
      (area ?? this.querySelector<HTMLElement>('vscode-button'))?.focus();
    });
  };

  #takePasted = (): void => {
    this.#add(idsIn(this.querySelector('vscode-textarea')?.value ?? ''));
    this.#togglePaste();
  };

  #add(ids: readonly string[]): void {
    const members = new Set(this.members);
    const added = ids.filter(id => !members.has(id));
    announce(l10n.t('{0} added', added.length));
    if (added.length > 0) this.#change([...this.members, ...added]);
  }

  #remove = (): void => {
    const gone = new Set(this.#selected);
    announce(l10n.t('{0} removed', gone.size));
    this.#change(this.members.filter(id => !gone.has(id)));
  };

  #change(members: string[]): void {
    this.dispatchEvent(new CustomEvent('change', { detail: members }));
  }
}

customElements.define('member-list', MemberList);
