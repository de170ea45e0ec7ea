/**
 * Single keys, for whoever wants them. A page only declares which key presses what, and takes in
 * `partials/keys`, where the keys are listed and switched off; without it no key does anything.
 *
 *   <a href="…" data-key="j" data-key-does="the next claim">   links and buttons are pressed
 *   <input type="search" data-key="/">                        a field gets the focus
 *   <summary data-key="c">                                    opens, and its first field is focused
 *   <ol data-rows="claim"><li tabindex="-1">…                 j and k go through the rows
 *
 * A key that is declared inside a row is the current row's: the one that last had the focus.
 * Nothing is pressed while somebody types or holds another key.
 */
import { makeKeyList } from './key-list.js';

const home = document.querySelector('details[data-keys]');
const isOn = home instanceof HTMLElement && home.dataset.keys === 'on';

function rows() {
  const all = [...document.querySelectorAll('[data-rows] > *')];
  return all.filter((one) => one instanceof HTMLElement);
}

/** @param {EventTarget | null} target */
function rowOf(target) {
  return target instanceof Element ? rows().find((row) => row.contains(target)) : undefined;
}

function currentRow() {
  return rows().find((row) => row.getAttribute('aria-current') === 'true');
}

/** @param {string} key */
function targetOf(key) {
  const all = [...document.querySelectorAll('[data-key]')].filter(
    (one) => one instanceof HTMLElement && one.dataset.key === key && one.checkVisibility(),
  );
  const found = all.find((one) => currentRow()?.contains(one)) ?? all.find((one) => !rowOf(one));
  return found instanceof HTMLElement ? found : null;
}

/** @param {HTMLElement} target */
function press(target) {
  if (target.matches('a, button')) return target.click();
  const details = target.matches('summary') ? target.parentElement : null;
  if (!(details instanceof HTMLDetailsElement)) return target.focus();
  details.open = true;
  const field = details.querySelector('textarea, select, input:not([type=hidden])');
  if (field instanceof HTMLElement) field.focus();
  else target.focus();
}

/** @param {number} steps */
function goAlong(steps) {
  const all = rows();
  const current = currentRow();
  const at = current ? all.indexOf(current) : steps > 0 ? -1 : all.length;
  all[at + steps]?.focus();
}

/**
 * The key by its letter, on a keyboard for another script too.
 * @param {KeyboardEvent} event
 */
function keyOf({ key, code }) {
  return /^[!-~]$/.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key);
}

/** @param {KeyboardEvent} event */
function isMeant(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.isComposing) {
    return false;
  }
  const { target } = event;
  const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';
  if (event.defaultPrevented || document.querySelector('dialog[open]')) return false;
  return !(target instanceof Element && target.closest(typing));
}

document.addEventListener('focusin', ({ target }) => {
  const row = rowOf(target);
  if (!row) return;
  currentRow()?.removeAttribute('aria-current');
  row.setAttribute('aria-current', 'true');
});

if (home instanceof HTMLDetailsElement) {
  const showList = makeKeyList(home, isOn);
  document.addEventListener('keydown', (event) => {
    if (!isOn || !isMeant(event)) return;
    const key = keyOf(event);
    const target = targetOf(key);
    const steps = { j: 1, k: -1 }[key] ?? 0;
    if (key === '?') showList();
    else if (target) press(target);
    else if (steps !== 0 && rows().length > 0) goAlong(steps);
    else return;
    event.preventDefault();
  });
}
