/** Proposals of an article: their page, and deciding about them. */

import { currentText } from '../articles/store.ts';
import { distinguish } from '../claims/similar-store.ts';
import { may } from '../people/person.ts';
import { Conflict, type FieldError, NotFound, Unprocessable } from '../web/errors.ts';
import { parse } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  created,
  type GuardedRoute,
  idOf,
  invalid,
  page,
  removed,
} from '../web/route.ts';
import { acceptCorrected, acceptProposals } from './acceptance.ts';
import { articleOfBatch, closeBatch, storeBatch } from './batches.ts';
import { statementOf } from './claim-words.ts';
import { confirmPage } from './confirm-page.ts';
import { loadForDecision, loadProposals } from './load-proposals.ts';
import {
  acceptanceSchema,
  decisionSchema,
  distinctionSchema,
  readAcceptanceForm,
  readDecisionForm,
  readDistinctionForm,
} from './proposal.schema.ts';
import type { Proposal, TextProposals } from './proposal.ts';
import { proposalJson, proposalsJson } from './proposal-json.ts';
import { forgetFailure, readProposals } from './proposal-store.ts';
import { proposalsPage } from './proposals-page.ts';
import { rejectProposal, reopenProposal } from './taking-back.ts';

export const PROPOSAL_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/articles/:id/proposals', action: 'read', handle: show },
    about: 'Attributions found in the text, to accept, correct or reject',
  },
  {
    ...{ method: 'POST', path: '/articles/:id/proposals/readings', action: 'record' },
    ...{ handle: readAgain, about: 'Reads a text again that could not be read' },
  },
  {
    ...{ method: 'GET', path: '/articles/:id/proposals/confirmation', action: 'record' },
    ...{ handle: confirm, about: 'What accepting several proposals would make' },
  },
  {
    ...{ method: 'POST', path: '/articles/:id/proposals/acceptances', action: 'record' },
    ...{ handle: acceptAll, body: acceptanceSchema, about: 'Accepts several proposals at once' },
  },
  {
    ...{ method: 'DELETE', path: '/acceptances/:id', action: 'record', handle: undoAll },
    about: 'Takes back proposals that were accepted at once',
  },
  {
    ...{ method: 'PUT', path: '/proposals/:id/decision', action: 'record', handle: decide },
    ...{ body: decisionSchema, about: 'Accepts or rejects a proposal, or opens it again' },
  },
  {
    ...{ method: 'POST', path: '/proposals/:id/distinctions', action: 'record' },
    ...{ handle: tellApart, body: distinctionSchema },
    about: 'Remembers that a proposal is another claim than one on file',
  },
];

function show(ask: Ask): Promise<Answer> {
  return showPage(ask, idOf(ask), numberIn(ask, 'at'), []);
}

async function showPage(
  ask: Ask,
  articleId: number,
  at: number | null,
  errors: readonly FieldError[],
): Promise<Answer> {
  const { zone } = ask.house;
  const { article, shown } = await loadProposals(ask.house, articleId, numberIn(ask, 'batch'));
  const mayRecord = may(ask.person, 'record');
  const model = proposalsPage(article, shown, { zone, mayRecord, at, errors });
  const title = `Proposals: ${article.headline}`;
  if (errors.length > 0) return invalid('proposals/index', `Error: ${title}`, model, errors);
  const json = proposalsJson(article.id, article.text?.number ?? null, shown);
  return page('proposals/index', title, model, json);
}

function numberIn(ask: Ask, name: string): number | null {
  const text = ask.query.get(name) ?? '';
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}

async function readAgain(ask: Ask): Promise<Answer> {
  const { article } = await loadProposals(ask.house, idOf(ask), null);
  const number = article.text?.number ?? 0;
  await ask.house.database.write((tx) => forgetFailure(tx, article.id, number));
  const { shown } = await loadProposals(ask.house, article.id, null);
  const json = proposalsJson(article.id, article.text?.number ?? null, shown);
  return changed(addressOf(article.id), json);
}

function addressOf(articleId: number, at: number | null = null): string {
  const address = `/articles/${articleId}/proposals`;
  return at === null ? address : `${address}?at=${at}#proposal-${at}`;
}

