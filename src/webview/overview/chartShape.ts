/** A value at a time in ms since 1970; `null`: not known. */
export interface Point {
  at: number;
  value: number | null;
}

/** Where a chart is drawn, in the units of its own coordinates. */
export const area = { width: 300, height: 64 } as const;

/** Longer pauses are shown as gaps. */
const longestPauseMs = 90_000;
const shortestSpanMs = 5 * 60_000;

export interface ChartShape {
  /** From the first to the last value, in ms, or longer while there are only few. */
  spanMs: number;
  /** Lines of points, `x,y` each, the way that SVG has them. Those with one point are dots. */
  lines: (readonly [x: number, y: number])[][];
}

/** The lines of a chart whose top is `most`. Values without a break of more than a minute and a half are one line. */
export function shapeOf(points: readonly Point[], most: number): ChartShape {
  const last = points.at(-1)?.at ?? 0;
  const spanMs = Math.max(shortestSpanMs, last - (points[0]?.at ?? last));
  const lines: (readonly [number, number])[][] = [];
  let before: Point | undefined;
  for (const point of points) {
    const { at, value } = point;
    if (value !== null) {
      const x = round(area.width * (1 - (last - at) / spanMs));
      const y = round(area.height * (1 - Math.min(1, Math.max(0, value / most))));
      const isNext = before?.value !== null && before !== undefined && at - before.at <= longestPauseMs;
      if (isNext) lines.at(-1)?.push([x, y]);
      else lines.push([[x, y]]);
    }
    before = point;
  }
  return { spanMs, lines };
}

const round = (number: number): number => Math.round(number * 10) / 10;

/** The least and the greatest of the values that are known. */
export function rangeOf(points: readonly Point[]): { least: number; greatest: number } | undefined {
  const values = points.flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? undefined : { least: Math.min(...values), greatest: Math.max(...values) };
}
