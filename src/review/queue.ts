/** The queue of claims that wait for a reviewer. */
import { claimJson } from '../claims/json.ts';
import { readClaims } from '../claims/store.ts';
import { NotFound, Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, type GuardedRoute, page } from '../web/route.ts';
import { queueAddress } from './queue-address.ts';
import { answerWithQueued } from './queue-claim.ts';
import { readDone } from './queue-done.ts';
import { type QueueScene, queuePage } from './queue-model.ts';
import {
  countQueue,
  readLeftToDo,
  readNeighbours,
  readPlace,
  readQueue,
  WHOSE,
  type Whose,
} from './queue-store.ts';
import { readReviews, readUnderReview } from './store.ts';

export const QUEUE_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/review', action: 'read', handle: showQueue },
    about:
      'The claims that wait for a reviewer, most urgent first (whose=mine, free; claim=7 shows one with its text)',
  },
];

const MOST_CLAIMS = 50;

async function showQueue(ask: Ask): Promise<Answer> {
  const whose = readWhose(ask);
  const claimId = readId(ask, 'claim');
  if (claimId !== null) return answerWithQueued(ask, claimId, whose);
  const scene = await readScene(ask, whose);
  return page('review/index', 'Review', queuePage(scene), {
    total: scene.counts[scene.whose],
    next: scene.next === null ? null : queueAddress({ whose, after: scene.next }),
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

/** @throws NotFound where there cannot be such a claim */
function readId(ask: Ask, name: 'claim' | 'after'): number | null {
  const sent = ask.query.get(name) ?? '';
  if (sent === '') return null;
  if (!/^[1-9]\d{0,14}$/.test(sent)) throw new NotFound('There is no such claim.');
  return Number(sent);
}

/** Where the page begins: after a claim, which may have left the queue meanwhile. */
async function readStart({ house, person }: Ask, whose: Whose, after: number | null) {
  if (after === null) return { before: 0 };
  const place = await readPlace(house.database, after);
  if (!place) throw new NotFound('There is no such claim.');
  const { before, isQueued } = await readNeighbours(house.database, whose, person.id, place);
  return { place, before: before + (isQueued ? 1 : 0) };
}

async function readScene(ask: Ask, whose: Whose): Promise<QueueScene> {
  const { database, zone } = ask.house;
  const { person, now } = ask;
  const after = readId(ask, 'after');
  const { place, before } = await readStart(ask, whose, after);
  const found = await readQueue(database, whose, person.id, MOST_CLAIMS + 1, place);
  const queue = found.slice(0, MOST_CLAIMS);
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
    ...{ whose, queue, writers, person, now, zone, before, after },
    next: found.length > MOST_CLAIMS ? (queue.at(-1)?.id ?? null) : null,
    done: await readDone(ask, whose),
    claims: new Map(claims.map((claim) => [claim.id, claim])),
    counts: await countQueue(database, person.id),
    left: await readLeftToDo(database, articles),
  };
}
