import { may } from '../people/person.ts';
import { type FieldError, Forbidden, Unprocessable } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
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
import { readNews } from './news.ts';
import {
  filterFormPage,
  filterJson,
  filterPage,
  filtersPage,
  type KnownFilter,
  mayChange,
  sentenceOfFilter,
} from './pages.ts';
import {
  claimsAddress,
  defaultSchema,
  type FilterChanges,
  type FilterForm,
  filterChangesSchema,
  type NewFilter,
  newFilterSchema,
  readFilterForm,
  type SavedFilter,
} from './saved-filter.ts';
import { readDefault, readFilter, readFilterByCode, readFilters } from './store.ts';
import { changeFilter, removeFilter, saveFilter, setDefault } from './write.ts';

export const FILTER_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/filters', action: 'read', handle: listFilters },
    about: 'Saved filters: your own, and those that colleagues share',
  },
  {
    ...{ method: 'POST', path: '/filters', action: 'read', handle: createFilter },
    ...{ body: newFilterSchema, about: 'Saves a filter under a name' },
  },
  {
    ...{ method: 'GET', path: '/filters/new', action: 'read', handle: newFilter },
    ...{ formats: ['page'], about: 'The form that saves the filter in `query`' },
  },
  {
    ...{ method: 'GET', path: '/filters/default', action: 'read', handle: openDefault },
    about: 'Opens the claims with your own default filter, or all of them',
  },
  {
    ...{ method: 'PUT', path: '/filters/default', action: 'read', handle: chooseDefault },
    ...{ body: defaultSchema, about: 'Chooses the filter that your claims open with, or none' },
  },
  {
    ...{ method: 'GET', path: '/filters/:id', action: 'read', handle: showFilter },
    about: 'A saved filter: its sentence, counts, short address, and the form that changes it',
  },
  {
    ...{ method: 'PUT', path: '/filters/:id', action: 'read', handle: replaceFilter },
    ...{ body: filterChangesSchema, about: 'Renames, shares or changes a filter' },
  },
  {
    ...{ method: 'DELETE', path: '/filters/:id', action: 'read', handle: deleteFilter },
    about: 'Removes a saved filter',
  },
  {
    ...{ method: 'GET', path: '/f/:code', action: 'read', handle: openShort },
    about: 'The short address of a saved filter: leads to its claims',
  },
];

async function listFilters(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const known: KnownFilter[] = [];
  for (const filter of await readFilters(database, ask.person.id)) {
    known.push(await know(ask, filter));
  }
  const model = filtersPage(known, ask.person);
  return page('filters/index', 'Saved filters', model, { filters: known.map(filterJson) });
}

async function know({ house, person }: Ask, filter: SavedFilter): Promise<KnownFilter> {
  const sentence = await sentenceOfFilter(house.database, filter);
  return { filter, sentence, news: await readNews(house.database, filter, person.id) };
}

async function newFilter(ask: Ask): Promise<Answer> {
  const query = ask.query.get('query') ?? '';
  const form = { name: '', query, shared: false };
  const model = await formModel(ask, form, []);
  return page('filters/form', 'Save a filter', model, null);
}

async function formModel(ask: Ask, form: FilterForm, errors: readonly FieldError[]) {
  const { database } = ask.house;
  const filters = await readFilters(database, ask.person.id);
  return filterFormPage(form, errors, {
    person: ask.person,
    sentence: await sentenceOfFilter(database, form),
    own: filters.filter(({ owner }) => owner.id === ask.person.id),
  });
}

async function createFilter(ask: Ask): Promise<Answer> {
  const typed = readFilterForm(ask.body);
  const form = { name: '', query: '', shared: false, ...typed };
  const refuse = async (errors: readonly FieldError[]) =>
    invalid('filters/form', 'Save a filter', await formModel(ask, form, errors), errors);
  const read = newFilterSchema.safeParse(ask.sentJson ? ask.body : form);
  if (!read.success) return refuse(fieldErrors(read.error));
  mayShare(ask, read.data);
  const saved = await attempt(() =>
    ask.house.database.write((tx) => saveFilter(tx, read.data, byOf(ask))),
  );
  if ('errors' in saved) return refuse(saved.errors);
  const filter = await readFilter(ask.house.database, saved.value, ask.person.id);
  const location = ask.sentJson ? `/filters/${filter.id}` : claimsAddress(filter);
  return created(location, filterJson(await know(ask, filter)));
}

