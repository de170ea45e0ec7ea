/** Recording and changing claims, from the form or as JSON: one schema, one way to save. */
import { findPassage, quotePassage } from '../articles/passage.ts';
import { currentText } from '../articles/store.ts';
import { needSeenToChange } from '../sources/restriction.ts';
import { type FieldError, NotFound, Unprocessable } from '../web/errors.ts';
import {
  type Answer,
  type Ask,
  changed,
  created,
  type GuardedRoute,
  idOf,
  invalid,
  page,
} from '../web/route.ts';
import { claimSchema, type NewClaim, parseClaim } from './claim.schema.ts';
import {
  blankForm,
  type ClaimForm,
  formOfClaim,
  formOfFacts,
  formOfPassage,
  readClaimForm,
} from './form.ts';
import { answerAlike, similarClaims } from './form-alike.ts';
import { dropBlankRows, formBody } from './form-body.ts';
import { type Rehearsal, rehearse, rehearseUnfinished } from './form-check.ts';
import { lookUp } from './form-lookup.ts';
import { mergeForms, undo } from './form-merge.ts';
import { claimFormPage, type FormState } from './form-page.ts';
import { fillFromProposal, settleProposal } from './form-proposal.ts';
import { applyStep, isStep } from './form-steps.ts';
import { articleHeadline } from './form-store.ts';
import { changeView } from './history-page.ts';
import { claimFacts, claimJson, standingJson } from './json.ts';
import { byOf } from './routes.ts';
import { readClaim } from './store.ts';
import { createClaim, replaceClaim, StaleClaim, sourcesOfClaim } from './write.ts';

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
    about: 'Records a claim',
  },
  {
    ...{ method: 'GET', path: '/claims/:id/edit', action: 'record', handle: openChange },
    about: 'The form that changes a claim',
  },
  {
    ...{ method: 'PUT', path: '/claims/:id', action: 'record', handle: replace },
    ...{ body: claimSchema, about: 'Replaces a claim' },
  },
];

async function openNew(ask: Ask): Promise<Answer> {
  const proposal = numberIn(ask, 'proposal');
  if (proposal !== null) {
    return look(ask, await fillFromProposal(ask.house.database, blankForm(), proposal));
  }
  const article = ask.query.get('article');
  if (article === null || article === '') return show(ask, blankForm(), null);
  const id = /^[1-9]\d{0,14}$/.test(article) ? Number(article) : 0;
  if ((await articleHeadline(ask.house.database, id)) === null) {
    throw new NotFound('There is no such article.');
  }
  const [start, end] = [numberIn(ask, 'start'), numberIn(ask, 'end')];
  const text = await currentText(ask.house.database, id);
  if (!text || start === null || end === null || start >= end || end > text.body.length) {
    return show(ask, formOfPassage(id, {}), null);
  }
  const quoted = quotePassage(text.body, start, end);
  const passage = { ...quoted, start: String(start), end: String(end) };
  const paragraph = findPassage(text.body, { ...quoted, start, end })?.paragraph ?? null;
  return show(ask, formOfPassage(id, passage), null, { paragraph });
}

function numberIn(ask: Ask, name: string): number | null {
  const text = ask.query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

async function openChange(ask: Ask): Promise<Answer> {
  const record = await readClaim(ask.house.database, idOf(ask));
  await needSeenToChange(ask.house.database, sourcesOfClaim(record), ask.person.id);
  const indexOf = new Map(record.facts.attributions.map((row, index) => [row.id, index]));
  const proposal = numberIn(ask, 'proposal');
  if (proposal === null) return show(ask, formOfClaim(record), { record, indexOf });
  return look(ask, await fillFromProposal(ask.house.database, formOfClaim(record), proposal));
}

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
    return look(ask, form, focus);
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

/** The form again with the standing of what is typed so far; nothing is called wrong yet. */
async function look(ask: Ask, form: ClaimForm, focus = ''): Promise<Answer> {
  const { around } = await lookUp(ask, form);
  const rehearsal = await rehearseUnfinished(ask.house, form, around, byOf(ask));
  return show(ask, form, rehearsal, { focus });
}

async function show(
  ask: Ask,
  form: ClaimForm,
  rehearsal: Rehearsal | null,
  state: FormState = {},
): Promise<Answer> {
  const { around, ...looked } = await lookUp(ask, form);
  const model = claimFormPage(form, { ...looked, rehearsal }, state);
  return page('claims/form', model.heading, model, formBody(form, around));
}

async function refuse(ask: Ask, form: ClaimForm, errors: readonly FieldError[]): Promise<Answer> {
  const { around, ...looked } = await lookUp(ask, form);
  const rehearsal = await rehearseUnfinished(ask.house, form, around, byOf(ask));
  const model = claimFormPage(form, { ...looked, rehearsal }, { errors });
  return invalid('claims/form', `Error: ${model.heading}`, model, errors);
}

/** Somebody else was faster: their changes are shown, and saving again goes on top of them. */
async function showStale(ask: Ask, mine: ClaimForm, stale: StaleClaim): Promise<Answer> {
  const before = undo(
    claimFacts(stale.current),
    stale.changes.flatMap((change) => change.values),
  );
  const { form, clashes } = mergeForms(formOfFacts(before), mine, formOfClaim(stale.current));
  const { around, ...looked } = await lookUp(ask, form);
  const rehearsal = await rehearseUnfinished(ask.house, form, around, byOf(ask));
  const changes = stale.changes.map((change) => changeView(change, ask.house.zone));
  const model = claimFormPage(form, { ...looked, rehearsal }, { clashes, changes });
  const errors = [{ path: 'version', message: stale.detail }];
  return invalid('claims/form', 'Changed meanwhile', model, errors, 409, stale.extra);
}
