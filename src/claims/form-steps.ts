/**
 * The buttons that change the form itself: `add:subjects`, `remove:attributions.2`,
 * `up:attributions.0.via.1`. Each works as an ordinary submission too, and gives the page again.
 */
import { BLANK_ROWS, type ClaimForm, type ListName } from './form.ts';

type Rows = readonly object[];

/** Whether the pressed button asks for a step, not for saving or checking. */
export function isStep(form: ClaimForm): boolean {
  return /^(?:add|remove|up):/.test(form.do);
}

/** The form after the step, and the path of the row to go to. An unknown step changes nothing. */
export function applyStep(form: ClaimForm): { readonly form: ClaimForm; readonly focus: string } {
  const [verb = '', path = ''] = form.do.split(':');
  const parts = path.split('.');
  const index = verb === 'add' ? -1 : Number(parts.pop());
  const list = parts.join('.');
  const rows = parts.length === 3 ? relaysOf(form, parts) : topRows(form, parts);
  if (!rows || !Number.isInteger(index) || index >= rows.length) return { form, focus: '' };
  const name = parts.at(-1) as ListName;
  const next = changeRows(rows, verb, index, BLANK_ROWS[name]);
  const focus = focusAfter(verb, index, next.length);
  const changed = parts.length === 3 ? withRelays(form, parts, next) : { ...form, [name]: next };
  return { form: changed as ClaimForm, focus: focus < 0 ? list : `${list}.${focus}` };
}

function changeRows(rows: Rows, verb: string, index: number, blank: object): Rows {
  if (verb === 'add') return [...rows, blank];
  if (verb === 'remove') return rows.filter((_, at) => at !== index);
  const moved = rows[index];
  if (!moved || index === 0) return rows;
  const others = rows.filter((_, at) => at !== index);
  return [...others.slice(0, index - 1), moved, ...others.slice(index - 1)];
}

function focusAfter(verb: string, index: number, left: number): number {
  if (verb === 'add') return left - 1;
  return verb === 'up' ? Math.max(0, index - 1) : Math.min(index, left - 1);
}

function topRows(form: ClaimForm, parts: readonly string[]): Rows | null {
  const name = parts[0] ?? '';
  const isList = parts.length === 1 && Object.hasOwn(BLANK_ROWS, name) && name !== 'via';
  return isList ? form[name as Exclude<ListName, 'via'>] : null;
}

function relaysOf(form: ClaimForm, [list, index, name]: readonly string[]): Rows | null {
  if (list !== 'attributions' || name !== 'via') return null;
  return form.attributions[Number(index)]?.via ?? null;
}

function withRelays(form: ClaimForm, [, index]: readonly string[], via: Rows): object {
  const attributions = form.attributions.map((row, at) =>
    at === Number(index) ? { ...row, via } : row,
  );
  return { ...form, attributions };
}
