// When an element with this text was painted (milliseconds since 1970), looked for in every frame.
async ({ selector, text }) => {
  const isThere = () => [...document.querySelectorAll(selector)].some(one => one.textContent.includes(text));
  while (!isThere()) await new Promise(resolve => requestAnimationFrame(resolve));
  await new Promise(resolve => setTimeout(resolve));
  return Date.now();
};
