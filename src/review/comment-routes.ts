/** Routes of comments. */
import * as z from 'zod';
import { answerWithRefusedComment } from '../claims/show.ts';
import { readClaim } from '../claims/store.ts';
import type { Json } from '../history/change.ts';
import { Unprocessable } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  changed,
  created,
  data,
  type GuardedRoute,
  idOf,
} from '../web/route.ts';
import { words } from '../web/schema.ts';
import {
  addComment,
  type CommentRecord,
  readComment,
  readComments,
  resolveComment,
} from './comment-store.ts';

const commentSchema = z.strictObject({ body: words(5000) });
const resolutionSchema = z.strictObject({ resolved: z.boolean() });

export const COMMENT_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/claims/:id/comments', action: 'read', handle: listComments },
    ...{ formats: ['json'], about: 'The comments on a claim' },
  },
  {
    ...{ method: 'POST', path: '/claims/:id/comments', action: 'record', handle: comment },
    ...{ body: commentSchema, form: '/claims/:id#comments' },
    about: 'Comments on a claim; @name tells a colleague',
  },
  {
    ...{ method: 'PUT', path: '/comments/:id/resolution', action: 'record', handle: resolve },
    ...{ body: resolutionSchema, about: 'Resolves a comment, or opens it again' },
  },
];

async function listComments(ask: Ask): Promise<Answer> {
  const { id } = await readClaim(ask.house.database, idOf(ask));
  return data({ comments: (await readComments(ask.house.database, id)).map(commentJson) });
}

async function comment(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const { id } = await readClaim(database, idOf(ask));
  const typed = textOf(ask.body, 'body');
  const result = commentSchema.safeParse(ask.sentJson ? ask.body : { body: typed });
  if (!result.success) {
    const errors = fieldErrors(result.error);
    if (ask.sentJson) throw new Unprocessable(errors);
    return answerWithRefusedComment(ask, id, { body: typed, errors });
  }
  const by = { personId: ask.person.id, at: ask.now };
  const made = await database.write((tx) => addComment(tx, id, result.data.body, by));
  return created(`/claims/${id}#comment-${made}`, commentJson(await readComment(database, made)));
}

async function resolve(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const sent = { resolved: textOf(ask.body, 'resolved') === 'yes' };
  const result = resolutionSchema.safeParse(ask.sentJson ? ask.body : sent);
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  const by = { personId: ask.person.id, at: ask.now };
  const after = await database.write((tx) =>
    resolveComment(tx, idOf(ask), result.data.resolved, by),
  );
  return changed(`/claims/${after.claimId}#comment-${after.id}`, commentJson(after));
}

function commentJson({ id, claimId, body, person, at, resolved, mentions }: CommentRecord): Json {
  return {
    ...{ id, claim_id: claimId, body, person: { ...person }, at },
    ...{ resolved: resolved && { ...resolved }, mentions: mentions.map((one) => ({ ...one })) },
  };
}
