import type { HistoryStep } from '../protocol.ts';

/** The step for a key, as in VS Code: redo is Ctrl+Y or Ctrl+Shift+Z (Command on macOS). */
export function stepOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): HistoryStep | undefined {
  if ((!ctrlKey && !metaKey) || altKey) return undefined;
  const letter = key.toLowerCase();
  if (letter === 'y') return 'redo';
  if (letter !== 'z') return undefined;
  return shiftKey ? 'redo' : 'undo';
}
