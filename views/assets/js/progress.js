/** Long work says how far it is: `data-progress` is the address of its JSON. */
const EVERY_MS = 1500;
const box = document.querySelector('[data-progress]');

/** @param {Element} shown */
async function look(shown) {
  const response = await fetch(shown.getAttribute('data-progress') ?? '').catch(() => null);
  const state = response?.ok ? await response.json().catch(() => null) : null;
  if (state && !state.running) return location.reload();
  const bar = shown.querySelector('progress');
  if (state && bar) {
    const isUndo = state.undone_at !== null;
    const done = isUndo ? ['undone', 'left'] : ['done', 'skipped'];
    bar.value = state.outcomes
      .filter((/** @type {{ outcome: string }} */ one) => done.includes(one.outcome))
      .reduce(
        (/** @type {number} */ sum, /** @type {{ count: number }} */ one) => sum + one.count,
        0,
      );
    const text = shown.querySelector('[data-progress-text]');
    if (text)
      text.textContent = `${bar.value} of ${bar.max} ${isUndo ? 'taken back or left' : 'looked at'} so far.`;
  }
  setTimeout(look, EVERY_MS, shown);
}

if (box) setTimeout(look, EVERY_MS, box);

export {};
