import type { Span } from '../../../model/table/filter/types.ts';

/** The whole text in parts, of which some are wrong. An empty stretch marks the character before it. */
export function markedParts(text: string, wrong: readonly Span[]): { text: string; isWrong: boolean }[] {
  const parts: { text: string; isWrong: boolean }[] = [];
  let done = 0;
  for (const { start, end } of [...wrong].sort((a, b) => a.start - b.start)) {
    const from = Math.max(done, end > start ? start : start - 1);
    if (end <= from) continue;
    parts.push(
      { text: text.slice(done, from), isWrong: false },
      { text: text.slice(from, end), isWrong: true },
    );
    done = end;
  }
  return [...parts, { text: text.slice(done), isWrong: false }].filter(part => part.text !== '');
}

/** The text without a part of it and the space around that. */
export function withoutStretch(text: string, { start, end }: Span): string {
  const before = text.slice(0, start).trimEnd();
  const after = text.slice(end).trimStart();
  return before && after ? `${before} ${after}` : before + after;
}
