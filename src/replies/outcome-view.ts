/** The form for what came back, as its template takes it. Pure. */
import type { DraftView } from '../drafts/open.ts';
import { dateText } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { AnswerForm, OutcomeForm } from './outcome-form.ts';
import { OUTCOME_LABELS, OUTCOMES, type ReplyRecord } from './reply.ts';
import { positionText } from './words.ts';

/** One answer: of all claims, or of a single one. */
export interface AnswerBlock {
  /** `all`, or `claims.0`. */
  readonly path: string;
  readonly stances: readonly {
    readonly value: string;
    readonly label: string;
    readonly chosen: boolean;
  }[];
  readonly isPart: boolean;
  readonly provisional: boolean;
  readonly wording: string;
  readonly quote: string;
  readonly saidOn: string;
  readonly dayType: string;
  readonly wrong: Readonly<Record<'stance' | 'scope' | 'provisional', string | null>>;
  readonly wrongWords: Readonly<Record<'wording' | 'quote' | 'said_on', string | null>>;
}

export interface OutcomeView {
  readonly action: string;
  readonly version: string;
  readonly title: string;
  /** Of the disclosure that the form is behind. */
  readonly summary: string;
  readonly isOpen: boolean;
  readonly errors: readonly FieldError[];
  readonly conflict: string | null;
  /** Null where there is one claim only. */
  readonly all: AnswerBlock | null;
  readonly claims: readonly {
    readonly claimId: string;
    readonly statement: string;
    readonly isOpen: boolean;
    /** "as for all", "denies". */
    readonly inside: string;
    /** Somebody else put this there meanwhile. */
    readonly onFile: string | null;
    readonly answer: AnswerBlock;
  }[];
  readonly followUpOn: string;
  readonly followUpType: string;
  readonly followUpError: string | null;
  readonly followUpHint: string;
  readonly draft: DraftView;
}

export interface OutcomeScene {
  readonly reply: ReplyRecord;
  readonly form: OutcomeForm;
  readonly errors: readonly FieldError[];
  /** Somebody else changed it meanwhile: a sentence. */
  readonly conflict: string | null;
  /** The day after which one asks again unless said otherwise. */
  readonly askAgainOn: string;
  readonly draft: DraftView;
}

export function outcomeView(scene: OutcomeScene): OutcomeView {
  const { reply, form, errors, conflict, draft } = scene;
  const isSingle = reply.claims.length === 1;
  const isFirst = reply.claims.every(({ position }) => position?.stance === 'awaiting');
  const wrongAt = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  return {
    ...{ action: `/replies/${reply.id}/outcome`, version: form.version, errors, conflict },
    title: isFirst ? 'What came back' : 'Correct what came back',
    summary: isFirst ? 'Record it' : 'Correct it',
    isOpen: errors.length > 0 || conflict !== null || draft.filled !== null || isWaiting(reply),
    all: isSingle ? null : block('all', form.all, wrongAt),
    claims: reply.claims.map(({ claimId, statement, position }, index) => {
      const path = `claims.${index}`;
      const answer = form.claims.find((one) => one.claimId === `${claimId}`);
      const blank = answer === undefined || answer.stance === '';
      const isWrong = errors.some((one) => one.path.startsWith(`${path}.`));
      return {
        ...{ claimId: `${claimId}`, statement, isOpen: !blank || isWrong },
        inside: blank ? 'as for all' : labelOf(answer.stance),
        onFile: conflict === null ? null : position ? positionText(position) : 'nothing',
        answer: block(path, answer ?? form.all, wrongAt, isSingle ? [] : [['', 'as for all']]),
      };
    }),
    followUpOn: form.followUpOn,
    followUpType: dayType(form.followUpOn),
    followUpError: wrongAt('follow_up_on'),
    followUpHint: `of what is provisional; left empty: ${dateText(scene.askAgainOn)}`,
    draft,
  };
}

/** Something may still come. */
function isWaiting({ claims }: ReplyRecord): boolean {
  return claims.some(({ position }) => {
    return !position || position.stance === 'awaiting' || position.provisional;
  });
}

function block(
  path: string,
  answer: AnswerForm,
  wrongAt: (path: string) => string | null,
  before: readonly (readonly [string, string])[] = [],
): AnswerBlock {
  const wrong = (field: string) => wrongAt(`${path}.${field}`);
  const choices = [...before, ...OUTCOMES_LAST.map((code) => [code, labelOf(code)] as const)];
  return {
    path,
    stances: choices.map(([value, label]) => ({ value, label, chosen: value === answer.stance })),
    ...{ isPart: answer.scope === 'part', provisional: answer.provisional },
    ...{ wording: answer.wording, quote: answer.quote, saidOn: answer.saidOn },
    dayType: dayType(answer.saidOn),
    wrong: { stance: wrong('stance'), scope: wrong('scope'), provisional: wrong('provisional') },
    wrongWords: { wording: wrong('wording'), quote: wrong('quote'), said_on: wrong('said_on') },
  };
}

// "Awaiting" takes an outcome back: the last thing that one wants.
const OUTCOMES_LAST = [...OUTCOMES.filter((code) => code !== 'awaiting'), 'awaiting'] as const;

function labelOf(stance: string): string {
  return (OUTCOME_LABELS as Readonly<Record<string, string>>)[stance] ?? stance;
}

/** A browser shows nothing in a date's field that is no date. */
export function dayType(typed: string): string {
  return /^(\d{4}-\d\d-\d\d)?$/.test(typed) ? 'date' : 'text';
}
