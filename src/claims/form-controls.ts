/** The controls of the claim form as its templates draw them: every field with its state. */
import type { FieldError } from '../web/errors.ts';
import type { Clash } from './form-merge.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly chosen: boolean;
}

/** One field with its label. Exactly one of `line`, `area`, `choices`, `tick` says what it is. */
export interface Control {
  /** The field's name: the path of its value in the claim's JSON. */
  readonly name: string;
  /** Its id in the page, which links and labels point at. */
  readonly id: string;
  readonly label: string;
  readonly hint: string | null;
  readonly value: string;
  readonly error: string | null;
  /** What somebody else saved here meanwhile. */
  readonly theirs: string | null;
  readonly focused: boolean;
  /** Words of the story: shown in serif. */
  readonly verbatim: boolean;
  readonly line: { readonly mode: string; readonly placeholder: string } | null;
  readonly area: { readonly rows: number } | null;
  readonly choices: readonly Choice[] | null;
  readonly tick: { readonly ticked: boolean } | null;
}

/** What the state of the controls is taken from. */
export interface Marks {
  readonly errors: ReadonlyMap<string, string>;
  readonly clashes: ReadonlyMap<string, string>;
  /** Name of the control that gets the focus; '' for none. */
  readonly focus: string;
}

export const NO_MARKS: Marks = { errors: new Map(), clashes: new Map(), focus: '' };

export type Options = Pick<Control, 'hint' | 'verbatim'>;

const PLAIN = { hint: null, verbatim: false };

function control(
  marks: Marks,
  name: string,
  label: string,
  value: string,
  options: Partial<Options>,
): Control {
  return {
    ...{ ...PLAIN, ...options },
    ...{
      name,
      id: `field-${name}`,
      label,
      value,
      line: null,
      area: null,
      choices: null,
      tick: null,
    },
    error: marks.errors.get(name) ?? null,
    theirs: marks.clashes.get(name) ?? null,
    focused: marks.focus === name,
  };
}

interface LineOptions {
  readonly mode?: string;
  readonly placeholder?: string;
  /** Whatever the value: a line, for what works with one only. */
  readonly isAlways?: boolean;
}

/** A text of one line; one that came with line ends gets the room that keeps them. */
export function line(
  marks: Marks,
  name: string,
  label: string,
  value: string,
  options: Partial<Options> & LineOptions = {},
): Control {
  const { mode = 'text', placeholder = '', isAlways = false, ...plain } = options;
  if (value.includes('\n') && !isAlways) return area(marks, name, label, value, plain);
  return { ...control(marks, name, label, value, plain), line: { mode, placeholder } };
}

/** A text of several lines. */
export function area(
  marks: Marks,
  name: string,
  label: string,
  value: string,
  options: Partial<Options> & { readonly rows?: number } = {},
): Control {
  const { rows = 2, ...plain } = options;
  return { ...control(marks, name, label, value, plain), area: { rows } };
}

/** A box to tick. */
export function tick(
  marks: Marks,
  name: string,
  label: string,
  ticked: boolean,
  options: Partial<Options> = {},
): Control {
  return { ...control(marks, name, label, 'yes', options), tick: { ticked } };
}

/** One of a vocabulary; `blank` labels the choice of none. */
export function select(
  marks: Marks,
  name: string,
  label: string,
  value: string,
  labels: Readonly<Record<string, string>>,
  options: Partial<Options> & { readonly blank?: string } = {},
): Control {
  const { blank, ...plain } = options;
  const made = control(marks, name, label, value, plain);
  const theirs = made.theirs === null ? null : (labels[made.theirs] ?? made.theirs);
  return { ...made, theirs, choices: choicesOf(value, labels, blank) };
}

/** What a code of a vocabulary is called; what is none (`constructor`, say) is its own name. */
export function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(labels, code) ? (labels[code] ?? code) : code;
}

