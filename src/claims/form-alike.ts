/** Claims on file that say nearly what the form says: looked up, joined, or told apart. */
import { Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, byOf, data } from '../web/route.ts';
import { type ClaimForm, formOfClaim } from './form.ts';
import { dropBlankRows } from './form-body.ts';
import { distinguish, findSimilar } from './similar-store.ts';
import { readClaim } from './store.ts';

const MOST_STATEMENT = 2_000;

/** `GET /claims/similar.json?statement=…&claim=7`: `claim` is the one that has the statement. */
export async function similarClaims(ask: Ask): Promise<Answer> {
  const statement = ask.query.get('statement') ?? '';
  if (statement.trim() === '' || statement.length > MOST_STATEMENT) {
    const message = `Give a statement of at most ${MOST_STATEMENT} characters.`;
    throw new Unprocessable([{ path: 'statement', message }]);
  }
  const claim = ask.query.get('claim') ?? '';
  const id = /^[1-9]\d{0,14}$/.test(claim) ? Number(claim) : null;
  const found = await findSimilar(ask.house.database, statement, id);
  return data({
    similar: found.map(({ isNearlySame: _, ...one }) => one),
  });
}

/**
 * The form after "same claim" (that claim's, with the sources typed here added) or "not the same"
 * (remembered); null where neither button was pressed.
 * @throws NotFound
 */
export async function answerAlike(ask: Ask, sent: ClaimForm): Promise<ClaimForm | null> {
  const pressed = /^(same|different):([1-9]\d{0,14})$/.exec(sent.do);
  if (!pressed) return null;
  const { database } = ask.house;
  const id = Number(pressed[2]);
  const form = { ...sent, do: '' };
  if (pressed[1] === 'different') {
    await database.write((tx) => distinguish(tx, sent.statement, id, byOf(ask)));
    return form;
  }
  const typed = dropBlankRows(form);
  const onFile = formOfClaim(await readClaim(database, id));
  return {
    ...onFile,
    proposal: typed.proposal,
    appearances: [...onFile.appearances, ...typed.appearances],
    attributions: [...onFile.attributions, ...typed.attributions],
    evidence: [...onFile.evidence, ...typed.evidence],
  };
}
