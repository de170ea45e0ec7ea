/** Routes of requests for replies: the list, and one with what came back. */
import { may } from '../people/person.ts';
import { Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, data, type GuardedRoute, idOf, page } from '../web/route.ts';
import { recordAnswer, withdraw } from './answering.ts';
import { change, create, showEditForm, showNewForm } from './asking.ts';
import { repliesCsv } from './export.ts';
import { parseFilter } from './filter.ts';
import { replyJson } from './json.ts';
import { type RepliesList, repliesJson, repliesPage } from './list-page.ts';
import {
  changedReplySchema,
  newReplySchema,
  outcomeSchema,
  withdrawalSchema,
} from './reply.schema.ts';
import { countReplies, searchReplies } from './search.ts';
import { answerWithReply, letterFor, nowOf } from './show.ts';
import { readNames, readReply } from './store.ts';

export const REPLY_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/replies', action: 'read', handle: list },
    formats: ['page', 'json', 'csv'],
    about: 'Whom we asked for a reply, most urgent first (state, subject, claim, article, mine)',
  },
  {
    ...{ method: 'POST', path: '/replies', action: 'record', handle: create },
    ...{
      body: newReplySchema,
      form: '/replies/new',
      about: 'Records that a subject was asked about claims',
    },
  },
  {
    ...{ method: 'GET', path: '/replies/new', action: 'record', handle: showNewForm },
    ...{ formats: ['page'], about: 'The form to ask for a reply (claim, article, subject)' },
  },
  {
    ...{ method: 'GET', path: '/replies/:id', action: 'read', handle: show },
    about: 'A request for a reply with its letter and what came back',
  },
  {
    ...{ method: 'PUT', path: '/replies/:id', action: 'record', handle: change },
    ...{ body: changedReplySchema, form: '/replies/:id/edit' },
    about: 'Changes how they were asked, and the deadline',
  },
  {
    ...{ method: 'GET', path: '/replies/:id/edit', action: 'record', handle: showEditForm },
    ...{ formats: ['page'], about: 'The form of a request for a reply' },
  },
  {
    ...{ method: 'PUT', path: '/replies/:id/outcome', action: 'record', handle: recordAnswer },
    ...{ body: outcomeSchema, form: '/replies/:id#outcome' },
    about: 'Records what came back; it becomes each claim’s position',
  },
  {
    ...{ method: 'POST', path: '/replies/:id/withdrawals', action: 'record', handle: withdraw },
    ...{
      body: withdrawalSchema,
      form: '/replies/:id#withdrawal',
      about: 'Withdraws a request that nothing came back on',
    },
  },
];

async function list(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const { filter, problems } = parseFilter(ask.query);
  // A page names what it does not understand and goes on; data that ignored it would mislead.
  if (ask.wants !== 'page' && problems.length > 0) throw new Unprocessable(problems);
  const looking = { personId: ask.person.id, now: ask.now };
  if (ask.wants === 'csv') {
    const pieces = repliesCsv(database, filter, looking);
    return { kind: 'stream', type: 'text/csv; charset=utf-8', filename: 'replies.csv', pieces };
  }
  const found: RepliesList = {
    ...{ filter, problems, mayRecord: may(ask.person, 'record') },
    found: await searchReplies(database, filter, looking),
    counts: await countReplies(database, filter, looking),
    names: await readNames(database, filter),
  };
  return ask.wants === 'json'
    ? data(repliesJson(found, ask.now))
    : page('replies/index', 'Replies', repliesPage(found, nowOf(ask)), null);
}

async function show(ask: Ask): Promise<Answer> {
  const reply = await readReply(ask.house.database, idOf(ask));
  const letter = letterFor(ask, reply);
  return answerWithReply(ask, reply, { ...replyJson(reply, ask.now), letter: { ...letter } });
}
