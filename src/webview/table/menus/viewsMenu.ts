import * as l10n from '@vscode/l10n';
import type { TableView } from '../../../model/table/types.ts';
import type { FromTable, NamedView } from '../protocol.ts';
import type { MenuItem } from './menu.ts';

/** The views that come with the extension, and those from the settings. */
export function viewsMenu(
  views: readonly NamedView[],
  view: TableView,
  show: (view: TableView) => void,
  post: (message: FromTable) => void,
): MenuItem[] {
  const ready = views.filter(({ origin }) => origin === 'ready');
  const own = views.filter(({ origin }) => origin !== 'ready');
  const choice = ({ name, view: named }: NamedView): MenuItem => ({
    kind: 'choice',
    label: name,
    isOn: isSame(named, view),
    run: () => show({ ...named, widths: { ...view.widths, ...named.widths } }),
  });
  return [
    ...ready.map(choice),
    ...(own.length > 0 ? [{ kind: 'line' } as const, ...own.map(choice)] : []),
    { kind: 'line' },
    {
      kind: 'action',
      label: l10n.t('Save View…'),
      icon: 'save',
      run: () => post({ type: 'saveView', view }),
    },
    ...own.map(({ name }): MenuItem => ({
      kind: 'action',
      label: l10n.t('Remove View “{0}”', name),
      icon: 'trash',
      run: () => post({ type: 'removeView', name }),
    })),
  ];
}

/** Apart from widths. */
const isSame = (a: TableView, b: TableView): boolean =>
  JSON.stringify({ ...a, widths: {} }) === JSON.stringify({ ...b, widths: {} });
