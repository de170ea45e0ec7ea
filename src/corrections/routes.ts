/** Corrections after publication: their list, those of an article, and the form of one. */
import { readArticle } from '../articles/store.ts';
import { may } from '../people/person.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { fieldErrors } from '../web/forms.ts';
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
import { correctionSchema, type NewCorrection } from './correction.schema.ts';
import {
  blankForm,
  type CorrectionForm,
  correctionBody,
  formOf,
  readCorrectionForm,
} from './form.ts';
import { correctionJson } from './json.ts';
import { listCorrections } from './list.ts';
import {
  type ArticleCorrectionsPage,
  conflictOf,
  correctionFormPage,
  correctionView,
} from './pages.ts';
import {
  claimsToTie,
  createCorrection,
  readCorrection,
  readCorrectionsOfArticle,
  replaceCorrection,
  StaleCorrection,
} from './store.ts';

export const CORRECTION_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/corrections', action: 'read', handle: listCorrections },
    ...{ formats: ['page', 'json', 'csv'], about: 'Corrections after publication, newest first' },
  },
  {
    ...{ method: 'GET', path: '/articles/:id/corrections', action: 'read', handle: listOfArticle },
    about: 'The corrections of an article',
  },
  {
    ...{ method: 'POST', path: '/articles/:id/corrections', action: 'record', handle: create },
    ...{
      body: correctionSchema,
      form: '/articles/:id/corrections#new',
      about: 'Records a correction, on its claims',
    },
  },
  {
    ...{ method: 'GET', path: '/corrections/:id', action: 'read', handle: show },
    about: 'One correction',
  },
  {
    ...{ method: 'GET', path: '/corrections/:id/edit', action: 'record', handle: showForm },
    ...{ about: 'The form of a correction', formats: ['page'] },
  },
  {
    ...{ method: 'PUT', path: '/corrections/:id', action: 'record', handle: replace },
    ...{
      body: correctionSchema,
      form: '/corrections/:id/edit#correction',
      about: 'Replaces a correction, as when it was decided',
    },
  },
];

async function listOfArticle(ask: Ask): Promise<Answer> {
  const ground = await groundFor(ask, idOf(ask));
  const today = ask.now.toISOString().slice(0, 10);
  const form = blankForm(today, ground.article.text?.number ?? null);
  const asked = ask.query.get('claim');
  const model = await articleModel(ask, ground, { ...form, claims: asked ? [asked] : [] }, []);
  const found = await readCorrectionsOfArticle(ask.house.database, ground.article.id);
  const title = `Corrections: ${ground.article.headline}`;
  return page('corrections/article', title, model, { corrections: found.map(correctionJson) });
}

async function show(ask: Ask): Promise<Answer> {
  const correction = await readCorrection(ask.house.database, idOf(ask));
  const around = { mayRecord: may(ask.person, 'record'), zone: ask.house.zone };
  const view = correctionView(correction, around);
  const title = `Correction: ${correction.article.headline}`;
  return page(
    'corrections/show',
    title,
    { ...view, corrections: [view] },
    correctionJson(correction),
  );
}

async function create(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const ground = await groundFor(ask, idOf(ask));
  const form = readCorrectionForm(ask.body);
  const path = `/articles/${ground.article.id}/corrections`;
  try {
    const values = read(ask, form);
    const id = await database.write((tx) =>
      createCorrection(tx, ground.article.id, values, byOf(ask)),
    );
    const made = correctionJson(await readCorrection(database, id));
    return created(`${path}#correction-${id}`, made);
  } catch (error) {
    if (!(error instanceof Unprocessable) || ask.sentJson) throw error;
    const model = await articleModel(ask, ground, form, error.errors);
    const title = `Corrections: ${ground.article.headline}`;
    return invalid('corrections/article', title, model, error.errors);
  }
}

async function showForm(ask: Ask): Promise<Answer> {
  const correction = await readCorrection(ask.house.database, idOf(ask));
  const ground = await groundFor(ask, correction.article.id, correction.id);
  const model = correctionFormPage(ground, formOf(correction), []);
  return page('corrections/form', 'Change the correction', model, null);
}

async function replace(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const { id, article } = await readCorrection(database, idOf(ask));
  const form = readCorrectionForm(ask.body);
  try {
    const values = read(ask, form);
    await database.write((tx) => replaceCorrection(tx, id, values, byOf(ask)));
  } catch (error) {
    if (ask.sentJson) throw error;
    const title = 'Change the correction';
    const ground = await groundFor(ask, article.id, id);
    if (error instanceof StaleCorrection) {
      const { current, changes } = error;
      const latest = {
        who: changes[0]?.personName ?? 'Somebody',
        at: changes[0]?.at ?? current.changedAt,
      };
      const conflict = conflictOf(current, latest, form, zone);
      const again = { ...form, version: `${current.version}` };
      const model = correctionFormPage(ground, again, [], conflict);
      const errors = [{ path: 'version', message: error.detail }];
      return invalid('corrections/form', title, model, errors, 409, error.extra);
    }
    if (!(error instanceof Unprocessable)) throw error;
    const model = correctionFormPage(ground, form, error.errors);
    return invalid('corrections/form', title, model, error.errors);
  }
  const after = correctionJson(await readCorrection(database, id));
  return changed(`/articles/${article.id}/corrections#correction-${id}`, after);
}

/** @throws Unprocessable */
function read(ask: Ask, form: CorrectionForm): NewCorrection {
  const sent = ask.sentJson ? ask.body : correctionBody(form);
  const result = correctionSchema.safeParse(sent, { reportInput: true });
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  return result.data;
}

async function groundFor(ask: Ask, articleId: number, correctionId: number | null = null) {
  const article = await readArticle(ask.house.database, articleId);
  return { article, correctionId, claims: await claimsToTie(ask.house.database, articleId) };
}

async function articleModel(
  ask: Ask,
  ground: Awaited<ReturnType<typeof groundFor>>,
  form: CorrectionForm,
  errors: readonly FieldError[],
): Promise<ArticleCorrectionsPage> {
  const { article } = ground;
  const mayRecord = may(ask.person, 'record');
  const around = { mayRecord, zone: ask.house.zone };
  const found = await readCorrectionsOfArticle(ask.house.database, article.id);
  return {
    article: { headline: article.headline, url: `/articles/${article.id}` },
    corrections: found.map((one) => correctionView(one, around)),
    form: mayRecord ? correctionFormPage(ground, form, errors) : null,
    errors: errors.map(({ path, message }) => ({ path: path.split('.')[0] ?? path, message })),
  };
}
