/** The article form as an answer: opened, with its errors, or beside somebody else's changes. */
import { carryOn, type DraftView, openDraft } from '../drafts/open.ts';
import { changesSince } from '../history/stale.ts';
import type { FieldError } from '../web/errors.ts';
import { type Answer, type Ask, idOf, invalid, page } from '../web/route.ts';
import { baseTextNumber, catchUp, type Overtaking } from './conflict.ts';
import { type ArticleForm, blankForm, formOf, readArticleForm } from './form.ts';
import { articleFormPage } from './form-page.ts';
import { deskNames, outletNames, readArticle, readText } from './store.ts';
import type { StaleArticle } from './write.ts';

const MOST_OFFERED = 300;

export async function showBlankForm(ask: Ask): Promise<Answer> {
  const { draft, view } = await openDraft(ask);
  const form = draft ? readArticleForm(draft.body) : blankForm();
  const model = articleFormPage(null, form, [], await around(ask, view));
  return page('articles/form', 'New article', model, null);
}

export async function showForm(ask: Ask): Promise<Answer> {
  const article = await readArticle(ask.house.database, idOf(ask));
  const { draft, view } = await openDraft(ask);
  const form = draft ? readArticleForm(draft.body) : formOf(article, ask.house.zone);
  const base = draft?.baseVersion ?? article.version;
  if (draft && base !== article.version) {
    // What was typed goes on top of what others changed since.
    const of = { entity: 'article', entityId: article.id } as const;
    const changes = await changesSince(ask.house.database, of, base);
    const model = await caughtUp(ask, form, article, changes, view);
    return page('articles/form', 'Changed meanwhile', model, null);
  }
  const model = articleFormPage(article, form, [], await around(ask, view));
  return page('articles/form', `Edit ${article.headline}`, model, null);
}

type Existing = Awaited<ReturnType<typeof readArticle>>;

export async function wrong(
  ask: Ask,
  article: Existing | null,
  form: ArticleForm,
  errors: readonly FieldError[],
): Promise<Answer> {
  const model = articleFormPage(article, form, errors, await around(ask, drafted(ask, article)));
  const title = article ? `Edit ${article.headline}` : 'New article';
  return invalid('articles/form', title, model, errors);
}

// The form again as it was typed, on the current version: sending it once more saves it.
export async function stale(ask: Ask, error: StaleArticle, typed: ArticleForm): Promise<Answer> {
  const { current, changes } = error;
  const model = await caughtUp(ask, typed, current, changes, drafted(ask, current));
  const problem = { path: 'version', message: error.detail };
  return invalid('articles/form', 'Changed meanwhile', model, [problem], 409, error.extra);
}

async function caughtUp(
  ask: Ask,
  typed: ArticleForm,
  current: Overtaking['current'],
  changes: Overtaking['changes'],
  draft: DraftView,
) {
  const { database, zone } = ask.house;
  const number = baseTextNumber(current, changes);
  const baseText = number === 0 ? '' : (await readText(database, current.id, number)).body;
  const { form, conflict } = catchUp(typed, { current, changes, baseText }, zone);
  return articleFormPage(current, form, [], await around(ask, draft), conflict);
}

/** The draft of a form that was sent. */
function drafted(ask: Ask, article: Existing | null): DraftView {
  return carryOn(ask, article ? `/articles/${article.id}/edit` : '/articles/new');
}

async function around(ask: Ask, draft: DraftView) {
  const { database } = ask.house;
  const outlets = await outletNames(database, MOST_OFFERED);
  return { outlets, desks: await deskNames(database), draft };
}
