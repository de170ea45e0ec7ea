/**
 * Keeps the panel beside the claim form up to date while one types: the server is asked what would
 * come of it, and every `data-live` part of its page replaces the one here. One question at a time.
 */
const WAIT_MS = 400;
const form = document.querySelector('[data-claim-form]');

if (form instanceof HTMLFormElement) {
  let wait = 0;
  let isAsking = false;
  let isStale = false;
  const look = async () => {
    if (isAsking) {
      isStale = true;
      return;
    }
    isAsking = true;
    await ask(form);
    isAsking = false;
    if (isStale) {
      isStale = false;
      await look();
    }
  };
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement) notePicked(target);
    clearTimeout(wait);
    wait = setTimeout(look, WAIT_MS);
  });
}

/** @param {HTMLFormElement} form */
async function ask(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    // The check is the same address for a new claim and for one that is changed.
    if (typeof value === 'string' && name !== '_method') body.append(name, value);
  }
  // Without an answer the panel stays as it is; the button asks again.
  const response = await fetch('/claims/check', { method: 'POST', body }).catch(() => null);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const fresh of page.querySelectorAll('[data-live]')) {
    const shown = document.querySelector(
      `[data-live="${CSS.escape(fresh.getAttribute('data-live') ?? '')}"]`,
    );
    if (shown && shown.innerHTML !== fresh.innerHTML) shown.replaceChildren(...fresh.childNodes);
  }
}

/**
 * A source that was picked is known by the text that it had then; another text describes another
 * source, and the fields for that come back.
 * @param {HTMLInputElement} input
 */
function notePicked(input) {
  const path = input.name.replace(/\.(?:id|name)$/, '');
  const field = (/** @type {string} */ name) => {
    const found = input.form?.elements.namedItem(`${path}.${name}`);
    return found instanceof HTMLInputElement ? found : null;
  };
  const [id, known, name] = [field('id'), field('known'), field('name')];
  if (path === input.name || !id || !known || !name) return;
  if (input === id) known.value = name.value;
  const isPicked = id.value !== '' && known.value === name.value;
  for (const part of document.querySelectorAll(`[data-description="${CSS.escape(path)}"]`)) {
    if (part instanceof HTMLElement) part.hidden = isPicked;
  }
}

export {};
