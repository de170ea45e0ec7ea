/** What would come of a claim that is not saved yet: the very code that saves it, undone. */
import type { Connection } from '../database/database.ts';
import type { ByPerson } from '../people/person.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import type { House } from '../web/route.ts';
import { type NewClaim, parseClaim } from './claim.schema.ts';
import type { ClaimForm } from './form.ts';
import { formBody, type Surroundings, withoutBlankRelays } from './form-body.ts';
import type { ClaimRecord } from './record.ts';
import { readClaim } from './store.ts';
import { createClaim, replaceClaim } from './write.ts';

/** The claim as it would be, and which row of the form each attribution comes from. */
export interface Rehearsal {
  readonly record: ClaimRecord;
  /** Place in the form, by the attribution's (passing) id. */
  readonly indexOf: ReadonlyMap<number, number>;
}

/**
 * Saves, reads and undoes.
 * @param id of the claim that would be changed, or null
 * @throws Unprocessable, NotFound
 */
export function rehearse(
  house: House,
  id: number | null,
  claim: NewClaim,
  by: ByPerson,
): Promise<Rehearsal> {
  return house.database.rehearse(async (tx) => {
    const saved = id === null ? await createClaim(tx, claim, by) : await replace(tx, id, claim, by);
    const record = await readClaim(tx, saved);
    const indexOf = new Map(record.facts.attributions.map((row, index) => [row.id, index]));
    return { record, indexOf };
  });
}

// A check is about what is on the screen, whichever version it was opened at.
async function replace(tx: Connection, id: number, claim: NewClaim, by: ByPerson): Promise<number> {
  const { version } = await readClaim(tx, id);
  await replaceClaim(tx, id, { ...claim, version }, by);
  return id;
}

/**
 * As `rehearse`, while the form may still be unfinished: rows that are wrong or empty are left
 * out, so that the standing can be seen while one types. Null where nothing can be said.
 */
export async function rehearseUnfinished(
  house: House,
  form: ClaimForm,
  around: Surroundings,
  by: ByPerson,
): Promise<Rehearsal | null> {
  const id = /^\d{1,15}$/.test(form.id) ? Number(form.id) : null;
  let rows: Row[] = form.attributions.map((row, index) => ({
    row: withoutBlankRelays(row),
    index,
  }));
  let draft: ClaimForm = {
    ...form,
    statement: form.statement.trim() === '' ? '…' : form.statement,
  };
  // Each round leaves out what was found wrong; references are wrong only once all else is right.
  for (let round = 0; round < 3; round += 1) {
    draft = { ...draft, attributions: rows.map(({ row }) => row) };
    const outcome = await attempt(house, id, draft, around, by);
    if ('record' in outcome) return withIndexes(outcome, rows);
    const wrong = outcome.errors.map((error) => error.path.split('.'));
    rows = rows.filter((_, at) => !isWrong(wrong, 'attributions', at));
    draft = withoutWrong(draft, wrong);
  }
  return null;
}

interface Row {
  readonly row: ClaimForm['attributions'][number];
  readonly index: number;
}

async function attempt(
  house: House,
  id: number | null,
  form: ClaimForm,
  around: Surroundings,
  by: ByPerson,
): Promise<Rehearsal | { readonly errors: readonly FieldError[] }> {
  const parsed = parseClaim(formBody(form, around));
  if ('errors' in parsed) return parsed;
  try {
    return await rehearse(house, id, parsed.claim, by);
  } catch (error) {
    if (error instanceof Unprocessable) return error;
    throw error;
  }
}

function withoutWrong(form: ClaimForm, wrong: readonly string[][]): ClaimForm {
  const blanks = Object.fromEntries(
    wrong.flatMap(([name = '', index]) => (index === undefined ? [[name, '']] : [])),
  );
  return {
    ...form,
    ...blanks,
    ...('statement' in blanks ? { statement: '…' } : {}),
    subjects: form.subjects.filter((_, at) => !isWrong(wrong, 'subjects', at)),
    appearances: form.appearances.filter((_, at) => !isWrong(wrong, 'appearances', at)),
    evidence: form.evidence.filter((_, at) => !isWrong(wrong, 'evidence', at)),
  };
}

function isWrong(wrong: readonly string[][], list: string, at: number): boolean {
  return wrong.some(([name, index]) => name === list && index === String(at));
}

function withIndexes({ record }: Rehearsal, rows: readonly Row[]): Rehearsal {
  const indexOf = new Map(
    record.facts.attributions.map((row, at) => [row.id, rows[at]?.index ?? at]),
  );
  return { record, indexOf };
}
