/**
 * Offers sources on file while a name is typed. Without it the text alone is sent, and the server
 * finds or makes the source by its name.
 *
 *   <div class="field">
 *     <label for="field-source.name">Source <span class="hint" data-picker-note></span></label>
 *     <input id="field-source.name" name="source.name" data-source-picker
 *       data-id-field="source.id" data-article="7" data-filter="identity=named_org">
 *     <input type="hidden" name="source.id">
 *   </div>
 *
 * - `data-id-field`: name of the field, in the same form, that gets the chosen source's id. It is
 *   emptied when the text is changed, and sends an `input` event when a choice fills it.
 * - `data-article` (optional): also offer the unnamed sources of this article.
 * - `data-filter` (optional): more of the query of `/sources.json`.
 * - `data-known-only` (optional): only a source on file will do; the note says so.
 * - `[data-picker-note]` in the same `.field` (optional) says what the text means:
 *   "unnamed, in this article · new".
 *
 * Fields that are added to the page later are found when they get the focus.
 */
import { makeCombobox } from './combobox.js';

const WAIT_MS = 150;
/** @type {WeakSet<Element>} */
const attached = new WeakSet();

for (const input of document.querySelectorAll('[data-source-picker]')) attach(input);
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof Element && target.matches('[data-source-picker]')) attach(target);
});

/** @param {Element} input */
function attach(input) {
  if (!(input instanceof HTMLInputElement) || attached.has(input)) return;
  attached.add(input);
  let wait = 0;
  let asking = new AbortController();
  const offer = makeCombobox(input, (/** @type {Offered} */ choice) => {
    asking.abort();
    input.value = choice.label;
    setNote(input, `${choice.remark} · on file`);
    setId(input, String(choice.id))?.dispatchEvent(new Event('input', { bubbles: true }));
  });
  input.addEventListener('input', () => {
    clearTimeout(wait);
    // One question at a time: what was asked before is of no use any more.
    asking.abort();
    asking = new AbortController();
    setId(input, '');
    setNote(input, '');
    offer([]);
    if (input.value.trim() !== '') wait = setTimeout(search, WAIT_MS, input, asking.signal, offer);
  });
}

/**
 * @typedef {{ label: string, remark: string, id: number }} Offered
 * @param {HTMLInputElement} input
 * @param {AbortSignal} signal
 * @param {(choices: readonly Offered[]) => void} offer
 */
async function search(input, signal, offer) {
  const query = new URLSearchParams(input.dataset.filter);
  query.set('q', input.value);
  query.set('per_page', '8');
  // Without an article only named sources can be meant: unnamed ones belong to theirs.
  if (input.dataset.article) query.set('article', input.dataset.article);
  else if (!query.has('identity')) query.set('identity', 'named');
  // A failed question leaves a plain text field, which is enough.
  const response = await fetch(`/sources.json?${query}`, { signal }).catch(() => null);
  const answer = response?.ok ? await response.json().catch(() => null) : null;
  if (!answer || signal.aborted) return;
  offer(answer.sources.map(readOffered));
  const isUnfit = 'knownOnly' in input.dataset && !answer.on_file;
  setNote(input, isUnfit ? 'not on file' : answer.meant);
}

/** @param {{ id: number, name: string, remark: string }} source */
function readOffered({ id, name, remark }) {
  return { id, label: name, remark };
}

/** @param {HTMLInputElement} input @param {string} text */
function setNote(input, text) {
  const note = input.closest('.field')?.querySelector('[data-picker-note]');
  if (!note) return;
  note.setAttribute('aria-live', 'polite');
  note.textContent = text;
}

/** @param {HTMLInputElement} input @param {string} id */
function setId(input, id) {
  const field = input.form?.elements.namedItem(input.dataset.idField ?? '');
  if (!(field instanceof HTMLInputElement)) return null;
  field.value = id;
  return field;
}
