/** The list of a page's keys, made of what the page declares, in place of `partials/keys`. */

/** @param {HTMLElement} element */
function wordsOf(element) {
  const label = element.dataset.keyDoes ?? element.getAttribute('aria-label');
  return (label ?? element.textContent ?? '').trim();
}

/** @returns {Map<string, string>} what each key does, the page's first word for it */
function declared() {
  const keys = new Map();
  const list = document.querySelector('[data-rows]');
  if (list instanceof HTMLElement) {
    keys.set('j', `the next ${list.dataset.rows}`).set('k', `the ${list.dataset.rows} before`);
  }
  for (const element of document.querySelectorAll('[data-key]')) {
    if (!(element instanceof HTMLElement) || keys.has(element.dataset.key)) continue;
    keys.set(element.dataset.key, wordsOf(element));
  }
  return keys.set('?', 'this list');
}

/**
 * @param {HTMLDetailsElement} home
 * @param {boolean} isOn whether this person wants single keys
 * @returns {() => void} shows the list
 */
export function makeKeyList(home, isOn) {
  const keys = declared();
  const dialog = document.createElement('dialog');
  dialog.className = 'key-list';
  dialog.setAttribute('aria-labelledby', 'key-list-title');
  const title = document.createElement('h2');
  title.id = 'key-list-title';
  title.textContent = 'Keys on this page';
  const list = document.createElement('dl');
  list.className = 'record';
  for (const [key, does] of keys) {
    const term = document.createElement('dt');
    term.append(kbd(key));
    list.append(term, Object.assign(document.createElement('dd'), { textContent: does }));
  }
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.addEventListener('click', () => dialog.close());
  home.querySelector('summary')?.remove();
  dialog.append(title, list, ...home.children, close);
  const open = document.createElement('button');
  open.type = 'button';
  open.className = 'quiet keys';
  open.append('Keys', ...(isOn ? [' ', kbd('?')] : []));
  open.addEventListener('click', () => dialog.showModal());
  home.replaceWith(open, dialog);
  if (isOn) showOnButtons();
  return () => dialog.showModal();
}

// Their styles write the key beside the words.
function showOnButtons() {
  for (const element of document.querySelectorAll('[data-key]')) {
    const key = element.getAttribute('data-key');
    if (key) element.setAttribute('aria-keyshortcuts', key);
  }
}

/** @param {string} key */
function kbd(key) {
  return Object.assign(document.createElement('kbd'), { textContent: key });
}
