/** The correction form: what was typed, kept to be shown again, and the JSON that it means. */
import { textOf, textsOf } from '../web/forms.ts';
import type { CorrectionRecord } from './correction.ts';

export const FORM_TEXTS = [
  ...(['version', 'text_number', 'wrong', 'asked_by', 'asked_on', 'outcome'] as const),
  ...(['decision', 'wording', 'published_on'] as const),
] as const;

export type CorrectionForm = Readonly<Record<(typeof FORM_TEXTS)[number], string>> & {
  /** Ids of the claims that are ticked. */
  readonly claims: readonly string[];
};

/** Makes strings of anything; never throws. */
export function readCorrectionForm(body: unknown): CorrectionForm {
  const texts = FORM_TEXTS.map((name) => [name, textOf(body, name)] as const);
  return {
    ...(Object.fromEntries(texts) as Record<(typeof FORM_TEXTS)[number], string>),
    claims: textsOf(body, 'claims'),
  };
}

export function blankForm(today: string, textNumber: number | null): CorrectionForm {
  return readCorrectionForm({
    ...{
      asked_on: today,
      outcome: 'open',
      text_number: textNumber === null ? '' : `${textNumber}`,
    },
  });
}

export function formOf(record: CorrectionRecord): CorrectionForm {
  return {
    version: `${record.version}`,
    text_number: record.textNumber === null ? '' : `${record.textNumber}`,
    wrong: record.wrong,
    asked_by: record.askedBy,
    asked_on: record.askedOn,
    outcome: record.outcome,
    decision: record.decision ?? '',
    wording: record.wording ?? '',
    published_on: record.publishedOn ?? '',
    claims: record.claims.map(({ id }) => `${id}`),
  };
}

/** What a form means as JSON. */
export function correctionBody(form: CorrectionForm): unknown {
  const numberOr = (text: string) => (/^\d{1,15}$/.test(text) ? Number(text) : text || null);
  return {
    ...form,
    version: numberOr(form.version),
    text_number: numberOr(form.text_number),
    outcome: form.outcome === '' ? undefined : form.outcome,
    published_on: form.published_on.trim() === '' ? null : form.published_on.trim(),
    asked_on: form.asked_on.trim(),
    claims: form.claims.map(numberOr),
  };
}
