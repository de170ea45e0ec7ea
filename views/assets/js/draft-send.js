/** How a form's draft gets to the server. */

/** Browsers send no more than that once a page is gone. */
export const MOST_LEAVING = 60_000;

/**
 * Sends a form's fields to be kept; nothing is thrown where that fails.
 * @param {HTMLFormElement} form
 * @param {string} query
 * @param {boolean} isLeaving
 * @param {AbortSignal} signal
 */
export async function send(form, query, isLeaving, signal) {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
  const key = new URL(body.get('_draft') ?? '/', location.origin).searchParams.get('draft');
  const size = body.toString().length;
  const keepalive = isLeaving && size < MOST_LEAVING;
  const init = { method: 'PUT', body, keepalive, signal };
  const response = await fetch(`/drafts/${key}.json?${query}`, init).catch(() => null);
  const saved = response?.ok ? await response.json().catch(() => null) : null;
  return { status: response?.status ?? 0, saved, size };
}

/**
 * The draft was settled, or belongs to another tab: what is typed here is another one from now on.
 * @param {HTMLFormElement} form
 */
export function renewKey(form) {
  const field = form.elements.namedItem('_draft');
  if (!(field instanceof HTMLInputElement)) return;
  const url = new URL(field.value, location.origin);
  url.searchParams.set('draft', makeKey());
  field.value = url.pathname + url.search + url.hash;
}

/** As long as the server's, and as hard to guess. */
export function makeKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_');
}
