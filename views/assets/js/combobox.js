/**
 * The keyboard and ARIA side of a text field that offers choices (WAI-ARIA combobox with a listbox):
 * arrows walk, Enter takes, Escape closes; the focus never leaves the field.
 *
 * @typedef {{ label: string, remark: string }} Choice
 */
let listsMade = 0;

/**
 * @template {Choice} T
 * @param {HTMLInputElement} input
 * @param {(choice: T) => void} take called when one is chosen
 * @returns {(choices: readonly T[]) => void} shows choices; none closes the list
 */
export function makeCombobox(input, take) {
  const list = makeList(input);
  /** @type {readonly T[]} */
  let offered = [];
  let active = -1;

  const activate = (/** @type {number} */ at) => {
    active = at;
    for (const [index, option] of [...list.children].entries()) {
      option.ariaSelected = String(index === at);
      if (index === at) option.scrollIntoView({ block: 'nearest' });
    }
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else input.setAttribute('aria-activedescendant', list.children[at]?.id ?? '');
  };
  const open = (/** @type {boolean} */ wanted) => {
    list.hidden = !wanted || offered.length === 0;
    input.ariaExpanded = String(!list.hidden);
    activate(-1);
  };
  const choose = (/** @type {number} */ at) => {
    const choice = offered[at];
    open(false);
    if (choice) take(choice);
  };

  input.addEventListener('blur', () => open(false));
  input.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && offered.length > 0) {
      if (list.hidden) open(true);
      const from = active < 0 && step < 0 ? offered.length : active;
      activate((from + step + offered.length) % offered.length);
    } else if (event.key === 'Escape' && !list.hidden) open(false);
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else return;
    event.preventDefault();
  });
  // Pressing the mouse must not take the focus away, which would close the list before the click.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const option = target instanceof Element ? target.closest('[role="option"]') : null;
    if (option) choose([...list.children].indexOf(option));
  });
  return (choices) => {
    offered = choices;
    list.replaceChildren(...choices.map((choice, at) => makeOption(choice, `${list.id}-${at}`)));
    open(document.activeElement === input);
  };
}

/** @param {HTMLInputElement} input */
function makeList(input) {
  const list = document.createElement('ul');
  listsMade += 1;
  list.id = `choices-${listsMade}`;
  Object.assign(list, { className: 'choices', role: 'listbox', hidden: true });
  list.ariaLabel = 'On file';
  input.after(list);
  Object.assign(input, { role: 'combobox', ariaExpanded: 'false', ariaAutoComplete: 'list' });
  input.setAttribute('aria-controls', list.id);
  input.autocomplete = 'off';
  return list;
}

/**
 * @param {Choice} choice
 * @param {string} id
 */
function makeOption({ label, remark }, id) {
  const option = document.createElement('li');
  const name = document.createElement('bdi');
  const small = document.createElement('span');
  name.textContent = label;
  small.textContent = remark;
  Object.assign(option, { id, role: 'option', ariaSelected: 'false' });
  option.append(name, ' ', small);
  return option;
}
