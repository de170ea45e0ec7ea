/** The current proposal's words are marked in the text beside it; its keys are in keys.js. */
const root = document.querySelector('[data-proposals]');

/** @param {Element} proposal */
function markWords(proposal) {
  for (const mark of document.querySelectorAll('.proposals mark')) mark.classList.remove('current');
  const words = document.querySelectorAll(`[data-of~="${proposal.getAttribute('data-proposal')}"]`);
  for (const mark of words) mark.classList.add('current');
  if (matchMedia('(width >= 960px)').matches) words[0]?.scrollIntoView({ block: 'nearest' });
}

root?.addEventListener('focusin', ({ target }) => {
  const proposal = target instanceof Element ? target.closest('[data-proposal]') : null;
  if (proposal) markWords(proposal);
});
// Where a decision led on, the next proposal is at hand.
if (location.hash.startsWith('#proposal-')) {
  const current = document.querySelector('[data-proposal][aria-current]');
  if (current instanceof HTMLElement) current.focus();
}

export {};
