/** VS Code keeps the position once scrolling pauses. */
const pauseMs = 200;

/** Keeps the scroll position when the view reloads. */
export function keepScroll(host: { viewState: Record<string, unknown> }): void {
  const { scroll } = host.viewState;
  if (typeof scroll === 'number') scrollBack(scroll);
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => (host.viewState = { ...host.viewState, scroll: window.scrollY }), pauseMs);
    },
    { passive: true },
  );
}

/** Scrolls as the page grows to its full height, until a person scrolls or types. */
function scrollBack(top: number): void {
  const growing = new ResizeObserver(() => {
    window.scrollTo({ top, behavior: 'instant' });
    if (Math.abs(window.scrollY - top) < 1) growing.disconnect();
  });
  growing.observe(document.body);
  for (const event of ['wheel', 'pointerdown', 'keydown'])
    window.addEventListener(event, () => growing.disconnect(), { once: true, passive: true });
}
