/** The page that asks before something is done to many claims. */
import { namesOfFilter } from '../claims/names.ts';
import { search } from '../claims/search.ts';
import { filterSentence } from '../claims/sentence.ts';
import { readClaims } from '../claims/store.ts';
import type { Database } from '../database/database.ts';
import { readColleagues } from '../review/store.ts';
import type { FieldError } from '../web/errors.ts';
import { type Answer, type Ask, invalid, page } from '../web/route.ts';
import { readFilter } from './begin.ts';
import { type BulkForm, bodyOfForm, parseBulk, readBulkForm } from './bulk.schema.ts';
import { BULK_ACTIONS, type BulkAction } from './bulk.ts';
import { type NewBulkScene, newBulkPage } from './bulk-new-model.ts';

const MOST_SHOWN = 200;
const TITLE = 'Many claims at once';

export async function askBulk(ask: Ask): Promise<Answer> {
  const form = readBulkForm(fieldsOf(ask.query));
  const scene = await readScene(ask.house.database, form, wrongWithoutValue(form));
  const model = newBulkPage(scene);
  if (!model.form) return invalid('bulk/new', TITLE, model, scene.errors);
  return page('bulk/new', model.heading, model, { action: form.action, count: scene.count });
}

/** The same page again, with what was typed and what is wrong with it. */
export async function answerWithRefusedBulk(
  ask: Ask,
  form: BulkForm,
  errors: readonly FieldError[],
  status: number,
): Promise<Answer> {
  const scene = await readScene(ask.house.database, form, errors);
  return invalid('bulk/new', `Error: ${TITLE}`, newBulkPage(scene), errors, status);
}

function fieldsOf(query: URLSearchParams): Record<string, string[]> {
  return Object.fromEntries([...new Set(query.keys())].map((key) => [key, query.getAll(key)]));
}

/** What is wrong before anything was typed; the value is asked for now. */
function wrongWithoutValue(form: BulkForm): readonly FieldError[] {
  if (form.filter === null && form.ids.length === 0) {
    const message = 'No claim is ticked. Tick some, or choose all that match.';
    return [{ path: 'ids', message }];
  }
  const value = form.action === 'withdraw' ? '-' : '';
  const parsed = parseBulk(bodyOfForm({ ...form, value, count: '' }));
  return 'errors' in parsed ? parsed.errors : [];
}

async function readScene(
  database: Database,
  form: BulkForm,
  wrong: readonly FieldError[],
): Promise<NewBulkScene> {
  const known = !wrong.some((one) => one.path === 'filter');
  const filter = form.filter !== null && known ? await readFilter(database, form.filter) : null;
  const ids = form.ids.filter((id) => /^[1-9]\d{0,14}$/.test(id)).map(Number);
  const claims = await readClaims(database, [...new Set(ids)].slice(0, MOST_SHOWN));
  const count = filter
    ? (await search(database, { ...filter, perPage: 1 })).total
    : new Set(ids).size;
  return {
    ...{ form, count, claims, people: await readColleagues(database) },
    action: BULK_ACTIONS.find((one): one is BulkAction => one === form.action) ?? null,
    filter: filter && {
      sentence: filterSentence(filter, await namesOfFilter(database, filter)),
      url: `/claims?${form.filter}`,
    },
    errors: count === 0 && wrong.length === 0 ? [NOTHING] : wrong,
  };
}

const NOTHING: FieldError = { path: 'filter', message: 'No claim is like this any more.' };
