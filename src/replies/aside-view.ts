/** The requests for replies beside a claim or an article. Pure. */
import { BY_CHANNEL, type ReplyRecord } from './reply.ts';
import { type Now, type StateView, stateView } from './words.ts';

export interface RepliesView {
  /** Null for those who only read. */
  readonly askUrl: string | null;
  /** Said where nobody was asked. */
  readonly empty: string | null;
  readonly requests: readonly {
    readonly url: string;
    readonly subject: string;
    /** "by phone". */
    readonly asked: string;
    readonly state: StateView;
  }[];
  /** All of them, where more exist than are shown. */
  readonly allUrl: string | null;
}

/** More are one link away. */
export const MOST_BESIDE = 8;

/** @param about as the form and the list name it: `claim=7` */
export function repliesView(
  about: string,
  replies: readonly ReplyRecord[],
  around: Now & { readonly mayRecord: boolean; readonly isOwed: boolean },
): RepliesView {
  const shown = replies.slice(0, MOST_BESIDE);
  const isEmpty = shown.length === 0;
  return {
    askUrl: around.mayRecord ? `/replies/new?${about}` : null,
    empty: isEmpty && around.isOwed ? 'Nobody was asked yet.' : null,
    requests: shown.map((reply) => ({
      ...{ url: `/replies/${reply.id}`, subject: reply.subject.name },
      asked: BY_CHANNEL[reply.channel],
      state: stateView(reply, around),
    })),
    allUrl: replies.length > MOST_BESIDE ? `/replies?${about}` : null,
  };
}
