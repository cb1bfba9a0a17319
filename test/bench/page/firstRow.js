// When the first row was painted (milliseconds since 1970), looked for in every frame.
(async () => {
  while (!document.querySelector('.row')) await new Promise(resolve => requestAnimationFrame(resolve));
  await new Promise(resolve => setTimeout(resolve));
  return Date.now();
})();
