/** Changes what a list shows without anybody losing their place in it. */
/**
 * What has the focus, as a selector that finds it in the next list too.
 * @param {Element} root
 */
function focusedIn(root) {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || !root.contains(element)) return null;
  const { choice } = element.dataset;
  if (choice !== undefined) return `[data-choice="${CSS.escape(choice)}"]`;
  if (element.id !== '') return `#${CSS.escape(element.id)}`;
  const field = element.closest('form')?.querySelector('input:not([type=hidden])');
  if (field) return `[name="${CSS.escape(field.getAttribute('name') ?? '')}"]`;
  return element.closest('.pages') ? '#found' : '#sentence';
}

/**
 * Puts another list in place of what `root` shows; focus, scroll and open filters stay.
 * @param {Element} root
 * @param {Element} list
 */
export function replaceList(root, list) {
  const selector = focusedIn(root);
  const top = document.activeElement?.getBoundingClientRect().top ?? 0;
  const open = [...root.querySelectorAll('details[open][data-open]')].map(nameOf);
  root.replaceChildren(...list.childNodes);
  for (const details of root.querySelectorAll('details[data-open]')) {
    if (details instanceof HTMLDetailsElement && open.includes(nameOf(details)))
      details.open = true;
  }
  const focused = selector ? root.querySelector(selector) : null;
  if (!(focused instanceof HTMLElement)) return;
  focused.focus({ preventScroll: true });
  if (selector === '#found') root.scrollIntoView();
  else scrollBy(0, focused.getBoundingClientRect().top - top);
}

/** @param {Element} details */
const nameOf = (details) => details.getAttribute('data-open');
