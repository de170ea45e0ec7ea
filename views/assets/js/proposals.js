/**
 * Proposals by single keys, for whoever wants them: each presses a button of the current proposal,
 * so that everything else happens as with the mouse. They can be switched off.
 */
const root = document.querySelector('[data-proposals]');
const keys = document.querySelector('[data-proposal-keys]');
const isOn = document.querySelector('#single-keys');
const STORED = 'single-keys';

/** @returns {HTMLElement[]} */
function proposals() {
  return [...document.querySelectorAll('[data-proposal]')].filter(
    (one) => one instanceof HTMLElement,
  );
}

function current() {
  return proposals().find((one) => one.hasAttribute('aria-current'));
}

/**
 * Makes a proposal the current one, with its words in the text.
 * @param {HTMLElement} proposal
 */
function choose(proposal) {
  current()?.removeAttribute('aria-current');
  proposal.setAttribute('aria-current', 'true');
  for (const mark of document.querySelectorAll('.proposals mark')) mark.classList.remove('current');
  const words = document.querySelectorAll(`[data-of~="${proposal.dataset.proposal}"]`);
  for (const mark of words) mark.classList.add('current');
  if (matchMedia('(width >= 960px)').matches) words[0]?.scrollIntoView({ block: 'nearest' });
}

/** @param {HTMLElement | undefined} proposal */
function goTo(proposal) {
  if (!proposal) return;
  choose(proposal);
  proposal.focus();
}

/** @param {string} key */
function press(key) {
  const proposal = current();
  if (key === '?' && keys instanceof HTMLDetailsElement) {
    keys.open = !keys.open;
    keys.querySelector('summary')?.focus();
  } else if (key === 'j' || key === 'k') {
    const all = proposals();
    const at = proposal ? all.indexOf(proposal) : -1;
    goTo(all[at + (key === 'j' ? 1 : -1)]);
  } else if (/^[aexu]$/.test(key)) {
    const button = proposal?.querySelector(`[data-key="${key}"]`);
    if (button instanceof HTMLElement) button.click();
  }
}

if (root && keys instanceof HTMLElement && isOn instanceof HTMLInputElement) {
  keys.hidden = false;
  isOn.checked = localStorage.getItem(STORED) !== 'off';
  isOn.addEventListener('change', () => {
    localStorage.setItem(STORED, isOn.checked ? 'on' : 'off');
  });
  document.addEventListener('keydown', (event) => {
    const isTyping =
      event.target instanceof HTMLElement &&
      event.target.matches('input:not([type=checkbox]), textarea, select');
    const isOther = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
    if (isTyping || isOther || !isOn.checked || event.defaultPrevented) return;
    press(event.key);
  });
  root.addEventListener('focusin', ({ target }) => {
    const proposal = target instanceof Element ? target.closest('[data-proposal]') : null;
    if (proposal instanceof HTMLElement && proposal !== current()) choose(proposal);
  });
  // Where a decision led on, the next proposal is at hand.
  if (location.hash.startsWith('#proposal-')) goTo(current());
}

export {};
