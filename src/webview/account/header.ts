import * as l10n from '@vscode/l10n';
import type { TemplateResult } from 'lit';
import type { AccountAction, AccountState } from '../protocol.ts';
import { accountHead } from '../shared/accountHead.ts';
import { toolbar } from '../shared/toolbar.ts';

/** Who this is, and what can be done with the whole document. */
export function header(state: AccountState, run: (action: AccountAction) => void): TemplateResult {
  const { facts, avatar, document } = state;
  const head = { ...facts, id: document?.id ?? '', groups: document?.groups ?? [], avatar };
  return accountHead(head, toolbar(l10n.t('Document'), tools(), run));
}

const tools = () =>
  [
    { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
    { action: 'compare', icon: 'diff', label: l10n.t('Compare With…') },
    { action: 'duplicate', icon: 'copy', label: l10n.t('Duplicate as New User…') },
    { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
  ] as const;
