// What a person feels in a large table: an order, a filter, and frames while scrolling (all in milliseconds).
async () => {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve));
  const find = selector => document.querySelector(selector);

  async function sorting() {
    const began = performance.now();
    for (const type of ['pointerdown', 'pointerup'])
      find('[role=columnheader][data-column="1"]').dispatchEvent(
        new PointerEvent(type, { bubbles: true, button: 0 }),
      );
    return performance.now() - began;
  }

  /** The frames of 10,000 rows, eight in a frame. */
  async function scrolling() {
    find('.grid').scrollTop = 0;
    await frame();
    const frames = [];
    let last = await frame();
    for (let row = 0; row < 10_000; row += 8) {
      find('.grid').scrollTop += 8 * 26;
      const now = await frame();
      frames.push(now - last);
      last = now;
    }
    return frames.sort((a, b) => a - b);
  }

  async function filtering() {
    const input = find('filter-line input');
    const typed = performance.now();
    input.value = 'group:group1 usage>50%';
    input.dispatchEvent(new Event('input'));
    while (!find('.condition')) await frame();
    return performance.now() - typed;
  }

  const sort = await sorting();
  await frame();
  const rounds = [await scrolling(), await scrolling(), await scrolling()];
  const filter = await filtering();
  const longest = Math.min(...rounds.map(frames => frames.at(-1)));
  return { sort, filter, longest, median: rounds[0][rounds[0].length >> 1] };
};
