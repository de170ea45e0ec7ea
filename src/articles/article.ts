/** An article is a story under examination, with every version of its text that we have seen. */
import type { Identity, SourceType } from '../sources/source.ts';

/** A publisher or agency, under the name that holds after merges. */
export interface Outlet {
  readonly id: number;
  readonly name: string;
  readonly type: SourceType;
  readonly identity: Identity;
}

/** A text as it was, with the SHA-256 of its UTF-8. */
export interface ArticleText {
  /** From 1; the newest is the current one. */
  readonly number: number;
  readonly body: string;
  readonly sha256: string;
}

/** A version of the text without its words. */
export interface TextVersion {
  readonly number: number;
  readonly sha256: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly by: string | null;
  /** Bytes of its UTF-8. */
  readonly bytes: number;
}

interface ArticleFields {
  readonly headline: string;
  readonly ours: boolean;
  readonly desk: string | null;
  /** UTC, ISO 8601. */
  readonly dueAt: string | null;
  readonly byline: string | null;
  readonly dateline: string | null;
  /** `YYYY-MM-DD` */
  readonly publishedOn: string | null;
  readonly url: string | null;
  /** A BCP 47 tag. */
  readonly language: string | null;
}

export interface ArticleRecord extends ArticleFields {
  readonly id: number;
  readonly version: number;
  readonly publisher: Outlet | null;
  /** Whose report it carries, if any. */
  readonly agency: Outlet | null;
  readonly author: { readonly id: number; readonly name: string } | null;
  readonly createdAt: string;
  readonly changedAt: string;
  /** Null where only the particulars were recorded. */
  readonly text: ArticleText | null;
  /** Newest first. */
  readonly versions: readonly TextVersion[];
}
