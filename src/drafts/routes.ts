/** Drafts of forms: kept while one types, discarded by a button. */

import { clockText } from '../web/dates.ts';
import { Conflict, NotFound, Refusal, Unprocessable } from '../web/errors.ts';
import {
  type Answer,
  type Ask,
  changed,
  type GuardedRoute,
  type Route,
  removed,
} from '../web/route.ts';
import { isAt, placeOf, urlOf } from './draft.ts';
import { findDraft, isRedacted, keepDraft, settleDraft } from './store.ts';

/** Sent anew a second after every pause: longer texts are saved with their form. */
const MOST_TYPED = 1_000_000;
const WRITER = /^[\w-]{8,40}$/;

/** The drafts' routes; they know the whole table, which says where forms stand. */
export function draftRoutes(routes: () => readonly Route[]): GuardedRoute[] {
  return [
    {
      ...{ method: 'PUT', path: '/drafts/:key', action: 'record', formats: ['json'] },
      about: 'Keeps the fields of a form that is not saved yet, for oneself alone',
      handle: (ask) => keep(ask, routes()),
    },
    {
      ...{ method: 'DELETE', path: '/drafts/:key', action: 'record', handle: discard },
      about: 'Discards a draft of one’s own',
    },
  ];
}

async function keep(ask: Ask, routes: readonly Route[]): Promise<Answer> {
  const { database, zone } = ask.house;
  const place = placeOf(ask.formAddress ?? '');
  const stands = routes.some(({ form }) => form !== undefined && isAt(place?.address ?? '', form));
  if (!place || place.key !== ask.params.key || !stands) {
    throw new Unprocessable([{ path: '_draft', message: 'Say the address of a form.' }]);
  }
  if (JSON.stringify(ask.body).length > MOST_TYPED) {
    throw new Refusal(413, 'Too long', 'This is too long to be kept while you type.');
  }
  const writer = ask.query.get('writer') ?? '';
  const typed = { body: ask.body, personId: ask.person.id, cause: 'typed', at: ask.now } as const;
  const revision = await database.write((tx) =>
    keepDraft(
      tx,
      { ...place, ...typed, writer: WRITER.test(writer) ? writer : '' },
      Number(ask.query.get('seen') ?? 0) || 0,
    ),
  );
  if (revision === null && (await isRedacted(database, ask.person.id, place.key))) {
    throw new Refusal(410, 'Redacted', 'Words were redacted in it: open its form again.');
  }
  if (revision === null)
    throw new Conflict('It was saved or discarded meanwhile, or kept in another tab.');
  const saved = ask.now.toISOString();
  return changed(urlOf(place), {
    ...{ key: place.key, url: urlOf(place), revision, saved_at: saved },
    clock: clockText(saved, ask.now, zone),
  });
}

async function discard(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const draft = await findDraft(database, ask.person.id, ask.params.key ?? '');
  if (!draft) throw new NotFound('There is no such draft of yours.');
  await database.write((tx) => settleDraft(tx, ask.person.id, draft, ask.now));
  return removed(draft.address);
}
