import type { Route } from '../web/route.ts';

export const PEOPLE_ROUTES: readonly Route[] = [];
