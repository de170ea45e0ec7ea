/** The list of articles: its filter and its pages, newest first. */
import type { Connection } from '../database/database.ts';
import type { FieldError } from '../web/errors.ts';
import { ARTICLE_COLUMNS, ARTICLE_TABLES, type ArticleRow, fieldsOf } from './store.ts';

const MOST_WORDS = 20;

export interface ArticleFilter {
  /** Words, each of which must stand in headline, outlet, byline, dateline or desk. */
  readonly q: string;
  readonly desk: string;
  readonly after: Place | null;
  readonly perPage: number;
}

/** Where a page of the list starts: behind the article with this date and id. */
interface Place {
  readonly date: string;
  readonly id: number;
}

export type ListedArticle = ReturnType<typeof fieldsOf> & {
  readonly createdAt: string;
  readonly changedAt: string;
  readonly claims: number;
};

/** Never throws: what is wrong is named and left out. */
export function parseFilter(query: URLSearchParams): {
  readonly filter: ArticleFilter;
  readonly errors: readonly FieldError[];
} {
  const errors: FieldError[] = [];
  for (const key of new Set(query.keys())) {
    if (!['q', 'desk', 'after', 'per_page'].includes(key)) {
      errors.push({ path: key, message: `There is no filter “${key}”.` });
    }
  }
  const [after, perPage] = [query.get('after'), query.get('per_page')];
  const place = after ? readPlace(after) : null;
  if (after && !place) errors.push({ path: 'after', message: 'This is no place in the list.' });
  const isCount = perPage === null || /^[1-9]\d?$|^1\d\d$|^200$/.test(perPage);
  if (!isCount) errors.push({ path: 'per_page', message: 'per_page goes from 1 to 200.' });
  const filter = {
    q: (query.get('q') ?? '').trim().slice(0, 500),
    desk: (query.get('desk') ?? '').trim(),
    after: place,
    perPage: perPage !== null && isCount ? Number(perPage) : 50,
  };
  return { filter, errors };
}

/** The address of a list; blanks are left out. */
export function listUrl(filter: ArticleFilter, after: Place | null): string {
  const query = new URLSearchParams();
  if (filter.q !== '') query.set('q', filter.q);
  if (filter.desk !== '') query.set('desk', filter.desk);
  if (after) query.set('after', Buffer.from(`${after.date} ${after.id}`).toString('base64url'));
  if (filter.perPage !== 50) query.set('per_page', `${filter.perPage}`);
  return query.size > 0 ? `/articles?${query}` : '/articles';
}

// An index is made over this very expression.
const DATE = `COALESCE(article.published_on, substr(article.created_at, 1, 10))`;

export async function listArticles(
  connection: Connection,
  filter: ArticleFilter,
): Promise<{ total: number; articles: ListedArticle[]; next: Place | null }> {
  const { sql, values } = conditions(filter);
  const count = await connection.one<{ total: number }>(
    `SELECT COUNT(*) AS total FROM ${ARTICLE_TABLES} WHERE ${sql}`,
    ...values,
  );
  const { after, perPage } = filter;
  const rows = await connection.all<ArticleRow & { date: string; claims: number }>(
    `SELECT ${ARTICLE_COLUMNS}, ${DATE} AS date,
       (SELECT COUNT(*) FROM claim WHERE claim.article_id = article.id) AS claims
     FROM ${ARTICLE_TABLES}
     WHERE ${sql} ${after ? `AND (${DATE}, article.id) < (?, ?)` : ''}
     ORDER BY ${DATE} DESC, article.id DESC LIMIT ?`,
    ...[...values, ...(after ? [after.date, after.id] : []), perPage + 1],
  );
  const shown = rows.slice(0, perPage);
  const last = rows.length > perPage ? shown.at(-1) : undefined;
  return {
    total: count?.total ?? 0,
    articles: shown.map((row) => ({
      ...fieldsOf(row),
      ...{ createdAt: row.createdAt, changedAt: row.changedAt, claims: row.claims },
    })),
    next: last ? { date: last.date, id: last.id } : null,
  };
}

function conditions({ q, desk }: ArticleFilter): { sql: string; values: string[] } {
  const words = q.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  const fields = ['headline', 'byline', 'dateline', 'desk', 'publisher.name', 'agency.name'];
  const each = fields.map((field) => `${field} LIKE ? ESCAPE '\\'`).join(' OR ');
  const sql = [desk === '' ? '1 = 1' : 'desk = ?', ...words.map(() => `(${each})`)];
  const values = words.flatMap((word) => {
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    return fields.map(() => pattern);
  });
  return { sql: sql.join(' AND '), values: [...(desk === '' ? [] : [desk]), ...values] };
}

function readPlace(cursor: string): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const match = /^(\d{4}-\d\d-\d\d) ([1-9]\d{0,14})$/.exec(text);
  return match ? { date: match[1] ?? '', id: Number(match[2]) } : null;
}
