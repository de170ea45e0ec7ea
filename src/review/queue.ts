/** The queue of claims that wait for a reviewer. */
import { claimJson } from '../claims/json.ts';
import { readClaims } from '../claims/store.ts';
import { Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, type GuardedRoute, page } from '../web/route.ts';
import { type QueueScene, queuePage } from './queue-model.ts';
import { countQueue, readLeftToDo, readQueue, WHOSE, type Whose } from './queue-store.ts';
import { readReviews, readUnderReview } from './store.ts';

export const QUEUE_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/review', action: 'read', handle: showQueue },
    about: 'The claims that wait for a reviewer, most urgent first (whose=mine, free)',
  },
];

const MOST_CLAIMS = 50;

async function showQueue(ask: Ask): Promise<Answer> {
  const scene = await readScene(ask, readWhose(ask));
  return page('review/index', 'Review', queuePage(scene), {
    total: scene.counts[scene.whose],
    claims: scene.queue.flatMap(({ id, dueAt, since, articleId }) => {
      const claim = scene.claims.get(id);
      const left = scene.left.get(articleId ?? 0) ?? null;
      return claim ? [{ ...claimJson(claim), due_at: dueAt, ready_since: since, left }] : [];
    }),
  });
}

function readWhose(ask: Ask): Whose {
  const sent = ask.query.get('whose') ?? 'all';
  const whose = WHOSE.find((one) => one === sent);
  if (whose || ask.wants === 'page') return whose ?? 'all';
  throw new Unprocessable([{ path: 'whose', message: `Choose one of: ${WHOSE.join(', ')}.` }]);
}

async function readScene(ask: Ask, whose: Whose): Promise<QueueScene> {
  const { database, zone } = ask.house;
  const { person, now } = ask;
  const queue = await readQueue(database, whose, person.id, MOST_CLAIMS);
  const claims = await readClaims(
    database,
    queue.map((one) => one.id),
  );
  const writers = new Map<number, ReadonlySet<number>>();
  for (const claim of claims) {
    const under = await readUnderReview(database, claim, await readReviews(database, claim.id));
    writers.set(claim.id, under.writers);
  }
  const articles = queue.map((one) => one.articleId).filter((id) => id !== null);
  return {
    ...{ whose, queue, writers, person, now, zone },
    claims: new Map(claims.map((claim) => [claim.id, claim])),
    counts: await countQueue(database, person.id),
    left: await readLeftToDo(database, articles),
  };
}
