/** Answers with a claim's page; the review shows it again where one of its forms was refused. */
import { currentText } from '../articles/store.ts';
import { readCorrectionsOfClaim } from '../corrections/store.ts';
import type { Connection } from '../database/database.ts';
import { carryOn, type Opened, openDraft } from '../drafts/open.ts';
import { sentenceOf } from '../history/sentences.ts';
import { readChanges } from '../history/store.ts';
import { may } from '../people/person.ts';
import { readWaivers } from '../policy/waiver-store.ts';
import { MOST_BESIDE, repliesView } from '../replies/aside-view.ts';
import { readRepliesAbout } from '../replies/store.ts';
import { readComments } from '../review/comment-store.ts';
import { commentsView, type RefusedComment } from '../review/comment-view.ts';
import { type RefusedReview, readPanel } from '../review/panel-scene.ts';
import { readReviews, writersOf } from '../review/store.ts';
import { changedBy, whoMayInstead } from '../sources/restriction.ts';
import { dayIn } from '../web/dates.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, invalid, page } from '../web/route.ts';
import { parseFilter } from './filter.ts';
import { claimJson } from './json.ts';
import { type Neighbours, readNeighbours } from './neighbours.ts';
import type { RefusedWaiver } from './page-findings.ts';
import { type ClaimPage, claimPage } from './pages.ts';
import type { ClaimRecord } from './record.ts';
import { mayHaveChanged, sinceCleared } from './since-cleared.ts';
import { readClaim } from './store.ts';
import { sourcesOfClaim } from './write.ts';

const MOST_CHANGES = 5;
const MOST_HISTORY = 200;

interface Refused {
  readonly review?: RefusedReview;
  readonly waiver?: RefusedWaiver;
  readonly comment?: RefusedComment;
}

export async function answerWithClaim(ask: Ask, id: number): Promise<Answer> {
  const claim = await readClaim(ask.house.database, id);
  const within = await readWithin(ask, claim);
  const model = await modelOf(ask, claim, {}, within);
  const list = within && { list: neighboursJson(within) };
  return page('claims/show', claim.statement, model, { ...claimJson(claim), ...list });
}

/** The list in which the claim is looked at: `?in=` has its query. */
async function readWithin(ask: Ask, claim: ClaimRecord): Promise<Neighbours | null> {
  const query = ask.query.get('in');
  if (query === null) return null;
  const { filter, problems } = parseFilter(new URLSearchParams(query));
  if (problems.length > 0 && ask.wants === 'json') {
    throw new Unprocessable(problems.map(({ message }) => ({ path: 'in', message })));
  }
  return readNeighbours(ask.house.database, filter, claim);
}

function neighboursJson({ sentence, listUrl, position, total, previous, next }: Neighbours) {
  return { sentence, url: listUrl, position, total, previous, next };
}

export function answerWithRefusedReview(
  ask: Ask,
  id: number,
  review: RefusedReview,
  status: number,
): Promise<Answer> {
  return answerAgain(ask, id, { review }, review.errors, status);
}

export function answerWithRefusedWaiver(
  ask: Ask,
  id: number,
  waiver: RefusedWaiver,
  status: number,
): Promise<Answer> {
  return answerAgain(ask, id, { waiver }, waiver.errors, status);
}

export function answerWithRefusedComment(
  ask: Ask,
  id: number,
  comment: RefusedComment,
): Promise<Answer> {
  return answerAgain(ask, id, { comment }, comment.errors, 422);
}

async function answerAgain(
  ask: Ask,
  id: number,
  refused: Refused,
  errors: readonly FieldError[],
  status: number,
): Promise<Answer> {
  const claim = await readClaim(ask.house.database, id);
  const model = await modelOf(ask, claim, refused);
  return invalid('claims/show', claim.statement, model, errors, status);
}

async function modelOf(
  ask: Ask,
  claim: ClaimRecord,
  refused: Refused,
  within: Neighbours | null = null,
): Promise<ClaimPage> {
  const { database, zone } = ask.house;
  const { person } = ask;
  const reviews = await readReviews(database, claim.id);
  // What was changed since a clearing can go far back.
  const most = mayHaveChanged(claim, reviews) ? MOST_HISTORY : MOST_CHANGES;
  const changes = await readChanges(database, { claimId: claim.id }, most);
  const panel = await readPanel(ask, claim, reviews, refused.review ?? null, null);
  const who = await whoMayInstead(database, sourcesOfClaim(claim), person.id);
  return claimPage(claim, {
    within,
    ...{ zone, panel, sinceCleared: sinceCleared(claim, reviews, changes, zone) },
    findings: {
      ...{ waivers: await readWaivers(database, claim.id), person },
      ...{ writers: await writersOf(database, claim, reviews), refused: refused.waiver ?? null },
    },
    comments: commentsView(claim.id, await readComments(database, claim.id), {
      ...{ mayRecord: may(person, 'record'), zone, refused: refused.comment ?? null },
      opened: await commentDraft(ask, claim.id, refused.comment !== undefined),
    }),
    replies: await repliesOf(ask, claim),
    texts: await textsOf(database, claim),
    corrections: await readCorrectionsOfClaim(database, claim.id),
    changes: changes.slice(0, MOST_CHANGES).map((change) => ({
      ...{ sentence: sentenceOf(change), at: change.at },
    })),
    mayRecord: may(person, 'record') && who === null,
    changedBy: who === null ? null : changedBy(who),
  });
}

async function repliesOf({ house, person, now }: Ask, { id, facts }: ClaimRecord) {
  const { database, zone } = house;
  const replies = await readRepliesAbout(database, { claimId: id }, MOST_BESIDE + 1);
  return repliesView(`claim=${id}`, replies, {
    ...{ now, zone, today: dayIn(now, zone), mayRecord: may(person, 'record') },
    isOwed: facts.adverse,
  });
}

async function commentDraft(ask: Ask, id: number, isRefused: boolean): Promise<Opened | null> {
  if (!may(ask.person, 'record')) return null;
  const address = `/claims/${id}#comments`;
  return isRefused ? { draft: null, view: carryOn(ask, address) } : openDraft(ask, address);
}

/** Current texts of the articles that a claim touches, by their ids. */
export async function textsOf(
  database: Connection,
  claim: ClaimRecord,
): Promise<Map<number, string>> {
  const texts = new Map<number, string>();
  const named = claim.appearances.map((appearance) => appearance.articleId);
  for (const id of new Set([...named, ...claim.facts.articles.keys()])) {
    const text = await currentText(database, id);
    if (text) texts.set(id, text.body);
  }
  return texts;
}
