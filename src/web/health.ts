/** `/healthz`: whether the process answers and its database can be read. */
import { type Answer, type Ask, type OpenRoute, text } from './route.ts';

export const HEALTH_ROUTES: readonly OpenRoute[] = [
  {
    ...{ method: 'GET', path: '/healthz', action: 'anyone', handle: showHealth },
    ...{ about: 'Whether it works', formats: ['page'] },
  },
];

async function showHealth(ask: Pick<Ask, 'house'>): Promise<Answer> {
  await ask.house.database.one('SELECT 1 FROM migration LIMIT 1');
  return text('text/plain', 'ok\n');
}
