/** Routes of the directory and of single sources. */
import { carryOn, type DraftView, openDraft } from '../drafts/open.ts';
import { changesSince } from '../history/stale.ts';
import { may } from '../people/person.ts';
import { Unprocessable } from '../web/errors.ts';
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
} from '../web/route.ts';
import { catchUp } from './conflict.ts';
import { parseFilter } from './filter.ts';
import {
  bodyOf,
  changedSourceSchema,
  formErrors,
  formOf,
  newSourceSchema,
  parseChangedSource,
  parseNewSource,
  readSourceForm,
  type SourceForm,
} from './form.ts';
import { sourceJson } from './json.ts';
import { type SourceFormView, sourceFormPage } from './page-form.ts';
import { type Directory, directoryJson, directoryPage } from './pages.ts';
import type { SourceRecord } from './record.ts';
import { countSources, searchSources } from './search.ts';
import { readArticleChoices, readHeadline, readSource, readSources } from './store.ts';
import { changeSource, createSource, StaleSource } from './write.ts';

export const SOURCE_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/sources', action: 'read', handle: showDirectory },
    about: 'The directory of sources; `q` finds by name, `article` adds its unnamed sources',
  },
  {
    ...{ method: 'POST', path: '/sources', action: 'record', handle: addSource },
    ...{ body: newSourceSchema, form: '/sources/new', about: 'Records a source' },
  },
  {
    ...{ method: 'GET', path: '/sources/new', action: 'record', handle: showNewForm },
    ...{ formats: ['page'], about: 'The form of a new source; `name` and `article` fill it in' },
  },
  {
    ...{ method: 'GET', path: '/sources/:id/edit', action: 'record', handle: showEditForm },
    ...{ formats: ['page'], about: 'The form of a source' },
  },
  {
    ...{ method: 'PUT', path: '/sources/:id', action: 'record', handle: replaceSource },
    ...{ body: changedSourceSchema, form: '/sources/:id/edit' },
    about: 'Changes a source; what is left out stays',
  },
];

async function showDirectory(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const { filter, problems } = parseFilter(ask.query);
  if (problems.length > 0 && ask.wants === 'json') throw new Unprocessable(problems);
  const organisations = await readSources(database, filter.partOf);
  const directory: Directory = {
    filter,
    found: await searchSources(database, filter),
    counts: await countSources(database, filter),
    names: new Map(organisations.map(({ id, name }) => [id, name])),
    headline: filter.article === null ? null : await readHeadline(database, filter.article),
    notices: problems.map((one) => one.message),
    mayRecord: may(ask.person, 'record'),
  };
  return page('sources/index', 'Sources', directoryPage(directory), directoryJson(directory));
}

async function showNewForm(ask: Ask): Promise<Answer> {
  const { draft, view } = await openDraft(ask);
  const asked = {
    name: (ask.query.get('name') ?? '').slice(0, 500),
    articleId: (ask.query.get('article') ?? '').slice(0, 15),
  };
  const form = draft ? readSourceForm(draft.body) : { ...readSourceForm({}), ...asked };
  const model = await formPage(ask, form, null, { draft: view });
  return page('sources/form', 'Record a source', model, {});
}

async function addSource(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const form = ask.sentJson ? null : readSourceForm(ask.body);
  try {
    const values = read(form, ask.body, parseNewSource);
    const id = await database.write((tx) => createSource(tx, values, byOf(ask)));
    return created(`/sources/${id}`, sourceJson(await readSource(database, id)));
  } catch (error) {
    if (!form || !(error instanceof Unprocessable)) throw error;
    const model = await formPage(ask, form, null, { errors: error.errors });
    return invalid('sources/form', 'Record a source', model, error.errors);
  }
}

async function showEditForm(ask: Ask): Promise<Answer> {
  const source = await readSource(ask.house.database, idOf(ask));
  const { draft, view } = await openDraft(ask);
  const form = draft ? readSourceForm(draft.body) : formOf(source);
  const base = draft?.baseVersion ?? source.version;
  if (base !== source.version) {
    const of = { entity: 'source', entityId: source.id } as const;
    const changes = await changesSince(ask.house.database, of, base);
    const model = await caughtUp(ask, form, { current: source, changes }, view);
    return page('sources/form', `Change ${source.name}`, model, sourceJson(source));
  }
  const model = await formPage(ask, form, source, { draft: view });
  return page('sources/form', `Change ${source.name}`, model, sourceJson(source));
}

async function replaceSource(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const id = idOf(ask);
  const source = await readSource(database, id);
  const form = ask.sentJson ? null : readSourceForm(ask.body);
  try {
    const { values, version } = read(form, ask.body, (body) => parseChangedSource(body, source));
    await database.write((tx) => changeSource(tx, id, values, version, byOf(ask)));
    return changed(`/sources/${id}`, sourceJson(await readSource(database, id)));
  } catch (error) {
    if (form && error instanceof StaleSource) return showConflict(ask, form, error);
    if (!form || !(error instanceof Unprocessable)) throw error;
    const model = await formPage(ask, form, source, { errors: error.errors });
    return invalid('sources/form', `Change ${source.name}`, model, error.errors);
  }
}

/** All that is wrong comes at once: what the schema refuses, and what the form asks for. */
function read<Values>(
  form: SourceForm | null,
  sent: unknown,
  parse: (body: unknown) => Values,
): Values {
  if (!form) return parse(sent);
  const body = bodyOf(form);
  const missing = formErrors(body);
  try {
    const values = parse(body);
    if (missing.length > 0) throw new Unprocessable(missing);
    return values;
  } catch (error) {
    if (!(error instanceof Unprocessable) || error.errors === missing) throw error;
    throw new Unprocessable([...error.errors, ...missing]);
  }
}

async function showConflict(ask: Ask, typed: SourceForm, stale: StaleSource): Promise<Answer> {
  const model = await caughtUp(ask, typed, stale);
  const errors = [{ path: 'version', message: stale.detail }];
  return invalid('sources/form', `Change ${stale.current.name}`, model, errors, 409, stale.extra);
}

/** What was typed, on top of what others changed since. */
function caughtUp(
  ask: Ask,
  typed: SourceForm,
  stale: Pick<StaleSource, 'current' | 'changes'>,
  draft?: DraftView,
) {
  const { form, overtaken } = catchUp(typed, stale);
  const [latest] = stale.changes;
  const conflict = {
    ...{ who: latest?.personName ?? 'Somebody', overtaken },
    at: latest?.at ?? stale.current.changedAt,
  };
  return formPage(ask, form, stale.current, draft ? { conflict, draft } : { conflict });
}

/** A form that was sent goes on with its draft. */
async function formPage(
  ask: Ask,
  form: SourceForm,
  source: SourceRecord | null,
  state: Partial<Pick<SourceFormView, 'errors' | 'conflict' | 'draft'>>,
) {
  const chosen = Number(form.articleId) || null;
  const articles = await readArticleChoices(ask.house.database, chosen);
  const draft = carryOn(ask, source ? `/sources/${source.id}/edit` : '/sources/new');
  const { zone } = ask.house;
  return sourceFormPage({
    ...{ form, source, errors: [], conflict: null, draft, articles, zone },
    ...state,
  });
}
