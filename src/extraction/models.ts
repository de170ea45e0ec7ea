/** The models of the views below `views/proposals/`: finished strings, plain objects. */
import type { Stance } from '../claims/claim.ts';
import type { SimilarClaim } from '../claims/similar-store.ts';
import type { TimeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { Decision } from './proposal.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'proposals/index': ProposalsPage;
    'proposals/confirm': ConfirmPage;
  }
}

export interface ProposalsPage {
  readonly articleId: number;
  readonly address: string;
  readonly headline: string;
  readonly language: string | null;
  readonly textNumber: number;
  readonly mayRecord: boolean;
  readonly errors: readonly FieldError[];
  /** Why there are none, in words. */
  readonly failure: string | null;
  readonly hasText: boolean;
  readonly isEmpty: boolean;
  readonly isPartial: boolean;
  readonly summary: string;
  /** "12 proposals of earlier versions of the text were left open; they are obsolete." */
  readonly obsolete: string | null;
  readonly blocks: readonly ProposalBlock[];
  readonly proposals: readonly ProposalView[];
  readonly rates: readonly { readonly label: string; readonly words: string }[];
  /** What was just accepted at once, and can be taken back. */
  readonly batch: { readonly id: number; readonly words: string } | null;
  readonly hasOpen: boolean;
}

export interface ProposalBlock {
  readonly number: number | null;
  readonly breaks: string;
  readonly segments: readonly {
    readonly text: string;
    /** Class of its highlighter, null where nothing is proposed. */
    readonly mark: string | null;
    /** Ids of the proposals that it belongs to, as a script looks for them. */
    readonly ids: string;
    readonly opens: readonly number[];
    readonly closes: readonly number[];
  }[];
}

export interface ProposalView {
  readonly id: number;
  readonly number: number;
  readonly decision: Decision;
  readonly isOpen: boolean;
  readonly isCurrent: boolean;
  readonly isTicked: boolean;
  /** Why it cannot be accepted as it is. */
  readonly missing: string | null;
  readonly stance: Stance;
  readonly stanceWords: string;
  readonly source: string;
  readonly sourceFacts: string;
  /** "recorded as “seven Iraqi sources”, as in 4" */
  readonly sameSource: string | null;
  readonly content: string;
  readonly statement: string;
  /** "about the claim of proposal 4" */
  readonly about: { readonly number: number; readonly id: number } | null;
  readonly facts: readonly string[];
  readonly because: readonly string[];
  readonly confidence: string;
  readonly rate: string | null;
  readonly claim: { readonly id: number; readonly url: string } | null;
  /** "accepted by Nour Haddad" */
  readonly decided: string | null;
  readonly decidedAt: TimeView | null;
  readonly correctUrl: string;
  readonly nextId: number | null;
  readonly similar: readonly SimilarClaim[];
  readonly acceptWords: string;
}

export interface ConfirmPage {
  readonly articleId: number;
  readonly headline: string;
  readonly ids: readonly number[];
  readonly summary: string;
  readonly plans: readonly {
    readonly statement: string;
    readonly kind: string;
    /** Null: a new claim. */
    readonly claim: { readonly id: number; readonly url: string } | null;
    readonly attributions: readonly {
      readonly source: string;
      readonly stance: Stance;
      readonly stanceWords: string;
      readonly wording: string;
    }[];
    readonly quotes: readonly string[];
  }[];
  /** What was ticked but cannot be accepted as it is. */
  readonly left: readonly { readonly number: number; readonly why: string }[];
}
