/** Redaction: an administrator has a text taken out that should never have been written. */
import { forgetCards } from '../claims/cards/keep.ts';
import { Unprocessable } from '../web/errors.ts';
import { fieldErrors } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  created,
  data,
  type GuardedRoute,
  idOf,
  page,
} from '../web/route.ts';
import type { ViewModels } from '../web/views.ts';
import { matcherOf } from './matching.ts';
import {
  newRedactionPage,
  previewPage,
  redactionJson,
  redactionPage,
  redactionsPage,
} from './pages.ts';
import {
  type NewRedaction,
  type RedactionForm,
  readRedactionForm,
  redactionBody,
  redactionSchema,
} from './redaction.schema.ts';
import { findText } from './search.ts';
import {
  backupsBefore,
  clean,
  OF_ARTICLES,
  readRedaction,
  readRedactions,
  redact,
} from './store.ts';

export const REDACTION_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/redactions', action: 'administer', handle: showRedactions },
    about: 'What was redacted: who, when, why and from how many places',
  },
  {
    ...{ method: 'GET', path: '/redactions/new', action: 'administer', handle: showForm },
    ...{ formats: ['page'], about: 'The form that takes a text out everywhere' },
  },
  {
    ...{ method: 'POST', path: '/redactions/preview', action: 'administer', handle: preview },
    ...{ body: redactionSchema, about: 'Where a text stands and how often; nothing is changed' },
  },
  {
    ...{ method: 'POST', path: '/redactions', action: 'administer', handle: makeRedaction },
    ...{ body: redactionSchema, about: 'Takes a text out everywhere, for good' },
  },
  {
    ...{ method: 'GET', path: '/redactions/:id', action: 'administer', handle: showRedaction },
    about: 'A redaction, with the backups that were made before it',
  },
  {
    ...{ method: 'POST', path: '/redactions/:id/cleaning', action: 'administer' },
    ...{ handle: cleanAgain, about: 'Writes the file anew, where that failed' },
  },
];

async function showRedactions(ask: Ask): Promise<Answer> {
  const redactions = await readRedactions(ask.house.database);
  const model = redactionsPage(redactions, ask.house.zone);
  return page('redactions/index', 'Redactions', model, {
    redactions: redactions.map((one) => redactionJson(one, [])),
  });
}

function showForm(): Answer {
  return unkept('redactions/new', newRedactionPage(readRedactionForm({}), []));
}

async function preview(ask: Ask): Promise<Answer> {
  return orAgain(ask, async (redaction, form) => {
    const found = await findText(ask.house.database, matcherOf(redaction));
    const { counts } = found;
    if (ask.wants === 'json') return data({ counts });
    return unkept('redactions/preview', previewPage(form, found));
  });
}

async function makeRedaction(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  return orAgain(ask, async (redaction) => {
    const id = await database.write((tx) => redact(tx, redaction, byOf(ask)));
    if (id === null) {
      throw new Unprocessable([{ path: 'texts', message: 'This stands nowhere.' }]);
    }
    const { counts } = await readRedaction(database, id);
    if (counts.some(({ label }) => label === OF_ARTICLES)) forgetCards(database);
    // The text is out; that the file could not be written anew is said on the redaction's page.
    await clean(database, id, ask.now).catch(() => undefined);
    return created(`/redactions/${id}`, await readJson(ask, id));
  });
}

async function showRedaction(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const redaction = await readRedaction(database, idOf(ask));
  const backups = await backupsBefore(database, redaction.madeAt);
  const model = redactionPage(redaction, backups, zone);
  return page('redactions/show', 'A redaction', model, redactionJson(redaction, backups));
}

async function cleanAgain(ask: Ask): Promise<Answer> {
  const { id } = await readRedaction(ask.house.database, idOf(ask));
  await clean(ask.house.database, id, ask.now);
  return changed(`/redactions/${id}`, await readJson(ask, id));
}

async function readJson(ask: Ask, id: number): Promise<object> {
  const redaction = await readRedaction(ask.house.database, id);
  return redactionJson(redaction, await backupsBefore(ask.house.database, redaction.madeAt));
}

/** Wrong input comes back in the form, with all that was typed. */
async function orAgain(
  ask: Ask,
  work: (redaction: NewRedaction, form: RedactionForm) => Promise<Answer>,
): Promise<Answer> {
  const form = readRedactionForm(ask.body);
  try {
    const body = ask.sentJson ? ask.body : redactionBody(form);
    const result = redactionSchema.safeParse(body, { reportInput: true });
    if (!result.success) throw new Unprocessable(fieldErrors(result.error));
    return await work(result.data, form);
  } catch (error) {
    if (ask.wants === 'json' || !(error instanceof Unprocessable)) throw error;
    return unkept('redactions/new', newRedactionPage(form, error.errors), error.status);
  }
}

/** A page with the text on it: no browser may keep a copy. */
function unkept<Name extends 'redactions/new' | 'redactions/preview'>(
  view: Name,
  model: ViewModels[Name],
  status = 200,
): Answer {
  return { ...page(view, 'Redact a text', model, {}, status), isSecret: true };
}
