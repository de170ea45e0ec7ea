/** Fields of the sources' forms as their partial templates take them. */

export interface Option {
  readonly value: string;
  readonly label: string;
  readonly selected: boolean;
}

/** Of `sources/choice`. */
export interface Choice {
  /** What follows `field-` and `error-` in the page: the path of an error. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly error: string | null;
  readonly options: readonly Option[];
}

/** Of `sources/picker`: a source on file, by name or by choosing while one types. */
export interface Picker {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  /** Name of the hidden field with the chosen id, and that id. */
  readonly idField: string;
  readonly chosen: string;
  /** What is offered, as a query of the directory. */
  readonly filter: string;
  /** Whether only a source on file will do. */
  readonly knownOnly: boolean;
  readonly error: string | null;
}

/** Of `sources/reason`. */
export interface Reason {
  readonly id: string;
  readonly value: string;
  readonly error: string | null;
}

export function options(
  chosen: string,
  pairs: readonly (readonly [value: string, label: string])[],
): Option[] {
  return pairs.map(([value, label]) => ({ value, label, selected: value === chosen }));
}
