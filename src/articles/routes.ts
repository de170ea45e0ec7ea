/** Articles: their list, page, form and versions. */
import type { ClaimRecord } from '../claims/record.ts';
import { readClaims } from '../claims/store.ts';
import { countCorrectionsOf } from '../corrections/store.ts';
import type { Connection } from '../database/database.ts';
import { answerWithHistory } from '../history/answer.ts';
import { may } from '../people/person.ts';
import { MOST_BESIDE, repliesView } from '../replies/aside-view.ts';
import { readRepliesAbout } from '../replies/store.ts';
import { dayIn } from '../web/dates.ts';
import { NotFound, Unprocessable } from '../web/errors.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  created,
  type GuardedRoute,
  idOf,
  page,
} from '../web/route.ts';
import { articleSchema, parseArticle } from './article.schema.ts';
import { articleBody, readArticleForm } from './form.ts';
import { showBlankForm, showForm, stale, wrong } from './form-answers.ts';
import { articleFields, articleJson } from './json.ts';
import { listArticles, listUrl, parseFilter } from './list.ts';
import { articlesPage } from './list-page.ts';
import { articlePage } from './pages.ts';
import { profileOf } from './profile.ts';
import { claimIdsInOrder, deskNames, readArticle, readText } from './store.ts';
import { versionPage } from './version-page.ts';
import { createArticle, replaceArticle, StaleArticle } from './write.ts';

export const ARTICLE_ROUTES: readonly GuardedRoute[] = [
  { method: 'GET', path: '/articles', action: 'read', handle: list, about: 'Articles' },
  {
    ...{ method: 'POST', path: '/articles', action: 'record', handle: create },
    ...{ body: articleSchema, form: '/articles/new', about: 'Adds an article' },
  },
  {
    ...{ method: 'GET', path: '/articles/new', action: 'record', handle: showBlankForm },
    ...{ about: 'The form for a new article', formats: ['page'] },
  },
  {
    ...{ method: 'GET', path: '/articles/:id', action: 'read', handle: show },
    about: 'An article with its text, claims and sourcing profile',
  },
  {
    ...{ method: 'PUT', path: '/articles/:id', action: 'record', handle: replace },
    ...{ body: articleSchema, form: '/articles/:id/edit' },
    about: 'Replaces an article; a changed text is a new version',
  },
  {
    ...{ method: 'GET', path: '/articles/:id/edit', action: 'record', handle: showForm },
    ...{ about: 'The form of an article', formats: ['page'] },
  },
  {
    ...{ method: 'GET', path: '/articles/:id/history', action: 'read', handle: showHistory },
    about: 'What changed in an article, newest first; `before` goes back further',
  },
  {
    ...{ method: 'GET', path: '/articles/:id/versions/:number', action: 'read' },
    ...{
      handle: showVersion,
      about: 'A version of the text, with its difference to the one before',
    },
  },
];

async function list(ask: Ask): Promise<Answer> {
  const { filter, errors } = parseFilter(ask.query);
  if (ask.wants === 'json' && errors.length > 0) throw new Unprocessable(errors);
  const { database } = ask.house;
  const found = await listArticles(database, filter);
  const next = found.next && listUrl(filter, found.next);
  const about = { desks: await deskNames(database), mayRecord: mayRecord(ask), errors };
  return page('articles/index', 'Articles', articlesPage(filter, found, next, about), {
    total: found.total,
    articles: found.articles.map((article) => ({
      ...{ id: article.id, ...articleFields(article), claim_count: article.claims },
    })),
    next,
  });
}

async function create(ask: Ask): Promise<Answer> {
  const form = readArticleForm(ask.body);
  const parsed = parseArticle(ask.sentJson ? ask.body : articleBody(form, ask.house.zone, null));
  if ('errors' in parsed) return wrong(ask, null, form, parsed.errors);
  try {
    const id = await ask.house.database.write((tx) => createArticle(tx, parsed.article, byOf(ask)));
    return created(`/articles/${id}`, await articleData(ask.house.database, id));
  } catch (error) {
    if (!(error instanceof Unprocessable)) throw error;
    return wrong(ask, null, form, error.errors);
  }
}

async function show(ask: Ask): Promise<Answer> {
  const { article, claims, profile } = await readAll(ask.house.database, idOf(ask));
  const isSaved = ask.query.has('saved');
  const corrections = await countCorrectionsOf(ask.house.database, article.id);
  const replies = await repliesOf(ask, article.id, claims);
  const seen = {
    ...{ zone: ask.house.zone, mayRecord: mayRecord(ask), isSaved, corrections, replies },
  };
  return page(
    'articles/show',
    article.headline,
    articlePage(article, claims, profile, seen),
    articleJson(article, claims, profile),
  );
}

async function replace(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const article = await readArticle(database, idOf(ask));
  const form = readArticleForm(ask.body);
  const hasBody = typeof ask.body === 'object' && ask.body !== null && 'body' in ask.body;
  const sent = ask.sentJson ? ask.body : articleBody(form, zone, article, hasBody);
  const parsed = parseArticle(sent);
  if ('errors' in parsed) return wrong(ask, article, form, parsed.errors);
  try {
    await database.write((tx) => replaceArticle(tx, article.id, parsed.article, byOf(ask)));
  } catch (error) {
    if (error instanceof StaleArticle) return stale(ask, error, form);
    if (error instanceof Unprocessable) return wrong(ask, article, form, error.errors);
    throw error;
  }
  const url = `/articles/${article.id}`;
  return changed(ask.sentJson ? url : `${url}?saved`, await articleData(database, article.id));
}

async function showHistory(ask: Ask): Promise<Answer> {
  const { id, headline } = await readArticle(ask.house.database, idOf(ask));
  return answerWithHistory(ask, {
    of: { articleId: id },
    list: { label: 'Articles', url: '/articles' },
    ...{ name: headline, url: `/articles/${id}` },
  });
}

async function showVersion(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const number = ask.params.number ?? '';
  if (!/^[1-9]\d{0,8}$/.test(number)) throw new NotFound();
  const article = await readArticle(database, idOf(ask));
  const text = await readText(database, article.id, Number(number));
  const before = text.number > 1 ? await readText(database, article.id, text.number - 1) : null;
  const model = versionPage(article, text, before, zone);
  const { at, by } = article.versions.find((one) => one.number === text.number) ?? {};
  const data = { ...text, at, by, difference: model.difference };
  return page('articles/version', `Version ${number}: ${article.headline}`, model, data);
}

async function readAll(connection: Connection, id: number) {
  const article = await readArticle(connection, id);
  const claims = await readClaims(connection, await claimIdsInOrder(connection, id));
  return { article, claims, profile: profileOf(id, claims) };
}

async function repliesOf(ask: Ask, articleId: number, claims: readonly ClaimRecord[]) {
  const { database, zone } = ask.house;
  const replies = await readRepliesAbout(database, { articleId }, MOST_BESIDE + 1);
  return repliesView(`article=${articleId}`, replies, {
    ...{ now: ask.now, zone, today: dayIn(ask.now, zone), mayRecord: mayRecord(ask) },
    isOwed: claims.some(({ facts }) => facts.adverse),
  });
}

async function articleData(connection: Connection, id: number) {
  const { article, claims, profile } = await readAll(connection, id);
  return articleJson(article, claims, profile);
}

function mayRecord(ask: Ask): boolean {
  return may(ask.person, 'record');
}
