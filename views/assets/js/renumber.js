/**
 * Numbers the rows of a list by their order: `attributions.2.wording` in the third row becomes
 * `attributions.1.wording` when that row is the second, in every attribute but what was typed.
 *
 */
/** @param {Element} list its rows bear their path in `data-row` */
export function renumber(list) {
  const name = list.getAttribute('data-list') ?? '';
  for (const [at, row] of [...list.children].entries()) {
    const old = row.getAttribute('data-row') ?? '';
    const next = `${name}.${at}`;
    for (const element of [row, ...row.querySelectorAll('*')]) rename(element, old, next);
    const number = row.querySelector('[data-number]');
    if (number) number.textContent = String(at + 1);
  }
}

/** @param {Element} element @param {string} old @param {string} next */
function rename(element, old, next) {
  for (const { name, value } of [...element.attributes]) {
    if (name === 'value' && !(element instanceof HTMLButtonElement)) continue;
    const at = value.indexOf(old);
    const after = value.charAt(at + old.length);
    const isWhole = at >= 0 && (after === '' || after === '.');
    if (isWhole) element.setAttribute(name, value.replace(old, next));
  }
}
