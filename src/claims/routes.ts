import { answerWithHistory } from '../history/answer.ts';
import { rowNames } from '../history/sentences.ts';
import { NotFound, Unprocessable } from '../web/errors.ts';
import { parse } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  created,
  type GuardedRoute,
  idOf,
  page,
  removed,
} from '../web/route.ts';
import { attributionSchema, evidenceSchema, type NewClaim } from './claim.schema.ts';
import { entryOfVersion, readEarlier, readEntry, readEntryId } from './earlier.ts';
import { claimFacts, claimJson } from './json.ts';
import { answerWithClaim } from './show.ts';
import { claimIdOf, readClaim } from './store.ts';
import { claimVersionPage } from './version-page.ts';
import { changeClaim } from './write.ts';

export const CLAIM_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/claims/:id', action: 'read', handle: showClaim },
    about: 'A claim with its standing, attributions, origins, evidence and passages',
  },
  {
    ...{ method: 'GET', path: '/claims/:id/history', action: 'read', handle: showHistory },
    about: 'What changed in a claim, newest first; `before` goes back further',
  },
  {
    ...{ method: 'GET', path: '/claims/:id/history/:versionId', action: 'read' },
    ...{
      handle: showVersion,
      about: 'A version of a claim with its standing then; `entry`: at any',
    },
  },
  {
    ...{ method: 'POST', path: '/claims/:id/attributions', action: 'record' },
    ...{ handle: addAttribution, body: attributionSchema, about: 'Adds an attribution' },
  },
  {
    ...{ method: 'PUT', path: '/attributions/:id', action: 'record' },
    ...{ handle: replaceAttribution, body: attributionSchema, about: 'Replaces an attribution' },
  },
  {
    ...{ method: 'DELETE', path: '/attributions/:id', action: 'record' },
    ...{ handle: removeAttribution, about: 'Takes an attribution out' },
  },
  {
    ...{ method: 'POST', path: '/claims/:id/evidence', action: 'record' },
    ...{ handle: addEvidence, body: evidenceSchema, about: 'Adds evidence' },
  },
  {
    ...{ method: 'PUT', path: '/evidence/:id', action: 'record' },
    ...{ handle: replaceEvidence, body: evidenceSchema, about: 'Replaces evidence' },
  },
  {
    ...{ method: 'DELETE', path: '/evidence/:id', action: 'record' },
    ...{ handle: removeEvidence, about: 'Takes evidence out' },
  },
];

function showClaim(ask: Ask): Promise<Answer> {
  return answerWithClaim(ask, idOf(ask));
}

async function showHistory(ask: Ask): Promise<Answer> {
  const claim = await readClaim(ask.house.database, idOf(ask));
  return answerWithHistory(ask, {
    of: { claimId: claim.id },
    list: { label: 'Claims', url: '/claims' },
    ...{ name: claim.statement, url: `/claims/${claim.id}`, version: claim.version },
    names: (changes) => rowNames(claimFacts(claim), changes),
  });
}

async function showVersion(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const present = await readClaim(database, idOf(ask));
  const version = idOf(ask, 'versionId');
  const made = await entryOfVersion(database, present.id, version);
  const entry = await readEntry(database, present.id, readEntryId(ask.query) ?? made);
  const earlier = await readEarlier(database, present.id, entry.id);
  if (earlier.claim.version !== version) throw new NotFound('That entry is of another version.');
  const model = claimVersionPage(earlier, entry, present, zone);
  const { findings, ...json } = claimJson(earlier.claim);
  return page('claims/version', `${model.title}: ${model.statement}`, model, {
    ...{ ...json, entry: entry.id, redacted: earlier.isRedacted },
  });
}

async function addAttribution(ask: Ask): Promise<Answer> {
  const claimId = await existingClaim(ask);
  const row = { ...parse(attributionSchema, ask.body), id: null };
  await change(ask, claimId, (claim) => ({
    ...claim,
    attributions: [...claim.attributions, row],
  }));
  const json = claimJson(await readClaim(ask.house.database, claimId));
  const added = (json.attributions as { id: number }[]).at(-1);
  return created(`/claims/${claimId}#attribution-${added?.id}`, added);
}

async function replaceAttribution(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const claimId = await claimIdOf(ask.house.database, 'attribution', id);
  const row = { ...parse(attributionSchema, ask.body), id };
  await change(ask, claimId, (claim) => ({
    ...claim,
    attributions: claim.attributions.map((one) => (one.id === id ? row : one)),
  }));
  const json = claimJson(await readClaim(ask.house.database, claimId));
  const after = (json.attributions as { id: number }[]).find((one) => one.id === id);
  return changed(`/claims/${claimId}#attribution-${id}`, after);
}

async function removeAttribution(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const claimId = await claimIdOf(ask.house.database, 'attribution', id);
  await change(ask, claimId, (claim) => ({
    ...claim,
    attributions: claim.attributions
      .filter((one) => one.id !== id)
      .map((one) => ({ ...one, retracts: one.retracts.filter((other) => other !== id) })),
  }));
  return removed(`/claims/${claimId}`);
}

async function addEvidence(ask: Ask): Promise<Answer> {
  const claimId = await existingClaim(ask);
  const row = { ...parse(evidenceSchema, ask.body), id: null };
  await change(ask, claimId, (claim) => ({ ...claim, evidence: [...claim.evidence, row] }));
  const { evidence } = await readClaim(ask.house.database, claimId);
  return created(`/claims/${claimId}#evidence`, evidence.at(-1));
}

async function replaceEvidence(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const claimId = await claimIdOf(ask.house.database, 'evidence', id);
  const row = { ...parse(evidenceSchema, ask.body), id };
  await change(ask, claimId, (claim) => ({
    ...claim,
    evidence: claim.evidence.map((one) => (one.id === id ? row : one)),
  }));
  const { evidence } = await readClaim(ask.house.database, claimId);
  return changed(
    `/claims/${claimId}#evidence`,
    evidence.find((one) => one.id === id),
  );
}

async function removeEvidence(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const claimId = await claimIdOf(ask.house.database, 'evidence', id);
  await change(ask, claimId, (claim) => ({
    ...claim,
    evidence: claim.evidence.filter((one) => one.id !== id),
  }));
  return removed(`/claims/${claimId}`);
}

/** What does not exist is said before what is wrong with the input. @throws NotFound */
async function existingClaim(ask: Ask): Promise<number> {
  return (await readClaim(ask.house.database, idOf(ask))).id;
}

async function change(ask: Ask, id: number, how: (claim: NewClaim) => NewClaim): Promise<void> {
  try {
    await ask.house.database.write((tx) => changeClaim(tx, id, how, byOf(ask)));
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    // Only the one row was sent: its fields have no prefix there.
    const errors = error.errors.map(({ path, message }) => ({
      ...{ path: path.replace(/^(attributions|evidence)\.\d+\./, ''), message },
    }));
    throw new Unprocessable(errors);
  }
}
