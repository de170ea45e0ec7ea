/** Saved filters as a pile of the desk. */
import type { Connection } from '../database/database.ts';
import { readNews } from './news.ts';
import { claimsText, filterJson, type KnownFilter, newsText, sentenceOfFilter } from './pages.ts';
import { claimsAddress } from './saved-filter.ts';
import { readFollowed } from './store.ts';

const MOST_FOLLOWED = 12;

/** Those of the person, and the shared ones that they have opened, with what is new in each. */
export async function readFilterPile(connection: Connection, personId: number) {
  const known: KnownFilter[] = [];
  for (const filter of await readFollowed(connection, personId, MOST_FOLLOWED)) {
    const sentence = await sentenceOfFilter(connection, filter);
    known.push({ filter, sentence, news: await readNews(connection, filter, personId) });
  }
  return {
    title: 'Saved filters',
    empty: 'No filter is saved: filter the claims, then choose “Save this filter”.',
    rows: known.map(({ filter, sentence, news }) => ({
      url: claimsAddress(filter),
      statement: filter.name,
      remark: [claimsText(news.total), newsText(news), sentence].join(' · '),
    })),
    data: known.map(filterJson),
  };
}
