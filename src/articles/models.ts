/** The models of the views below `views/articles/`: finished strings, plain objects. */

import type { Dots } from '../claims/words.ts';
import type { DraftView } from '../drafts/open.ts';
import type { PartView } from '../history/words.ts';
import type { RepliesView } from '../replies/aside-view.ts';
import type { TimeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { Drawing } from '../web/views.ts';
import type { FORM_TEXTS } from './form.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'articles/index': ArticlesPage;
    'articles/form': ArticleFormPage;
    'articles/show': ArticlePage;
    'articles/version': VersionPage;
  }
}

export interface ArticlesPage {
  readonly q: string;
  readonly desk: string;
  readonly desks: readonly { readonly name: string; readonly chosen: boolean }[];
  readonly isFiltered: boolean;
  readonly count: string;
  readonly articles: readonly ArticleLine[];
  readonly next: string | null;
  readonly mayRecord: boolean;
  readonly errors: readonly FieldError[];
}

interface ArticleLine {
  readonly url: string;
  readonly headline: string;
  readonly language: string | null;
  readonly publisher: string | null;
  readonly agency: string | null;
  readonly ours: boolean;
  readonly date: TimeView | null;
  readonly desk: string | null;
  readonly claims: string;
}

interface Field {
  readonly value: string;
  readonly error: string | null;
}

export interface ArticleFormPage {
  /** Where it is sent, with `put` where something is there already. */
  readonly action: string;
  readonly isNew: boolean;
  readonly back: string;
  readonly headline: string;
  readonly fields: Readonly<Record<(typeof FORM_TEXTS)[number], Field>>;
  /** `date` and `datetime-local`, unless what was typed is none and would not be shown. */
  readonly dateType: string;
  readonly dueType: string;
  readonly ours: boolean;
  readonly outlets: readonly string[];
  readonly desks: readonly string[];
  readonly errors: readonly FieldError[];
  /** What somebody else did meanwhile; null unless the form was stale. */
  readonly conflict: Conflict | null;
  readonly draft: DraftView;
}

export interface Conflict {
  readonly who: string;
  readonly when: TimeView;
  readonly lines: readonly ConflictLine[];
  /** The text as it is now against the one that was typed; null unless both changed it. */
  readonly text: readonly StretchView[] | null;
  /** Whether the other's text was taken over. */
  readonly tookText: boolean;
}

interface ConflictLine {
  readonly what: string;
  readonly was: string | null;
  readonly now: string | null;
  /** Null where this person had left it alone: it is now as the other left it. */
  readonly typed: { readonly text: string | null; readonly fieldUrl: string } | null;
}

export interface StretchView {
  /** "3 paragraphs unchanged"; null for a changed stretch. */
  readonly unchanged: string | null;
  readonly parts: readonly PartView[];
}

export interface ArticlePage {
  /** What the link to its corrections says. */
  readonly corrections: string | null;
  readonly id: number;
  readonly version: number;
  readonly headline: string;
  readonly language: string | null;
  readonly publisher: { readonly name: string; readonly url: string } | null;
  readonly agency: { readonly name: string; readonly url: string } | null;
  readonly ours: boolean;
  readonly desk: string | null;
  readonly due: TimeView | null;
  readonly byline: string | null;
  readonly dateline: string | null;
  readonly published: TimeView | null;
  readonly url: string | null;
  readonly mayRecord: boolean;
  readonly blocks: readonly BlockView[];
  readonly claims: readonly ClaimLine[];
  /** "3 open, 1 waived"; null where no rule is broken. */
  readonly findings: string | null;
  /** "2 of 5 left to review". */
  readonly leftToDo: string;
  /** Passages that the current text moved or lost. */
  readonly moved: readonly LostPassage[];
  readonly movedCount: string;
  /** Whether the page answers a save. */
  readonly isSaved: boolean;
  readonly replies: RepliesView;
  readonly gone: readonly LostPassage[];
  readonly textNumber: number;
  readonly sha256: string;
  readonly profile: ProfileView;
  readonly versions: readonly VersionLine[];
}

export interface BlockView {
  readonly number: number | null;
  readonly recordUrl: string | null;
  readonly segments: readonly SegmentView[];
  readonly breaks: { readonly start: number; readonly text: string };
}

interface SegmentView {
  readonly start: number;
  readonly text: string;
  /** `depth-1`, `depth-2`, `depth-3`; null for words of no claim. */
  readonly depth: string | null;
  readonly opens: readonly number[];
  readonly closes: readonly { readonly number: number; readonly url: string }[];
}

export interface ClaimLine {
  readonly id: number;
  readonly number: number;
  readonly url: string;
  readonly statement: string;
  readonly kind: string;
  readonly level: string;
  readonly dots: Dots;
  readonly origins: string;
  readonly denial: { readonly stance: string | null; readonly text: string } | null;
  readonly place: string;
  readonly isInText: boolean;
  readonly review: string;
  readonly blocking: string | null;
}

interface LostPassage {
  readonly number: number;
  readonly url: string;
  readonly statement: string;
  readonly quote: string;
  readonly place: string;
}

interface ProfileView {
  readonly drawing: Drawing;
  readonly summary: string;
  readonly types: readonly {
    readonly label: string;
    readonly named: number;
    readonly unnamed: number;
    readonly percent: number;
  }[];
  readonly denials: readonly { readonly label: string; readonly claims: number }[];
}

export interface VersionLine {
  readonly number: number;
  readonly url: string;
  readonly time: TimeView;
  readonly by: string | null;
  readonly isCurrent: boolean;
}

export interface VersionPage {
  readonly articleUrl: string;
  readonly headline: string;
  readonly language: string | null;
  readonly number: number;
  readonly sha256: string;
  readonly bytes: string;
  readonly time: TimeView;
  readonly by: string | null;
  readonly text: string;
  readonly earlier: { readonly number: number; readonly url: string } | null;
  readonly later: { readonly number: number; readonly url: string } | null;
  readonly difference: readonly StretchView[];
}
