/** A request: whom we asked what, what came back, and the letter. Pure. */
import type { Stance } from '../claims/claim.ts';
import { SCOPE_LABELS, STANCE_LABELS } from '../claims/words.ts';
import { type Line, linesOf, reasonOf } from '../history/sentences.ts';
import type { Change } from '../history/store.ts';
import { dateText, type TimeView, timeText, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { LetterView } from './form-page.ts';
import { type OutcomeScene, type OutcomeView, outcomeView } from './outcome-view.ts';
import { type AskedClaim, CHANNEL_LABELS, type ReplyRecord } from './reply.ts';
import { askedText, countedClaims, type Now, type StateView, stateView } from './words.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'replies/show': ReplyPage;
  }
}

export interface ReplyPage {
  readonly id: number;
  readonly subject: string;
  readonly subjectUrl: string;
  readonly asked: string;
  readonly askedAt: TimeView;
  readonly count: string;
  readonly state: StateView;
  readonly claims: readonly AnswerRow[];
  /** Null for those who only read, and where it was withdrawn. */
  readonly outcome: OutcomeView | null;
  readonly letter: LetterView | null;
  readonly editUrl: string | null;
  /** The form for another request of the same. */
  readonly againUrl: string | null;
  readonly withdrawal: {
    readonly action: string;
    readonly reason: string;
    readonly error: string | null;
    readonly isOpen: boolean;
  } | null;
  readonly withdrawalErrors: readonly FieldError[];
  readonly record: readonly { readonly term: string; readonly text: string }[];
  readonly changes: readonly {
    readonly who: string;
    readonly did: string;
    readonly time: TimeView;
    readonly reason: string | null;
    readonly lines: readonly Line[];
  }[];
}

interface AnswerRow {
  readonly url: string;
  readonly statement: string;
  readonly article: { readonly headline: string; readonly url: string } | null;
  readonly stance: Stance | null;
  readonly stanceText: string;
  readonly qualifier: string;
  readonly wording: string | null;
  readonly quote: string | null;
  readonly day: TimeView | null;
}

/** What a request's page needs beside the request. */
export interface ReplyScene extends Now {
  readonly reply: ReplyRecord;
  readonly changes: readonly Change[];
  readonly mayRecord: boolean;
  /** Null for those who only read. */
  readonly outcome: Omit<OutcomeScene, 'reply'> | null;
  readonly withdrawal: { readonly reason: string; readonly errors: readonly FieldError[] } | null;
  readonly letter: LetterView;
}

export function replyPage(scene: ReplyScene): ReplyPage {
  const { reply, zone } = scene;
  const mayChange = scene.mayRecord && !reply.withdrawn;
  const isAnswered = reply.claims.some(
    ({ position }) => position && position.stance !== 'awaiting',
  );
  return {
    id: reply.id,
    subject: reply.subject.name,
    subjectUrl: `/sources/${reply.subject.id}`,
    ...{ asked: askedText(reply), askedAt: timeView(reply.askedAt, zone) },
    ...{ count: countedClaims(reply.claims.length), state: stateView(reply, scene) },
    claims: reply.claims.map((claim) => answerRow(claim, reply)),
    outcome: mayChange && scene.outcome ? outcomeView({ ...scene.outcome, reply }) : null,
    letter: reply.withdrawn ? null : scene.letter,
    editUrl: mayChange ? `/replies/${reply.id}/edit` : null,
    againUrl: mayChange ? againUrl(reply) : null,
    withdrawal: mayChange && !isAnswered ? withdrawalView(scene) : null,
    withdrawalErrors: scene.withdrawal?.errors ?? [],
    record: recordOf(reply, zone),
    changes: scene.changes.map((change) => ({
      ...{ who: change.personName ?? 'The program', did: change.action },
      ...{ time: timeView(change.at, zone), reason: reasonOf(change.values) },
      lines: linesOf(change.values).filter((line) => line.what !== ''),
    })),
  };
}

function answerRow(
  { claimId, statement, article, position }: AskedClaim,
  { withdrawn }: ReplyRecord,
): AnswerRow {
  const missing = withdrawn ? 'withdrawn' : 'taken out of the claim';
  const qualifiers = [
    position?.scope === 'part' ? SCOPE_LABELS.part.toLowerCase() : '',
    position?.provisional ? 'provisional' : '',
  ];
  return {
    ...{ url: `/claims/${claimId}`, statement },
    article: article && { headline: article.headline, url: `/articles/${article.id}` },
    stance: position?.stance ?? null,
    stanceText: position ? STANCE_LABELS[position.stance] : missing,
    qualifier: qualifiers.filter((text) => text !== '').join(', '),
    ...{ wording: position?.wording ?? null, quote: position?.quote ?? null },
    day:
      position?.saidOn && position.stance !== 'awaiting'
        ? { iso: position.saidOn, text: dateText(position.saidOn) }
        : null,
  };
}

/** Of what is still without an answer. */
function againUrl({ subject, claims }: ReplyRecord): string | null {
  const silent = claims.filter(({ position }) => {
    return position?.stance === 'no_response' || position?.stance === 'awaiting';
  });
  const query = new URLSearchParams({ subject: `${subject.id}` });
  for (const { claimId } of silent) query.append('claim', `${claimId}`);
  return silent.length > 0 ? `/replies/new?${query}` : null;
}

function withdrawalView({ reply, withdrawal }: ReplyScene): ReplyPage['withdrawal'] {
  return {
    action: `/replies/${reply.id}/withdrawals`,
    reason: withdrawal?.reason ?? '',
    error: withdrawal?.errors[0]?.message ?? null,
    isOpen: withdrawal !== null,
  };
}

function recordOf(reply: ReplyRecord, zone: string): ReplyPage['record'] {
  const { withdrawn } = reply;
  const line = (term: string, text: string | null) => (text === null ? [] : [{ term, text }]);
  return [
    ...line('Asked by', reply.askedBy?.name ?? null),
    ...line('Asked', timeText(reply.askedAt, zone)),
    ...line('How', CHANNEL_LABELS[reply.channel]),
    ...line('Deadline', timeText(reply.dueAt, zone)),
    ...line('Ask again', reply.followUpOn === null ? null : dateText(reply.followUpOn)),
    ...line('Note', reply.note),
    ...line('Withdrawn', withdrawn && timeText(withdrawn.at, zone)),
    ...line('By', withdrawn?.by ?? null),
    ...line('Why', withdrawn?.reason ?? null),
  ];
}
