/** Keeps the place in the page over a reload of the view. */
export function keepScroll(host: { viewState: Record<string, unknown> }): void {
  const { scroll } = host.viewState;
  if (typeof scroll === 'number') window.scrollTo(0, scroll);
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