/** A value that is none of the choices is offered too: what was sent is shown again. */
function choicesOf(
  value: string,
  labels: Readonly<Record<string, string>>,
  blank?: string,
): Choice[] {
  const known: [string, string][] = blank === undefined ? [] : [['', blank]];
  known.push(...Object.entries(labels));
  if (value !== '' && !known.some(([code]) => code === value)) known.push([value, value]);
  return known.map(([code, label]) => ({ value: code, label, chosen: code === value }));
}

/** Errors and clashes by the control that shows them. */
export function marksOf(
  errors: readonly FieldError[],
  clashes: readonly Clash[],
  focus: string,
): Marks {
  const byName = new Map<string, string>();
  for (const { path, message } of errors) {
    const name = controlOf(path);
    if (!byName.has(name)) byName.set(name, message);
  }
  return {
    errors: byName,
    clashes: new Map(
      clashes.map(({ path, theirs }) => [
        WHOLE_LISTS.includes(path) ? path : controlOf(path),
        SAID[theirs] ?? theirs,
      ]),
    ),
    focus,
  };
}

// Lists without rows of their own identity clash as a whole, and say so below the list.
const WHOLE_LISTS = ['subjects', 'appearances'];
const SAID: Readonly<Record<string, string>> = {
  '': 'nothing',
  true: 'ticked',
  false: 'not ticked',
};

const ROW = '(attributions\\.\\d+)';
// Values that have no control of their own are shown at the one that stands for them.
const STANDS_FOR: readonly (readonly [RegExp, string])[] = [
  [/^(subjects\.\d+)(\..*)?$/, '$1.name'],
  [/^(appearances\.\d+)(\.(?:prefix|suffix|start|end))?$/, '$1.quote'],
  [/^(appearances|subjects|attributions|evidence)$/, 'statement'],
  [/^(evidence\.\d+)(\.id)?$/, '$1.title'],
  [new RegExp(`^${ROW}(\\.(?:id|reply_id|source|source\\.id))?$`), '$1.source.name'],
  [new RegExp(`^${ROW}\\.source\\.partial_types(\\..*)?$`), '$1.source.partial_types'],
  [new RegExp(`^${ROW}\\.on_behalf_of(\\..*)?$`), '$1.on_behalf_of.name'],
  [new RegExp(`^${ROW}\\.via$`), '$1.via.0.source.name'],
  [new RegExp(`^${ROW}(\\.via\\.\\d+)\\.own_channel$`), '$1$2.own_channel'],
  [new RegExp(`^${ROW}(\\.via\\.\\d+)(\\..*)?$`), '$1$2.source.name'],
  [new RegExp(`^${ROW}\\.retracts(\\..*)?$`), '$1.retracts'],
  [new RegExp(`^${ROW}\\.(?:identity_known\\..*|known_by|known_on)$`), '$1.identity_known'],
  [/^(?:version|id|do|)$/, 'statement'],
];

/** Name of the control that shows what is wrong with the value at `path`. */
function controlOf(path: string): string {
  const found = STANDS_FOR.find(([pattern]) => pattern.test(path));
  if (!found) return path;
  // A subject's type has its own control; everything else of it is its name.
  if (/^subjects\.\d+\.type$/.test(path)) return path;
  return path.replace(found[0], found[1]);
}

/** "Attribution 2: say who the source is": an error as the summary on top lists it. */
export function inSummary({ path, message }: FieldError): FieldError {
  const [list = '', index] = path.split('.');
  const row = ROW_NAMES[list];
  const isRow = row !== undefined && /^\d+$/.test(index ?? '');
  const where = isRow ? `${row} ${Number(index) + 1}: ` : '';
  const text = where === '' ? message : message.charAt(0).toLowerCase() + message.slice(1);
  return { path: controlOf(path), message: `${where}${text}` };
}

const ROW_NAMES: Readonly<Record<string, string>> = {
  attributions: 'Attribution',
  subjects: 'Subject',
  appearances: 'Passage',
  evidence: 'Evidence',
};
