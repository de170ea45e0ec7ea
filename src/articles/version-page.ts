/** From a version of a text to its page, with the difference to the one before. */
import { partViews } from '../history/words.ts';
import { timeView } from '../web/dates.ts';
import type { ArticleRecord, ArticleText } from './article.ts';
import { differenceOf } from './difference.ts';
import { counted } from './list-page.ts';
import type { StretchView, VersionPage } from './models.ts';

export function versionPage(
  article: ArticleRecord,
  text: ArticleText,
  before: ArticleText | null,
  zone: string,
): VersionPage {
  const about = article.versions.find((one) => one.number === text.number);
  const at = (number: number) => ({ number, url: `/articles/${article.id}/versions/${number}` });
  return {
    articleUrl: `/articles/${article.id}`,
    ...{ headline: article.headline, language: article.language, number: text.number },
    ...{ sha256: text.sha256, text: text.body, by: about?.by ?? null },
    bytes: (about?.bytes ?? 0).toLocaleString('en-GB'),
    time: timeView(about?.at ?? article.createdAt, zone),
    earlier: before ? at(before.number) : null,
    later: text.number < (article.text?.number ?? 0) ? at(text.number + 1) : null,
    difference: before ? stretchViews(differenceOf(before.body, text.body)) : [],
  };
}

/** A difference for the partial that shows it. */
export function stretchViews(difference: ReturnType<typeof differenceOf>): StretchView[] {
  return difference.map(({ parts, unchanged }) => ({
    unchanged: parts ? null : `${counted(unchanged, 'paragraph')} unchanged`,
    parts: partViews(parts ?? []),
  }));
}
