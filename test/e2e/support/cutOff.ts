import type { Locator } from 'playwright-core';

/** What is read of the DOM, which the tests are compiled without. */
interface PageElement {
  tagName: string;
  value?: string;
  textContent: string | null;
  children: Iterable<PageElement>;
  shadowRoot?: { children: Iterable<PageElement> } | null;
  clientWidth: number;
  clientHeight: number;
  scrollWidth: number;
  scrollHeight: number;
  checkVisibility(): boolean;
  getAttribute(name: string): string | null;
}

interface Pen {
  font: string;
  measureText(text: string): { width: number };
}

/** In the page: the texts of elements that show less than they hold, neither scrolled nor told whole by a tooltip of their own. */
function readCutOff(roots: unknown[]): string[] {
  const page = globalThis as unknown as {
    getComputedStyle(element: PageElement): { overflowX: string; overflowY: string; font: string };
    OffscreenCanvas: new (width: number, height: number) => { getContext(kind: '2d'): Pen };
  };
  const pen = new page.OffscreenCanvas(1, 1).getContext('2d');
  const hiding = new Set(['hidden', 'clip']);
  /** Rounded up and down by less than that. */
  const slack = 1;
  const found: string[] = [];
  const ahead = [...(roots as PageElement[])];
  for (let element = ahead.pop(); element; element = ahead.pop()) {
    if (!element.checkVisibility()) continue;
    ahead.push(...element.children, ...(element.shadowRoot?.children ?? []));
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
    // What only a screen reader reads is a dot.
    if (clientWidth <= slack || clientHeight <= slack) continue;
    const { overflowX, overflowY, font } = page.getComputedStyle(element);
    // The end of an entered value is found with the keys.
    const hint = element.value ? '' : (element.getAttribute('placeholder') ?? '');
    const text = element.tagName === 'INPUT' ? hint : (element.textContent ?? '');
    pen.font = font;
    // A hint adds nothing to what can be scrolled.
    const held = Math.max(hiding.has(overflowX) ? scrollWidth : 0, pen.measureText(hint).width);
    const isWider = held > clientWidth + slack;
    // Letters may reach a little out of a line.
    const isHigher = hiding.has(overflowY) && scrollHeight > clientHeight * 1.25 + slack;
    if ((isWider || isHigher) && text.trim() && !element.getAttribute('title'))
      found.push(text.replace(/\s+/g, ' ').trim());
  }
  return found;
}

/** The texts that are cut off in the elements that are there now. */
export function cutOffIn(where: Locator): Promise<string[]> {
  return where.evaluateAll(readCutOff);
}
