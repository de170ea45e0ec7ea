/** The form for what came back: one answer for all claims, and others for single ones. */
import type { FieldError } from '../web/errors.ts';
import { groupOf, groupsOf, textOf } from '../web/forms.ts';
import { readId } from './filter.ts';
import type { AskedClaim, ReplyRecord } from './reply.ts';

/** As typed. */
export interface AnswerForm {
  /** '': of a single claim, as for all; of all, nothing is said. */
  readonly stance: string;
  readonly scope: string;
  readonly provisional: boolean;
  readonly wording: string;
  readonly quote: string;
  readonly saidOn: string;
}

export interface OutcomeForm {
  readonly version: string;
  readonly all: AnswerForm;
  /** In the order of the request's claims. */
  readonly claims: readonly (AnswerForm & { readonly claimId: string })[];
  readonly followUpOn: string;
}

export const BLANK: AnswerForm = {
  ...{ stance: '', scope: '', provisional: false, wording: '', quote: '', saidOn: '' },
};

/** Reads whatever was sent; never throws. */
export function readOutcomeForm(body: unknown): OutcomeForm {
  return {
    version: textOf(body, 'version'),
    all: readAnswer(groupOf(body, 'all')),
    claims: groupsOf(body, 'claims').map((group) => ({
      ...readAnswer(group),
      claimId: textOf(group, 'claim_id'),
    })),
    followUpOn: textOf(body, 'follow_up_on'),
  };
}

function readAnswer(group: unknown): AnswerForm {
  const text = (name: string) => textOf(group, name);
  return {
    ...{ stance: text('stance'), scope: text('scope'), wording: text('wording') },
    ...{ quote: text('quote'), saidOn: text('said_on') },
    provisional: text('provisional') === 'yes',
  };
}

/** What is on file; while everything is awaited there is nothing to begin with. */
export function outcomeFormOf(reply: ReplyRecord): OutcomeForm {
  const answers = reply.claims.map((claim) => ({
    ...answerOf(claim),
    claimId: `${claim.claimId}`,
  }));
  const texts = new Set(answers.map(({ claimId: _id, ...answer }) => JSON.stringify(answer)));
  const isOne = answers.length > 1 && texts.size === 1;
  const { claimId: _id, ...first } = answers[0] ?? { ...BLANK, claimId: '' };
  return {
    version: `${reply.version}`,
    all: isOne ? first : BLANK,
    claims: isOne ? answers.map(({ claimId }) => ({ ...BLANK, claimId })) : answers,
    followUpOn: reply.followUpOn ?? '',
  };
}

function answerOf({ position }: AskedClaim): AnswerForm {
  if (!position || position.stance === 'awaiting') return BLANK;
  return {
    ...{ stance: position.stance, scope: position.scope === 'part' ? 'part' : '' },
    ...{ provisional: position.provisional, wording: position.wording ?? '' },
    ...{ quote: position.quote ?? '', saidOn: position.saidOn ?? '' },
  };
}

/** One that the form sends on, and the field path that it was typed at. */
interface Sent {
  readonly path: string;
  readonly claimId: string;
  readonly answer: AnswerForm;
}

/** The JSON that a form means, or what is wrong with it before that. */
export function outcomeBody(form: OutcomeForm): {
  readonly body: unknown;
  readonly errors: readonly FieldError[];
} {
  const sent = sentOf(form);
  const errors = form.claims.flatMap((answer, index) =>
    answer.stance === '' && isFilled(answer)
      ? [{ path: `claims.${index}.stance`, message: 'Say what came back on this claim.' }]
      : [],
  );
  if (sent.length === 0 && errors.length === 0) {
    const path = form.claims.length === 1 ? 'claims.0.stance' : 'all.stance';
    errors.push({ path, message: 'Say what came back.' });
  }
  const body = {
    version: readId(form.version) ?? form.version,
    follow_up_on: form.followUpOn.trim() === '' ? null : form.followUpOn.trim(),
    claims: sent.map(({ claimId, answer }) => ({
      ...{ claim_id: readId(claimId) ?? claimId, stance: answer.stance },
      ...{ scope: answer.scope === '' ? null : answer.scope, provisional: answer.provisional },
      ...{ wording: answer.wording, quote: answer.quote },
      said_on: answer.saidOn.trim() === '' ? null : answer.saidOn.trim(),
    })),
  };
  return { body, errors };
}

function sentOf({ all, claims }: OutcomeForm): Sent[] {
  return claims.flatMap(({ claimId, ...answer }, index): Sent[] => {
    if (answer.stance !== '') return [{ path: `claims.${index}`, claimId, answer }];
    return all.stance === '' ? [] : [{ path: 'all', claimId, answer: all }];
  });
}

function isFilled({ scope, provisional, wording, quote, saidOn }: AnswerForm): boolean {
  return provisional || [scope, wording, quote, saidOn].some((text) => text.trim() !== '');
}

/** Errors of the JSON at the fields that they were typed at; each field once. */
export function outcomeErrors(errors: readonly FieldError[], form: OutcomeForm): FieldError[] {
  const sent = sentOf(form);
  const byPath = new Map<string, string>();
  for (const { path, message } of errors) {
    const match = /^claims\.(\d+)\.?(.*)$/.exec(path);
    const at = match ? (sent[Number(match[1])]?.path ?? 'all') : null;
    const field = match?.[2] === 'claim_id' || match?.[2] === '' ? 'stance' : match?.[2];
    const typedAt = at === null ? path : `${at}.${field}`;
    if (!byPath.has(typedAt)) byPath.set(typedAt, message);
  }
  return [...byPath].map(([path, message]) => ({ path, message }));
}
