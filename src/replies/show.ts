/** Answers with a request's page, also where one of its forms was refused. */
import { carryOn, openDraft } from '../drafts/open.ts';
import { readChanges } from '../history/store.ts';
import { may } from '../people/person.ts';
import { dayIn, daysAfter } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { type Answer, type Ask, invalid, page } from '../web/route.ts';
import { CHANGED } from './asking.ts';
import { letterOf } from './letter.ts';
import { ASK_AGAIN_DAYS } from './outcome.ts';
import { type OutcomeForm, outcomeFormOf, readOutcomeForm } from './outcome-form.ts';
import type { ReplyRecord } from './reply.ts';
import { type ReplyPage, replyPage } from './show-page.ts';
import type { Now } from './words.ts';

const MOST_CHANGES = 100;

/** What was typed into a form of the page, and what is wrong with it. */
interface Refused {
  readonly outcome?: {
    readonly form: OutcomeForm;
    readonly errors: readonly FieldError[];
    readonly conflict: string | null;
  };
  readonly withdrawal?: { readonly reason: string; readonly errors: readonly FieldError[] };
}

export function nowOf({ now, house }: Ask): Now {
  return { now, zone: house.zone, today: dayIn(now, house.zone) };
}

export async function answerWithReply(
  ask: Ask,
  reply: ReplyRecord,
  data: unknown,
): Promise<Answer> {
  return page('replies/show', titleOf(reply), await modelOf(ask, reply, {}), data);
}

export async function answerWithRefused(
  ask: Ask,
  reply: ReplyRecord,
  refused: Refused,
  status: number,
): Promise<Answer> {
  const errors = [...(refused.outcome?.errors ?? []), ...(refused.withdrawal?.errors ?? [])];
  const model = await modelOf(ask, reply, refused);
  return invalid('replies/show', titleOf(reply), model, errors, status);
}

function titleOf({ subject }: ReplyRecord): string {
  return `Right of reply: ${subject.name}`;
}

async function modelOf(ask: Ask, reply: ReplyRecord, refused: Refused): Promise<ReplyPage> {
  const { database } = ask.house;
  const of = { entity: 'reply', entityId: reply.id } as const;
  const mayRecord = may(ask.person, 'record');
  return replyPage({
    ...{ ...nowOf(ask), reply, mayRecord },
    changes: await readChanges(database, of, MOST_CHANGES),
    outcome: mayRecord ? await outcomeOf(ask, reply, refused.outcome ?? null) : null,
    withdrawal: refused.withdrawal ?? null,
    letter: letterFor(ask, reply),
  });
}

/** The form for what came back: as it was refused, as it was left unsaved, or as it is on file. */
async function outcomeOf(ask: Ask, reply: ReplyRecord, refused: Refused['outcome'] | null) {
  const address = `/replies/${reply.id}#outcome`;
  const askAgainOn = daysAfter(nowOf(ask).today, ASK_AGAIN_DAYS);
  if (refused) return { ...refused, askAgainOn, draft: carryOn(ask, address) };
  const { draft, view } = await openDraft(ask, address);
  const isOld = draft !== null && draft.baseVersion !== reply.version;
  const typed = draft && { ...readOutcomeForm(draft.body), version: `${reply.version}` };
  return {
    ...{ form: typed ?? outcomeFormOf(reply), errors: [], askAgainOn, draft: view },
    conflict: isOld ? `Somebody else ${CHANGED}` : null,
  };
}

/** The letter that went with a request. */
export function letterFor({ person, house: { zone, newsroom } }: Ask, reply: ReplyRecord) {
  const { subject, claims, dueAt, askedBy } = reply;
  const from = askedBy?.name ?? person.name;
  return letterOf({ to: subject.name, claims, dueAt, from, zone, newsroom });
}
