/**
 * Values of criteria as numbers. A code says which value of its criterion, 0 that nothing is
 * recorded; a mark says the criterion as well, so that a list of marks is all one needs to know.
 */
import { CRITERIA } from '../criteria.ts';

export type Stored = string | number;

/** The codes of a criterion's values. */
export interface Dictionary {
  /** Ids are their own codes; other values get theirs as they occur. */
  readonly isOfIds: boolean;
  readonly codes: Map<Stored, number>;
  readonly stored: Stored[];
  /** No code that occurs is larger. */
  largest: number;
}

const CODE_BITS = 27;
export const LARGEST_CODE = 2 ** CODE_BITS - 1;

/** The dictionaries of all criteria, in their order, with the values of the fixed lists. */
export function newDictionaries(): readonly Dictionary[] {
  return CRITERIA.map(({ values }) => {
    const dictionary: Dictionary = {
      isOfIds: typeof values === 'string' && values !== 'desk',
      ...{ codes: new Map(), stored: [''], largest: 0 },
    };
    if (typeof values !== 'string') for (const { stored } of values) codeOf(dictionary, stored);
    return dictionary;
  });
}

/** The code of a value, which gets one if it is new. */
export function codeOf(dictionary: Dictionary, value: Stored | null): number {
  if (value === null) return 0;
  const { isOfIds, codes, stored } = dictionary;
  const code = isOfIds ? checked(Number(value)) : (codes.get(value) ?? stored.length);
  if (!isOfIds && code === stored.length) {
    codes.set(value, code);
    stored.push(value);
  }
  if (code > dictionary.largest) dictionary.largest = code;
  return code;
}

/** The code of a value, if it can occur at all. */
export function knownCode(dictionary: Dictionary, value: Stored): number | undefined {
  if (!dictionary.isOfIds) return dictionary.codes.get(value);
  return Number(value) <= LARGEST_CODE ? Number(value) : undefined;
}

/** The value of a code. */
export function storedAs({ isOfIds, stored }: Dictionary, code: number): Stored {
  return isOfIds ? code : (stored[code] ?? '');
}

/** A criterion (by its place in the table) and the code of one of its values, in 32 bits. */
export function mark(at: number, code: number): number {
  return (at << CODE_BITS) | code;
}

/** The place of a mark's criterion in the table. */
export function placeOf(mark: number): number {
  return mark >>> CODE_BITS;
}

/** The code in a mark. */
export function codeIn(mark: number): number {
  return mark & LARGEST_CODE;
}

// Marks must not run into each other, or filters would lie.
function checked(id: number): number {
  if (id > LARGEST_CODE) throw new Error(`An id of ${id} is more than the filters can hold.`);
  return id;
}