async function showFilter(ask: Ask): Promise<Answer> {
  const known = await know(ask, await readFilter(ask.house.database, idOf(ask), ask.person.id));
  return page('filters/show', known.filter.name, showModel(ask, known), filterJson(known));
}

function showModel(
  { house, person }: Ask,
  known: KnownFilter,
  form: FilterForm = known.filter,
  errors: readonly FieldError[] = [],
) {
  const { zone, origin } = house;
  return filterPage(known, { person, zone, origin, form, errors });
}

async function replaceFilter(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const before = await changeable(ask);
  const typed = readFilterForm(ask.body);
  const refuse = async (errors: readonly FieldError[]) => {
    const model = showModel(ask, await know(ask, before), { ...before, ...typed }, errors);
    return invalid('filters/show', before.name, model, errors);
  };
  const read = filterChangesSchema.safeParse(ask.sentJson ? ask.body : typed);
  if (!read.success) return refuse(fieldErrors(read.error));
  if (!before.shared) mayShare(ask, read.data);
  const done = await attempt(() =>
    database.write((tx) => changeFilter(tx, before, read.data, byOf(ask))),
  );
  if ('errors' in done) return refuse(done.errors);
  const filter = await readFilter(database, before.id, ask.person.id).catch(() => null);
  // An administrator may have made it private again: then it is not theirs to see.
  if (!filter) return removed('/filters');
  const location = read.data.query === undefined ? '/filters' : claimsAddress(filter);
  return changed(location, filterJson(await know(ask, filter)));
}

async function deleteFilter(ask: Ask): Promise<Answer> {
  const filter = await changeable(ask);
  await ask.house.database.write((tx) => removeFilter(tx, filter, byOf(ask)));
  return removed('/filters');
}

async function openDefault(ask: Ask): Promise<Answer> {
  const filter = await readDefault(ask.house.database, ask.person.id);
  const location = filter ? claimsAddress(filter) : '/claims';
  return changed(location, { filter: filter && filterJson(await know(ask, filter)) });
}

async function chooseDefault(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const typed = textOf(ask.body, 'filter_id');
  const body = ask.sentJson ? ask.body : { filter_id: typed === '' ? null : Number(typed) };
  const read = defaultSchema.safeParse(body);
  if (!read.success) throw new Unprocessable(fieldErrors(read.error));
  const { filter_id: id } = read.data;
  const filter = id === null ? null : await readFilter(database, id, ask.person.id);
  await database.write((tx) => setDefault(tx, ask.person.id, filter?.id ?? null));
  const chosen = filter && (await readFilter(database, filter.id, ask.person.id));
  return changed('/filters', { filter: chosen && filterJson(await know(ask, chosen)) });
}

async function openShort(ask: Ask): Promise<Answer> {
  const code = ask.params.code ?? '';
  const filter = await readFilterByCode(ask.house.database, code, ask.person.id);
  return changed(claimsAddress(filter), filterJson(await know(ask, filter)));
}

/** @throws NotFound, Forbidden */
async function changeable(ask: Ask): Promise<SavedFilter> {
  const filter = await readFilter(ask.house.database, idOf(ask), ask.person.id);
  if (!mayChange(filter, ask.person)) throw new Forbidden('This filter is a colleague’s.');
  return filter;
}

function mayShare({ person }: Ask, { shared }: NewFilter | FilterChanges): void {
  if (shared && !may(person, 'record')) throw new Forbidden('Only editors share filters.');
}

async function attempt<Value>(
  work: () => Promise<Value>,
): Promise<{ readonly value: Value } | { readonly errors: readonly FieldError[] }> {
  try {
    return { value: await work() };
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    return { errors: error.errors };
  }
}
