/** `/healthz`: whether the process answers and its database can be read. */
import { type Answer, type Ask, data, type OpenRoute, text } from './route.ts';

export const HEALTH_ROUTES: readonly OpenRoute[] = [
  {
    ...{ method: 'GET', path: '/healthz', action: 'anyone', handle: showHealth },
    ...{ about: 'Whether it works', formats: ['page', 'json'] },
  },
];

async function showHealth(ask: Pick<Ask, 'house' | 'wants'>): Promise<Answer> {
  await ask.house.database.one('SELECT 1 FROM migration LIMIT 1');
  if (ask.wants === 'json') return data({ status: 'ok' });
  return text('text/plain', 'ok\n');
}
