import * as l10n from '@vscode/l10n';
import type { ReviewRuleWords } from './protocol.ts';

export const severityWords: Record<ReviewRuleWords['severity'], { icon: string; title: () => string }> = {
  high: { icon: 'error', title: () => l10n.t('High') },
  medium: { icon: 'warning', title: () => l10n.t('Medium') },
  low: { icon: 'info', title: () => l10n.t('Low') },
};
