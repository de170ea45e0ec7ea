/** Routes of imports: a CSV file is tried, looked at, and then applied or discarded. */
import type { Connection } from '../database/database.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
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
import { IMPORT_COLUMNS } from './csv-claims.ts';
import { errorText, importCsv, type Plan } from './csv-import.ts';
import type { CellError } from './csv-read.ts';
import { importJson, importPage, importsPage } from './import-model.ts';
import {
  applySchema,
  discardImport,
  importSchema,
  keepImport,
  markApplied,
  readImport,
  readImports,
  readPending,
} from './import-store.ts';

export const IMPORT_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/imports', action: 'record', handle: listImports },
    about: 'Imports of claims from CSV, and the form that begins one',
  },
  {
    ...{ method: 'POST', path: '/imports', action: 'record', handle: tryImport },
    ...{ body: importSchema, about: 'Tries a CSV file: what it would add and change' },
  },
  {
    ...{ method: 'GET', path: '/imports/:id', action: 'record', handle: showImport },
    about: 'What an import would do, or did',
  },
  {
    ...{ method: 'PUT', path: '/imports/:id', action: 'record', handle: applyImport },
    ...{ body: applySchema, about: 'Applies an import: all of it or nothing' },
  },
  {
    ...{ method: 'DELETE', path: '/imports/:id', action: 'record', handle: discard },
    about: 'Discards an import that was not applied',
  },
];

/** What each kind of file may have, for the help. */
export const IMPORT_HELP = IMPORT_COLUMNS.map(({ file, names }) => ({
  ...{ file: `a file of ${file}`, names: names.join(', ') },
}));

const MOST_LISTED = 30;
/** While it is tried nobody else can save; longer files are for the command line. */
const MOST_ROWS = 2_000;

async function listImports(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const imports = await readImports(database, ask.person, MOST_LISTED);
  const model = importsPage({ name: '', csv: '' }, [], imports, zone);
  return page('imports/index', 'Imports', model, { imports: imports.map(importJson) });
}

async function tryImport(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const form = { name: textOf(ask.body, 'name'), csv: textOf(ask.body, 'csv') };
  const read = importSchema.safeParse(ask.sentJson ? ask.body : form);
  if (!read.success) {
    const errors = fieldErrors(read.error);
    return refuse(
      ask,
      form,
      errors,
      errors.map(({ message }) => message),
    );
  }
  const plan = await database.rehearse((tx) => carryOut(ask, tx, read.data.csv));
  if (plan.errors.length > 0) {
    return refuse(ask, form, plan.errors.map(asField), plan.errors.map(errorText));
  }
  // What would be added has no id yet: that of the trial was given back.
  const claims = plan.claims.map((one) => ({ ...one, id: one.what === 'adds' ? null : one.id }));
  const id = await database.write((tx) => keepImport(tx, read.data, claims, byOf(ask)));
  return created(`/imports/${id}`, importJson(await readImport(database, id, ask.person)));
}

function carryOut(ask: Ask, tx: Connection, csv: string): Promise<Plan> {
  const text = csv.replace(/^\ufeff/, '');
  return importCsv(tx, text, byOf(ask), ask.house.database, MOST_ROWS);
}

function asField(error: CellError) {
  return { path: 'csv', ...error };
}

async function refuse(
  ask: Ask,
  form: { readonly name: string; readonly csv: string },
  errors: readonly { readonly path: string; readonly message: string }[],
  texts: readonly string[],
): Promise<Answer> {
  const { database, zone } = ask.house;
  const model = importsPage(
    form,
    texts,
    await readImports(database, ask.person, MOST_LISTED),
    zone,
  );
  return invalid('imports/index', 'Imports', model, errors);
}

async function showImport(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const one = await readImport(database, idOf(ask), ask.person);
  return page('imports/show', `Import: ${one.name}`, importPage(one, zone), importJson(one));
}

async function applyImport(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  await readImport(database, idOf(ask), ask.person);
  const typed = { applied: textOf(ask.body, 'applied') === 'yes' };
  const read = applySchema.safeParse(ask.sentJson ? ask.body : typed);
  if (!read.success) throw new Unprocessable(fieldErrors(read.error));
  await database.write(async (tx) => {
    const { id, csv } = await readPending(tx, idOf(ask), ask.person);
    const { errors, claims } = await carryOut(ask, tx, csv);
    if (errors.length > 0) {
      const why = errors.map(errorText).join(' ');
      throw new Conflict(`Something changed since it was tried: ${why}`);
    }
    await markApplied(tx, id, claims, byOf(ask));
  });
  return changed(
    `/imports/${idOf(ask)}`,
    importJson(await readImport(database, idOf(ask), ask.person)),
  );
}

async function discard(ask: Ask): Promise<Answer> {
  await ask.house.database.write(async (tx) => {
    const { id } = await readPending(tx, idOf(ask), ask.person);
    await discardImport(tx, id);
  });
  return removed('/imports');
}
