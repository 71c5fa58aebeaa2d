// Runs in the page before its own scripts; what `npm run bench:ui` measures with. Milliseconds.

/** When the field could first be typed into, counted from the start of loading. */
window.readyAt = new Promise((resolve) => {
  const look = () => {
    const field = document.querySelector('input[role="combobox"]');
    if (field === null || document.activeElement !== field) return;
    observer.disconnect();
    resolve(performance.now());
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  document.addEventListener('focusin', look);
});

/** Starts to measure; the function it leaves ends that and tells the longest frame. */
window.startFrames = () => {
  let longest = 0;
  let last = performance.now();
  let running = true;
  const tick = (now) => {
    longest = Math.max(longest, now - last);
    last = now;
    if (running) requestAnimationFrame(tick);
  };
  requestAnimationFrame((now) => {
    last = now;
    requestAnimationFrame(tick);
  });
  window.endFrames = () => {
    running = false;
    return longest;
  };
};

/** Scrolls a long list row by row for some seconds, then in leaps over all of it. */
window.scrollRows = async (selector) => {
  const list = document.querySelector(selector);
  const frame = () => new Promise((next) => requestAnimationFrame(next));
  for (let step = 0; step < 200; step += 1) {
    list.scrollTop += 60;
    await frame();
  }
  const height = list.scrollHeight - list.clientHeight;
  for (let step = 0; step <= 100; step += 1) {
    list.scrollTop = (height * step) / 100;
    await frame();
  }
};

/** Does something and tells how long it took until a drawn page showed the mark in sight. */
window.untilMarked = async (act) => {
  const started = performance.now();
  act();
  for (;;) {
    const mark = document.querySelector('[data-page][data-drawn="true"] [data-mark="quoted"]');
    const pane = document.querySelector('[data-scroller]');
    if (mark !== null && pane !== null) {
      const [inner, outer] = [mark.getBoundingClientRect(), pane.getBoundingClientRect()];
      if (inner.top >= outer.top && inner.bottom <= outer.bottom)
        return performance.now() - started;
    }
    await new Promise((next) => requestAnimationFrame(next));
  }
};

/** From a click on the citation of that index in the last answer. */
window.citationToMark = (index) =>
  window.untilMarked(() => document.querySelectorAll('[data-citation]')[index].click());

/** From Enter in the field, on the hit that is chosen there. */
window.hitToMark = () =>
  window.untilMarked(() =>
    document
      .querySelector('input[role="combobox"]')
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true })),
  );
