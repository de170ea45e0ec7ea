/** The route of history as a whole; each record has its own history beside its page. */
import { may } from '../people/person.ts';
import { csvPieces } from '../web/csv.ts';
import { Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, file, type GuardedRoute, page } from '../web/route.ts';
import { HISTORY_COLUMNS, historyRows } from './export.ts';
import { parseFilter } from './filter.ts';
import { allChanges, listChanges, readPeople } from './list.ts';
import { historyJson, historyPage } from './pages.ts';
import { reportChain } from './watch.ts';

export const HISTORY_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/history', action: 'read', handle: showHistory },
    ...{ formats: ['page', 'json', 'csv'] },
    about: 'Everything that changed, newest first, with its chain verified',
  },
];

async function showHistory(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const maySeeSecrets = may(ask.person, 'administer');
  const { filter, problems } = parseFilter(ask.query, maySeeSecrets);
  if (problems.length > 0 && ask.wants !== 'page') throw new Unprocessable(problems);
  const rights = { maySeeSecrets, zone };
  if (ask.wants === 'csv') {
    const pieces = csvPieces(HISTORY_COLUMNS, historyRows(allChanges(database, filter, rights)));
    return file('text/csv; charset=utf-8', 'history.csv', pieces);
  }
  const scene = {
    ...{ filter, problems, ...rights },
    ...(await listChanges(database, filter, rights)),
    people: await readPeople(database),
    chain: await reportChain(database, ask.now),
  };
  return page('history/index', 'History', historyPage(scene), historyJson(scene));
}
