/**
 * The claim form's own buttons at once, without a trip to the server: add, remove and move rows.
 *
 * A button `do=add:subjects` clones `<template data-item="subjects">` into the list
 * `data-list="subjects"`; rows are numbered anew, since their order is the order of their numbers.
 */
import { renumber } from './renumber.js';

const form = document.querySelector('[data-claim-form]');
if (form instanceof HTMLFormElement) form.addEventListener('click', step);

/** @param {MouseEvent} event */
function step(event) {
  const button = event.target instanceof Element ? event.target.closest('button') : null;
  const [verb = '', path = ''] = button?.name === 'do' ? button.value.split(':') : [];
  const done =
    verb === 'add' ? add(path) : verb === 'remove' ? remove(path) : verb === 'up' && up(path);
  if (!done) return;
  event.preventDefault();
  // For the preview, which looks again at the form.
  form?.dispatchEvent(new Event('input', { bubbles: true }));
}

/** @param {string} path */
function add(path) {
  const name = path.split('.').at(-1);
  const list = listOf(path);
  const template = document.querySelector(`template[data-item="${name}"]`);
  if (!list || !(template instanceof HTMLTemplateElement)) return false;
  const at = String(list.children.length);
  const number = String(list.children.length + 1);
  // Our own markup, and the path holds names and numbers only.
  const html = template.innerHTML.replaceAll('@@', `${path}.${at}`).replaceAll('@#', number);
  list.insertAdjacentHTML('beforeend', html);
  focusIn(list.lastElementChild);
  return true;
}

/** @param {string} path */
function remove(path) {
  const row = rowOf(path);
  const list = row?.parentElement;
  if (!row || !list) return false;
  const next = row.nextElementSibling ?? row.previousElementSibling;
  row.remove();
  renumber(list);
  const name = list.getAttribute('data-list') ?? '';
  focusIn(next ?? document.querySelector(`button[value="add:${CSS.escape(name)}"]`));
  return true;
}

/** @param {string} path */
function up(path) {
  const row = rowOf(path);
  const before = row?.previousElementSibling;
  if (!row || !before?.parentElement) return true;
  before.before(row);
  renumber(before.parentElement);
  row.querySelector('button')?.focus();
  return true;
}

/** @param {string} path */
function listOf(path) {
  return document.querySelector(`[data-list="${CSS.escape(path)}"]`);
}

/** @param {string} path */
function rowOf(path) {
  return document.querySelector(`[data-row="${CSS.escape(path)}"]`);
}

/** @param {Element | null} element the row's first field, or a button, gets the focus */
function focusIn(element) {
  const controls = 'input:not([type="hidden"]), textarea, select';
  const target = element?.querySelector(`input:checked, ${controls}`) ?? element;
  if (target instanceof HTMLElement) target.focus();
}
