/** Handlers that record what came back, or withdraw a request. */
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { parse, textOf } from '../web/forms.ts';
import { type Answer, type Ask, changed, created, idOf } from '../web/route.ts';
import { askerOf, CHANGED } from './asking.ts';
import { replyJson } from './json.ts';
import { recordOutcome } from './outcome.ts';
import { outcomeBody, outcomeErrors, readOutcomeForm } from './outcome-form.ts';
import { outcomeSchema, withdrawalSchema } from './reply.schema.ts';
import { answerWithRefused } from './show.ts';
import { readReply } from './store.ts';
import { StaleReply, withdrawReply } from './write.ts';

export async function recordAnswer(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const reply = await readReply(database, idOf(ask));
  const form = readOutcomeForm(ask.body);
  const again = (errors: readonly FieldError[]) =>
    answerWithRefused(ask, reply, { outcome: { form, errors, conflict: null } }, 422);
  const meant = outcomeBody(form);
  if (!ask.sentJson && meant.errors.length > 0) return again(meant.errors);
  try {
    const sent = parse(outcomeSchema, ask.sentJson ? ask.body : meant.body);
    await database.write((tx) => recordOutcome(tx, reply.id, sent, askerOf(ask)));
    const after = await readReply(database, reply.id);
    return changed(`/replies/${reply.id}`, replyJson(after, ask.now));
  } catch (error) {
    if (ask.sentJson) throw error;
    if (error instanceof Unprocessable) return again(outcomeErrors(error.errors, form));
    if (!(error instanceof StaleReply)) throw error;
    // On the current version: sending it once more saves it.
    const typed = { ...form, version: `${error.current.version}` };
    const who = error.changes[0]?.personName ?? 'Somebody else';
    const outcome = { form: typed, errors: [], conflict: `${who} ${CHANGED}` };
    return answerWithRefused(ask, error.current, { outcome }, 409);
  }
}

export async function withdraw(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const reply = await readReply(database, idOf(ask));
  const typed = textOf(ask.body, 'reason');
  try {
    const { reason } = parse(withdrawalSchema, ask.sentJson ? ask.body : { reason: typed });
    await database.write((tx) => withdrawReply(tx, reply.id, reason, askerOf(ask)));
    const after = await readReply(database, reply.id);
    return created(`/replies/${reply.id}`, replyJson(after, ask.now));
  } catch (error) {
    if (ask.sentJson || !(error instanceof Unprocessable)) throw error;
    const withdrawal = { reason: typed, errors: error.errors };
    return answerWithRefused(ask, reply, { withdrawal }, 422);
  }
}
