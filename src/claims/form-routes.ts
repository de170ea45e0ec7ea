/** Recording and changing claims, from the form or as JSON: one schema, one way to save. */
import { Unprocessable } from '../web/errors.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  created,
  type GuardedRoute,
  idOf,
} from '../web/route.ts';
import { claimSchema, type NewClaim, parseClaim } from './claim.schema.ts';
import { readClaimForm } from './form.ts';
import { answerAlike, similarClaims } from './form-alike.ts';
import { look, refuse, show, showStale } from './form-answers.ts';
import { dropBlankRows, formBody } from './form-body.ts';
import { rehearse } from './form-check.ts';
import { lookUp } from './form-lookup.ts';
import { openChange, openNew } from './form-open.ts';
import { settleProposal } from './form-proposal.ts';
import { applyStep, isStep } from './form-steps.ts';
import { claimJson, standingJson } from './json.ts';
import { readClaim } from './store.ts';
import { createClaim, replaceClaim, StaleClaim } from './write.ts';

export const CLAIM_FORM_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/claims/new', action: 'record', handle: openNew },
    about: 'The form that records a claim',
  },
  {
    ...{ method: 'GET', path: '/claims/similar', action: 'read', handle: similarClaims },
    ...{ formats: ['json'], about: 'Claims that say nearly the same as a statement' },
  },
  {
    ...{ method: 'POST', path: '/claims/check', action: 'record', handle: check },
    ...{ body: claimSchema, about: 'The standing and findings of a claim that is not saved' },
  },
  {
    ...{ method: 'POST', path: '/claims', action: 'record', handle: create, body: claimSchema },
    ...{ form: '/claims/new', about: 'Records a claim' },
  },
  {
    ...{ method: 'GET', path: '/claims/:id/edit', action: 'record', handle: openChange },
    about: 'The form that changes a claim',
  },
  {
    ...{ method: 'PUT', path: '/claims/:id', action: 'record', handle: replace },
    ...{ body: claimSchema, form: '/claims/:id/edit', about: 'Replaces a claim' },
  },
];

async function create(ask: Ask): Promise<Answer> {
  if (ask.sentJson) return save(ask, null, parseOrRefuse(ask.body));
  return submit(ask, null);
}

async function replace(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  // What does not exist is said before what is wrong with the input.
  await readClaim(ask.house.database, id);
  if (ask.sentJson) return save(ask, id, parseOrRefuse(ask.body));
  return submit(ask, id);
}

/** The standing of what was sent, saved by nobody. */
async function check(ask: Ask): Promise<Answer> {
  if (!ask.sentJson) return look(ask, readClaimForm(ask.body));
  const { id } = Object(ask.body) as { id?: unknown };
  const claimId = typeof id === 'number' ? id : null;
  const { record, indexOf } = await rehearse(
    ...([ask.house, claimId, parseOrRefuse(ask.body), byOf(ask)] as const),
  );
  const standing = standingJson(record.standing, (row) => ({ index: indexOf.get(row) ?? 0 }));
  const where = claimId === null ? '/claims/new' : `/claims/${claimId}/edit`;
  return changed(where, { standing, findings: claimJson(record).findings ?? [] });
}

/** What a button of the form asks for: a step, a look at the standing, or saving. */
async function submit(ask: Ask, id: number | null): Promise<Answer> {
  const sent = { ...readClaimForm(ask.body), id: id === null ? '' : String(id) };
  const alike = await answerAlike(ask, sent);
  if (alike) return look(ask, alike);
  if (isStep(sent)) {
    const { form, focus } = applyStep(sent);
    return look(ask, form, { focus });
  }
  const form = dropBlankRows(sent);
  const { around } = await lookUp(ask, form);
  const parsed = parseClaim(formBody(form, around));
  if ('errors' in parsed) return refuse(ask, form, parsed.errors);
  try {
    if (form.do !== 'check') return await save(ask, id, parsed.claim, form.proposal);
    const rehearsal = await rehearse(ask.house, id, parsed.claim, byOf(ask));
    return await show(ask, form, rehearsal, { focus: 'preview' });
  } catch (error) {
    if (error instanceof Unprocessable) return refuse(ask, form, error.errors);
    if (error instanceof StaleClaim) return showStale(ask, form, error);
    throw error;
  }
}

async function save(ask: Ask, id: number | null, claim: NewClaim, from = ''): Promise<Answer> {
  const { database } = ask.house;
  const proposal = /^[1-9]\d{0,14}$/.test(from) ? Number(from) : null;
  const { saved, back } = await database.write(async (tx) => {
    const known = id === null ? [] : (await readClaim(tx, id)).facts.attributions;
    if (id !== null) await replaceClaim(tx, id, claim, byOf(ask));
    const saved = id ?? (await createClaim(tx, claim, byOf(ask)));
    const before = new Set(known.map((row) => row.id));
    const settle = { id: saved, isNew: id === null, before };
    const back = proposal && (await settleProposal(tx, proposal, settle, byOf(ask)));
    return { saved, back };
  });
  const json = claimJson(await readClaim(database, saved));
  const location = back || `/claims/${saved}`;
  return id === null ? created(location, json) : changed(location, json);
}

function parseOrRefuse(body: unknown): NewClaim {
  const parsed = parseClaim(body);
  if ('errors' in parsed) throw new Unprocessable(parsed.errors);
  return parsed.claim;
}
