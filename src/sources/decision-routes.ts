/** Routes of a source's page, and of the merges and decisions that are made on it. */

import { answerWithHistory } from '../history/answer.ts';
import { may } from '../people/person.ts';
import { Conflict, type FieldError, Unprocessable } from '../web/errors.ts';
import { parse } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  byOf,
  created,
  type GuardedRoute,
  idOf,
  invalid,
  page,
  removed,
} from '../web/route.ts';
import { decide, decisionSchema, takeBack } from './decide.ts';
import { chosenId, readDecisionForm, readMergeForm } from './decision-form.ts';
import { mergeSchema, mergeSources, undoMerge } from './merge.ts';
import { type SourceView, sourcePage } from './page-source.ts';
import { nameKey } from './resolve.ts';
import { decisionJson, mergeJson, readSourceView, sourceViewJson } from './source-view.ts';
import { findNamed, readDecision, readMerge, readSource } from './store.ts';
import { TRACKS } from './track.ts';

export const DECISION_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/sources/:id', action: 'read', handle: showSource },
    about: 'A source: what it asserted, what was confirmed, denied, retracted; decisions about it',
  },
  {
    ...{ method: 'GET', path: '/sources/:id/history', action: 'read', handle: showHistory },
    about: 'What changed in a source, and the merges and decisions about it, newest first',
  },
  {
    ...{ method: 'POST', path: '/sources/:id/merges', action: 'record', handle: addMerge },
    ...{
      body: mergeSchema,
      form: '/sources/:id#decisions',
      about: 'Merges this source into another',
    },
  },
  {
    ...{ method: 'DELETE', path: '/merges/:id', action: 'record', handle: removeMerge },
    about: 'Takes a merge back',
  },
  {
    ...{ method: 'POST', path: '/sources/:id/decisions', action: 'record', handle: addDecision },
    ...{
      body: decisionSchema,
      form: '/sources/:id#decisions',
      about: 'Declares sources the same, spoken to separately, or apart',
    },
  },
  {
    ...{ method: 'DELETE', path: '/decisions/:id', action: 'record', handle: removeDecision },
    about: 'Takes a decision back',
  },
];

async function showSource(ask: Ask): Promise<Answer> {
  const view = await viewFor(ask, idOf(ask));
  return page('sources/show', view.source.name, sourcePage(view), sourceViewJson(view));
}

async function showHistory(ask: Ask): Promise<Answer> {
  const { id, name } = await readSource(ask.house.database, idOf(ask));
  return answerWithHistory(ask, {
    of: { sourceId: id },
    list: { label: 'Sources', url: '/sources' },
    ...{ name, url: `/sources/${id}` },
  });
}

async function addMerge(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { database } = ask.house;
  const merge = readMergeForm(ask.body);
  return orShowAgain(ask, id, { prefix: 'merge', main: 'into_id', typed: { merge } }, async () => {
    const find = (name: string) => findNamed(database, nameKey(name), id);
    const body = ask.sentJson
      ? ask.body
      : { ...merge, into_id: await chosenId(merge.intoId, merge.into, 'into_id', find) };
    const values = parse(mergeSchema, body);
    const mergeId = await database.write((tx) => mergeSources(tx, id, values, byOf(ask)));
    const made = mergeJson(await readMerge(database, mergeId));
    return created(`/sources/${values.into_id}`, made);
  });
}

async function removeMerge(ask: Ask): Promise<Answer> {
  const { sourceId } = await ask.house.database.write((tx) => undoMerge(tx, idOf(ask), byOf(ask)));
  return removed(`/sources/${sourceId}`);
}

async function addDecision(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { database } = ask.house;
  const decision = readDecisionForm(ask.body);
  const again = { prefix: 'decision', main: 'judgement', typed: { decision } };
  return orShowAgain(ask, id, again, async () => {
    const find = (name: string) => findNamed(database, nameKey(name), id);
    const other = () => chosenId(decision.otherId, decision.other, 'other_id', find);
    const values = parse(
      decisionSchema,
      ask.sentJson ? ask.body : { ...decision, other_id: await other() },
    );
    const decisionId = await database.write((tx) => decide(tx, id, values, byOf(ask)));
    const made = decisionJson(await readDecision(database, decisionId));
    return created(`/sources/${id}#decision-${decisionId}`, made);
  });
}

async function removeDecision(ask: Ask): Promise<Answer> {
  const { sourceId } = await ask.house.database.write((tx) => takeBack(tx, idOf(ask), byOf(ask)));
  return removed(`/sources/${sourceId}`);
}

/** A form that was refused is shown again on the source's page, with all that was typed. */
async function orShowAgain(
  ask: Ask,
  id: number,
  form: {
    readonly prefix: string;
    /** The field at which a refusal is said that is about none. */
    readonly main: string;
    readonly typed: Partial<Pick<SourceView, 'merge' | 'decision'>>;
  },
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof Unprocessable || error instanceof Conflict;
    if (ask.sentJson || !isRefused) throw error;
    const found: readonly FieldError[] =
      error instanceof Unprocessable ? error.errors : [{ path: form.main, message: error.detail }];
    const errors = found.map((one) => ({ ...one, path: `${form.prefix}.${one.path}` }));
    const view = { ...(await viewFor(ask, id)), ...form.typed, errors };
    return invalid('sources/show', view.source.name, sourcePage(view), errors, error.status);
  }
}

function viewFor(ask: Ask, id: number): Promise<SourceView> {
  const chosen = TRACKS.find((track) => track === ask.query.get('record')) ?? null;
  return readSourceView(ask.house.database, id, chosen, {
    ...{ mayRecord: may(ask.person, 'record'), zone: ask.house.zone },
  });
}