async function decide(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const id = idOf(ask);
  const { all } = await loadForDecision(database, id);
  try {
    const body = ask.sentJson ? ask.body : readDecisionForm(ask.body);
    const wanted = parse(decisionSchema, body);
    await database.write(async (tx) => {
      const now = await loadForDecision(tx, id);
      if (wanted.decision === 'rejected') return rejectProposal(tx, now.proposal, byOf(ask));
      if (wanted.decision === 'open') return reopenProposal(tx, now.proposal, byOf(ask));
      if (typeof wanted.claim === 'object' && wanted.claim !== null) {
        return acceptCorrected(tx, now.all, now.proposal, wanted.claim, byOf(ask));
      }
      const chosen = new Map(wanted.claim === null ? [] : [[id, wanted.claim]]);
      await acceptProposals(tx, now.all, [now.proposal], byOf(ask), { chosen });
    });
    const after = await loadForDecision(database, id);
    const next = wanted.decision === 'open' ? id : nextOpen(after.all, after.proposal);
    return changed(addressOf(all.articleId, next), proposalJson(after.all, after.proposal, []));
  } catch (error) {
    if (!(error instanceof Unprocessable) || ask.wants === 'json') throw error;
    const errors = error.errors.map(({ message }) => ({ path: 'decision', message }));
    return showPage(ask, all.articleId, id, errors);
  }
}

// The next one that is open, from here to the end and on from the top; else it stays.
function nextOpen({ proposals }: TextProposals, { position, id }: Proposal): number {
  const after = [...proposals.slice(position + 1), ...proposals.slice(0, position)];
  return after.find((one) => one.decision === 'open')?.id ?? id;
}

async function confirm(ask: Ask): Promise<Answer> {
  const { article, shown } = await loadProposals(ask.house, idOf(ask), null);
  if (!shown.all) throw new NotFound('This article has no text.');
  const chosen = choose(shown.all, ask.query.getAll('ids').map(Number));
  const model = confirmPage(article, shown.all, chosen);
  return page('proposals/confirm', `Accept: ${article.headline}`, model, model);
}

function choose(all: TextProposals, ids: readonly number[]): Proposal[] {
  const wanted = new Set(ids);
  return all.proposals.filter((one) => one.decision === 'open' && wanted.has(one.id));
}

async function acceptAll(ask: Ask): Promise<Answer> {
  const articleId = idOf(ask);
  const text = await currentText(ask.house.database, articleId);
  if (!text) throw new NotFound('This article has no text.');
  const body = ask.sentJson ? ask.body : readAcceptanceForm(ask.body);
  try {
    const { ids } = parse(acceptanceSchema, body);
    const result = await ask.house.database.write(async (tx) => {
      const all = await readProposals(tx, articleId, text.number);
      const chosen = choose(all, ids);
      if (chosen.length === 0) throw noneOpen();
      const batchId = await storeBatch(tx, articleId, byOf(ask));
      const made = await acceptProposals(tx, all, chosen, byOf(ask), { batchId });
      return { id: batchId, accepted: chosen.length, claims_made: made };
    });
    return created(`${addressOf(articleId)}?batch=${result.id}`, result);
  } catch (error) {
    if (!(error instanceof Unprocessable) || ask.wants === 'json') throw error;
    return showPage(ask, articleId, null, error.errors);
  }
}

function noneOpen(): Unprocessable {
  return new Unprocessable([{ path: 'ids', message: 'None of these proposals is open any more.' }]);
}

async function undoAll(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const articleId = await ask.house.database.write(async (tx) => {
    const of = await articleOfBatch(tx, id);
    const text = await currentText(tx, of);
    const all = await readProposals(tx, of, text?.number ?? 0);
    const made = all.proposals.filter((one) => one.batchId === id);
    if (made.length === 0) throw new Conflict('The text has changed since: undo them one by one.');
    // The last made goes first.
    for (const one of made.reverse()) await reopenProposal(tx, one, byOf(ask));
    await closeBatch(tx, id, ask.now);
    return of;
  });
  return removed(addressOf(articleId));
}

async function tellApart(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { all, proposal } = await loadForDecision(ask.house.database, id);
  const { claim } = parse(
    distinctionSchema,
    ask.sentJson ? ask.body : readDistinctionForm(ask.body),
  );
  const statement = statementOf(all, proposal);
  await ask.house.database.write((tx) => distinguish(tx, statement, claim, byOf(ask)));
  return created(addressOf(all.articleId, id), { proposal: id, claim });
}
