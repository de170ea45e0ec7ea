/**
 * Keeps on the server what is typed into a form with `data-draft`, a second after the last key: one
 * request at a time, and once more when one leaves. What cannot be kept stays in the form, and the
 * line `[data-draft-state]` says so.
 */
import { MOST_LEAVING, makeKey, renewKey, send } from './draft-send.js';

const WAIT_MS = 1000;
const RETRY_MS = 10_000;
const REFUSED = new Map([
  [401, 'You were signed out: sign in in another tab. Nothing here is lost.'],
  [403, 'Not kept: somebody else is signed in here now.'],
  [409, 'Open in another tab too: kept apart from that one.'],
  [410, 'An administrator redacted words in it: open this form again.'],
  [413, 'Too long to be kept while you type: save it now and then.'],
]);

for (const form of document.querySelectorAll('form[data-draft]')) {
  if (form instanceof HTMLFormElement) keep(form);
}

/** @param {HTMLFormElement} form */
function keep(form) {
  const line = form.querySelector('[data-draft-state]');
  const writer = makeKey();
  let [seen, wait] = [form.dataset.draftSeen ?? '0', 0];
  // Typed since it was kept last; on its way; sent as a whole; not safe to leave.
  let [isTyped, isSaving, isSent, isAtRisk] = [false, false, false, false];
  let sending = new AbortController();
  async function save(isLeaving = false) {
    clearTimeout(wait);
    if (!isTyped || isSent || (isSaving && !isLeaving)) return;
    if (isSaving) sending.abort();
    sending = new AbortController();
    [isSaving, isTyped] = [true, false];
    const { signal } = sending;
    const { status, saved, size } = await send(
      form,
      `writer=${writer}&seen=${seen}`,
      isLeaving,
      signal,
    );
    if (signal.aborted) return;
    isSaving = false;
    isAtRisk = !saved || size > MOST_LEAVING;
    if (saved) seen = saved.revision;
    else isTyped = true;
    if (status === 409) renewKey(form);
    if (line) line.textContent = saved ? `Draft saved ${saved.clock}, for you alone` : say(status);
    if (saved && !saved.url.includes('#')) history.replaceState(history.state, '', saved.url);
    if (isTyped && status !== 413 && status !== 410)
      wait = setTimeout(save, saved || status === 409 ? WAIT_MS : RETRY_MS);
  }
  const note = () => {
    isTyped = true;
    clearTimeout(wait);
    wait = setTimeout(save, WAIT_MS);
  };
  for (const kind of ['input', 'change']) form.addEventListener(kind, note);
  form.addEventListener('submit', () => {
    isSent = true;
    sending.abort();
  });
  // One may come back to a form that was sent.
  addEventListener('pageshow', () => {
    isSent = false;
  });
  addEventListener('pagehide', () => save(true));
  document.addEventListener('visibilitychange', () => save(document.visibilityState === 'hidden'));
  addEventListener('beforeunload', (event) => {
    if (isTyped && isAtRisk && !isSent) event.preventDefault();
  });
  if ('draftUnsaved' in form.dataset) note();
}

/** @param {number} status */
function say(status) {
  return REFUSED.get(status) ?? 'Not kept yet: the server does not answer. It is tried again.';
}
