/** The forms on a source's page: merge it, decide about it. */

import { Unprocessable } from '../web/errors.ts';
import { textOf } from '../web/forms.ts';

/** As typed; shown again where something is wrong with it. */
export interface MergeForm {
  readonly into: string;
  readonly intoId: string;
  readonly reason: string;
}

export interface DecisionForm {
  readonly judgement: string;
  readonly other: string;
  readonly otherId: string;
  readonly reason: string;
}

export const BLANK_MERGE: MergeForm = { into: '', intoId: '', reason: '' };
export const BLANK_DECISION: DecisionForm = { judgement: '', other: '', otherId: '', reason: '' };

/** Never throws. */
export function readMergeForm(body: unknown): MergeForm {
  return {
    into: textOf(body, 'into'),
    intoId: textOf(body, 'into_id'),
    reason: textOf(body, 'reason'),
  };
}

/** Never throws. */
export function readDecisionForm(body: unknown): DecisionForm {
  return {
    judgement: textOf(body, 'judgement'),
    other: textOf(body, 'other'),
    otherId: textOf(body, 'other_id'),
    reason: textOf(body, 'reason'),
  };
}

/**
 * The id that was chosen, or null; a source that is only named is looked for by `find`.
 * @throws Unprocessable
 */
export async function chosenId(
  id: string,
  name: string,
  path: string,
  find: (name: string) => Promise<readonly number[]>,
): Promise<number | null> {
  if (/^[1-9]\d{0,14}$/.test(id)) return Number(id);
  if (name.trim() === '') return null;
  const found = await find(name);
  if (found.length === 1) return found[0] ?? null;
  const message =
    found.length === 0
      ? `No source on file that fits is called “${name}”.`
      : `Several sources are called “${name}”: choose one while you type.`;
  throw new Unprocessable([{ path, message }]);
}
