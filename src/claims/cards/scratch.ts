/**
 * Arrays to count in. A filter is worked out without a pause, so that one set of them serves all in
 * turn: new ones would cost a system call for each of their pages.
 */
const ARRAYS = new Map<string, Int32Array>();

/** Zeros, until the same name is asked for again. */
export function zeros(name: string, length: number): Int32Array {
  let array = ARRAYS.get(name);
  if (!array || array.length < length) {
    array = new Int32Array(Math.ceil(length * 1.2));
    ARRAYS.set(name, array);
    return array.subarray(0, length);
  }
  return array.subarray(0, length).fill(0);
}
