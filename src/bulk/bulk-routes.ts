/** Routes of what is done to many claims at once. */
import type { Database } from '../database/database.ts';
import { readAssignee } from '../review/write.ts';
import { Conflict, type FieldError, Forbidden, Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, changed, created, type GuardedRoute, idOf } from '../web/route.ts';
import { beginBulk, findClaims } from './begin.ts';
import { type AskedBulk, bodyOfForm, bulkSchema, parseBulk, readBulkForm } from './bulk.schema.ts';
import { type Bulk, claimsText, workOf } from './bulk.ts';
import { bulkJson } from './bulk-json.ts';
import { answerWithRefusedBulk, askBulk } from './bulk-new.ts';
import { carryOut, isRunning } from './bulk-run.ts';
import { listBulks, showBulk } from './bulk-show.ts';
import { countOutcomes, findUnknown, readBulk, setTime } from './bulk-store.ts';

export const BULK_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/bulk', action: 'read', handle: listBulks },
    about: 'What was done to many claims at once, latest first',
  },
  {
    ...{ method: 'POST', path: '/bulk', action: 'record', handle: doBulk, body: bulkSchema },
    about: 'Does one thing to many claims: assigns, marks ready or withdraws them',
  },
  {
    ...{ method: 'GET', path: '/bulk/new', action: 'record', handle: askBulk },
    about: 'What would be done to how many claims, before it is done',
  },
  {
    ...{ method: 'GET', path: '/bulk/:id', action: 'read', handle: showBulk },
    about: 'What was done, what was skipped and why, and how far it is',
  },
  {
    ...{ method: 'POST', path: '/bulk/:id/undo', action: 'record', handle: undoBulk },
    about: 'Takes back what was done, but for claims to which more has happened since',
  },
  {
    ...{ method: 'POST', path: '/bulk/:id/runs', action: 'record', handle: goOnWithBulk },
    about: 'Goes on with what was interrupted',
  },
];

async function doBulk(ask: Ask): Promise<Answer> {
  const form = readBulkForm(ask.body);
  const parsed = parseBulk(ask.sentJson ? ask.body : bodyOfForm(form));
  const found = 'errors' in parsed ? parsed : await lookUp(ask.house.database, parsed.asked);
  if ('errors' in found) {
    const isLate = 'asked' in parsed && found.errors.some((one) => one.path === 'count');
    if (!ask.sentJson) return answerWithRefusedBulk(ask, form, found.errors, isLate ? 409 : 422);
    if (isLate) throw new Conflict(found.errors[0]?.message ?? '', { errors: found.errors });
    throw new Unprocessable(found.errors);
  }
  const { database, clock } = ask.house;
  const by = { personId: ask.person.id, at: ask.now };
  const id = await beginBulk(database, found.asked, found.ids, by, clock);
  return created(`/bulk/${id}`, await jsonOf(database, id));
}

interface LookedUp {
  readonly asked: AskedBulk;
  readonly ids: readonly number[];
}

/** The claims that it is about, and whether it can be done at all. */
async function lookUp(
  database: Database,
  asked: AskedBulk,
): Promise<LookedUp | { readonly errors: readonly FieldError[] }> {
  const wrong = (path: string, message: string) => ({ errors: [{ path, message }] });
  if (asked.assigneeId !== null) {
    const refused = await readAssignee(database, asked.assigneeId).catch((error) => error);
    if (refused instanceof Unprocessable) return wrong('value', refused.detail);
    if (refused instanceof Error) throw refused;
  }
  const ids = await findClaims(database, asked);
  const unknown = asked.ids ? await findUnknown(database, ids) : [];
  if (unknown.length > 0)
    return wrong('ids', `There is no claim ${unknown.slice(0, 5).join(', ')}.`);
  if (ids.length === 0) return wrong('filter', 'No claim is like this any more.');
  if (asked.count !== null && asked.count !== ids.length) {
    return wrong('count', `It is ${claimsText(ids.length)} now; when you looked, ${asked.count}.`);
  }
  return { asked, ids };
}

async function undoBulk(ask: Ask): Promise<Answer> {
  const { database, clock } = ask.house;
  const id = idOf(ask);
  await database.write(async (tx) => {
    const bulk = await readBulk(tx, id);
    refuseOthers(bulk, ask);
    if (bulk.undoneAt !== null) throw new Conflict('It was taken back already.');
    await setTime(tx, id, 'undone_at', ask.now);
  });
  await carryOut(database, id, clock);
  return changed(`/bulk/${id}`, await jsonOf(database, id));
}

async function goOnWithBulk(ask: Ask): Promise<Answer> {
  const { database, clock } = ask.house;
  const bulk = await readBulk(database, idOf(ask));
  refuseOthers(bulk, ask);
  if (workOf(bulk) === null) throw new Conflict('Nothing of it is left to do.');
  await carryOut(database, bulk.id, clock);
  return changed(`/bulk/${bulk.id}`, await jsonOf(database, bulk.id));
}

// It goes on in the name of whoever asked for it, and by what they may.
function refuseOthers({ person }: Bulk, ask: Ask): void {
  if (person.id !== ask.person.id) throw new Forbidden(`Only ${person.name} can do this.`);
}

async function jsonOf(database: Database, id: number) {
  const groups = await countOutcomes(database, id);
  return bulkJson(await readBulk(database, id), isRunning(database, id), groups);
}
