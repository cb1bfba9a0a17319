/** Keeps the place in the page over a reload of the view. */
export function keepScroll(host: { viewState: Record<string, unknown> }): void {
  const { scroll } = host.viewState;
  if (typeof scroll === 'number') scrollBack(scroll);
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = setTimeout(() => (host.viewState = { ...host.viewState, scroll: window.scrollY }), 200);
    },
    { passive: true },
  );
}

/** The page grows as its parts arrive, and is too short at first; whoever does something there stays where he is. */
function scrollBack(top: number): void {
  const growing = new ResizeObserver(() => {
    window.scrollTo({ top, behavior: 'instant' });
    if (Math.abs(window.scrollY - top) < 1) growing.disconnect();
  });
  growing.observe(document.body);
  for (const event of ['wheel', 'pointerdown', 'keydown'])
    window.addEventListener(event, () => growing.disconnect(), { once: true, passive: true });
}
