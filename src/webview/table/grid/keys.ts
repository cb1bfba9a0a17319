import type { CellPlace } from './selection.ts';
import { within } from './selection.ts';
import type { Extent } from './selection.ts';

/** What of a keyboard event says which key it is. */
interface KeyPress {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** Such as `Ctrl+Shift+ArrowDown`. Command on macOS counts as Ctrl. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyPress): string {
  const name = key.length === 1 ? key.toLowerCase() : key;
  const held = [ctrlKey || metaKey ? 'Ctrl+' : '', altKey ? 'Alt+' : '', shiftKey ? 'Shift+' : ''];
  return `${held.join('')}${name === ' ' ? 'Space' : name}`;
}

/** Whether the key writes a character. */
export const isTyping = ({ key, ctrlKey, metaKey, altKey }: KeyPress): boolean =>
  key.length === 1 && key !== ' ' && !ctrlKey && !metaKey && !altKey;

interface From extends CellPlace {
  /** Lines that fit. */
  page: number;
}

const targets: Record<string, (from: From, extent: Extent) => CellPlace> = {
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  'Ctrl+ArrowDown': ({ column }, { rows }) => ({ row: rows - 1, column }),
  'Ctrl+ArrowUp': ({ column }) => ({ row: 0, column }),
  'Ctrl+ArrowRight': ({ row }, { columns }) => ({ row, column: columns - 1 }),
  'Ctrl+ArrowLeft': ({ row }) => ({ row, column: 0 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, { columns }) => ({ row, column: columns - 1 }),
  'Ctrl+Home': () => ({ row: 0, column: 0 }),
  'Ctrl+End': (_, { rows, columns }) => ({ row: rows - 1, column: columns - 1 }),
  PageDown: ({ row, column, page }) => ({ row: row + page, column }),
  PageUp: ({ row, column, page }) => ({ row: row - page, column }),
};

/** Where a key leads, with Shift or without. */
export function targetOf(name: string, from: From, extent: Extent): CellPlace | undefined {
  const target = targets[name.replace('Shift+', '')]?.(from, extent);
  return target && within(target, extent);
}
