/** Restricting a source: a page of its own, since it is done with thought and seldom. */

import { claimsTouchingSources, rederiveClaims } from '../claims/derive.ts';
import type { Connection } from '../database/database.ts';
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
import {
  type RestrictionForm,
  type RestrictionValues,
  readRestrictionForm,
  restrictionBody,
  restrictionSchema,
} from './restriction.schema.ts';
import {
  changeRestriction,
  endRestriction,
  readCandidates,
  readRestriction,
  restrictSource,
} from './restriction.ts';
import { formOfRestriction, restrictionJson, restrictionPage } from './restriction-page.ts';
import { isNamed } from './source.ts';
import { readSource } from './store.ts';

const PATH = '/sources/:id/restriction';

export const RESTRICTION_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: PATH, action: 'record', handle: showRestriction },
    about: 'Who an unnamed source is shown to',
  },
  {
    ...{ method: 'POST', path: PATH, action: 'record', handle: restrict, body: restrictionSchema },
    about: 'Restricts an unnamed source to the people listed, and administrators',
  },
  {
    ...{ method: 'PUT', path: PATH, action: 'record', handle: change, body: restrictionSchema },
    about: 'Changes who a restricted source is shown to',
  },
  {
    ...{ method: 'DELETE', path: PATH, action: 'record', handle: end },
    about: 'Shows a restricted source to everybody again',
  },
];

async function showRestriction(ask: Ask): Promise<Answer> {
  const { source, restriction } = await unnamedSource(ask);
  const model = await modelOf(ask, formOfRestriction(restriction, ask.person.id), []);
  return page('sources/restriction', titleOf(source), model, restrictionJson(restriction));
}

function restrict(ask: Ask): Promise<Answer> {
  return save(ask, async (tx, id, values) => {
    await restrictSource(tx, id, values, byOf(ask));
    // Its words go out of the search.
    await rederiveClaims(tx, await claimsTouchingSources(tx, [id]), byOf(ask));
  });
}

function change(ask: Ask): Promise<Answer> {
  return save(ask, (tx, id, values) => changeRestriction(tx, id, values, byOf(ask)));
}

async function end(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  await unnamedSource(ask);
  await ask.house.database.write(async (tx) => {
    await endRestriction(tx, id, byOf(ask));
    await rederiveClaims(tx, await claimsTouchingSources(tx, [id]), byOf(ask));
  });
  return removed(`/sources/${id}`);
}

async function save(
  ask: Ask,
  work: (tx: Connection, id: number, values: RestrictionValues) => Promise<void>,
): Promise<Answer> {
  const { database } = ask.house;
  const { source, restriction: before } = await unnamedSource(ask);
  const form = ask.sentJson ? null : readRestrictionForm(ask.body);
  try {
    const values = parse(restrictionSchema, form ? restrictionBody(form) : ask.body);
    await database.write((tx) => work(tx, source.id, values));
    const saved = restrictionJson(await readRestriction(database, source.id));
    return (before ? changed : created)(`/sources/${source.id}`, saved);
  } catch (error) {
    if (!form || !(error instanceof Unprocessable || error instanceof Conflict)) throw error;
    const errors =
      error instanceof Unprocessable ? error.errors : [{ path: 'reason', message: error.detail }];
    const model = await modelOf(ask, form, errors);
    return invalid('sources/restriction', titleOf(source), model, errors, error.status);
  }
}

/** @throws NotFound also for a named source: there is no such page of it */
async function unnamedSource(ask: Ask) {
  const { database } = ask.house;
  const source = await readSource(database, idOf(ask));
  if (isNamed(source)) throw new NotFound('Only an unnamed source can be restricted.');
  return { source, restriction: await readRestriction(database, source.id) };
}

function titleOf({ name }: { readonly name: string }): string {
  return `Who may see “${name}”`;
}

async function modelOf(ask: Ask, form: RestrictionForm, errors: readonly FieldError[]) {
  const { source, restriction } = await unnamedSource(ask);
  const candidates = await readCandidates(ask.house.database);
  const scene = { source, restriction, candidates, form, errors };
  return restrictionPage({ ...scene, zone: ask.house.zone });
}
