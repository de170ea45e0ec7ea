/** Keeps the pages of a restricted source, and all that is done there, from who may not see it. */
import type { Ask, Route } from '../web/route.ts';
import { idOf } from '../web/route.ts';
import { needSeen } from './restriction.ts';

/** A route of one source, as it is for somebody who may see that source; others as they are. */
export function forThoseWhoSee(route: Route): Route {
  if (route.action === 'anyone' || !/^\/sources\/:id(\/|$)/.test(route.path)) return route;
  const handle = async (ask: Ask) => {
    await needSeen(ask.house.database, idOf(ask), ask.person.id);
    return route.handle(ask);
  };
  return { ...route, handle };
}
