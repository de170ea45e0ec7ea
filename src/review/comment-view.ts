/** The comments below a claim. Pure. */
import type { DraftView, Opened } from '../drafts/open.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import { textOf } from '../web/forms.ts';
import { type Piece, piecesOf } from './comment.ts';
import type { CommentRecord } from './comment-store.ts';

/** A comment that was refused, with what is wrong with it. */
export interface RefusedComment {
  readonly body: string;
  readonly errors: readonly FieldError[];
}

export interface CommentsView {
  readonly id: number;
  readonly title: string;
  readonly comments: readonly {
    readonly id: number;
    readonly who: string;
    readonly time: TimeView;
    readonly pieces: readonly Piece[];
    readonly resolved: string | null;
    readonly mayResolve: boolean;
  }[];
  /** Null for those who only read. */
  readonly form: {
    readonly body: string;
    readonly error: string | null;
    readonly draft: DraftView;
  } | null;
  readonly errors: readonly FieldError[];
}

export function commentsView(
  claimId: number,
  comments: readonly CommentRecord[],
  around: {
    readonly mayRecord: boolean;
    readonly zone: string;
    readonly refused: RefusedComment | null;
    /** What was typed there before and not sent; null for those who only read. */
    readonly opened: Opened | null;
  },
): CommentsView {
  const { refused, mayRecord, zone, opened } = around;
  const open = comments.filter((comment) => comment.resolved === null).length;
  return {
    id: claimId,
    title: open === 0 ? 'Comments' : `Comments, ${open} open`,
    comments: comments.map(({ id, person, at, body, mentions, resolved }) => ({
      ...{ id, who: person.name, time: timeView(at, zone), pieces: piecesOf(body, mentions) },
      resolved: resolved && `Resolved by ${resolved.by}`,
      mayResolve: mayRecord,
    })),
    form: opened && {
      body: refused?.body ?? textOf(opened.draft?.body, 'body'),
      error: refused?.errors[0]?.message ?? null,
      draft: opened.view,
    },
    errors: (refused?.errors ?? []).map(({ message }) => ({ path: 'body', message })),
  };
}
