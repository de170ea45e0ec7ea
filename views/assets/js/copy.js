/**
 * Copies the text of a field. The button is hidden where this does not run:
 *
 *   <button type="button" data-copy="id-of-the-field" hidden>Copy</button>
 *   <p role="status" data-copied></p>
 */
const copied = document.querySelector('[data-copied]');

/** @param {HTMLInputElement | HTMLTextAreaElement} field */
async function copy(field) {
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    if (copied) copied.textContent = 'Copied.';
  } catch {
    // Without the right to write there, the text is marked to be copied by hand.
    field.focus();
    if (copied) copied.textContent = 'Press Ctrl+C to copy what is marked.';
  }
}

for (const button of document.querySelectorAll('[data-copy]')) {
  if (!(button instanceof HTMLElement)) continue;
  const field = document.getElementById(button.dataset.copy ?? '');
  if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => copy(field));
}

export {};
