/** The form that asks for a reply, with the letter it makes. Pure. */
import { kindText } from '../claims/words.ts';
import type { DraftView } from '../drafts/open.ts';
import { type Choice, options, type Picker } from '../sources/fields.ts';
import type { FieldError } from '../web/errors.ts';
import type { RequestForm } from './form.ts';
import type { OfferedClaim, OfferedSubject } from './offers.ts';
import { dayType } from './outcome-view.ts';
import { CHANNEL_LABELS, CHANNELS } from './reply.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'replies/form': RequestPage;
  }
}

interface Field {
  readonly value: string;
  readonly error: string | null;
}

export interface LetterView {
  readonly subject: string;
  readonly body: string;
}

export interface RequestPage {
  readonly heading: string;
  readonly action: string;
  /** '' for a new request. */
  readonly version: string;
  readonly errors: readonly FieldError[];
  /** What others did meanwhile, in a sentence. */
  readonly conflict: string | null;
  /** Of a request on file: whom it was sent to, which stays. */
  readonly asked: { readonly subject: string; readonly url: string } | null;
  readonly offers: readonly {
    readonly name: string;
    readonly url: string;
    readonly count: string;
    readonly isChosen: boolean;
  }[];
  readonly picker: Picker;
  readonly claims: readonly ClaimChoice[];
  /** Said where there are none. */
  readonly noClaims: string;
  readonly claimsError: string | null;
  readonly channel: Choice;
  readonly askedAt: Field;
  readonly dueAt: Field;
  /** Null where nothing is provisional. */
  readonly followUpOn: Field | null;
  readonly note: Field;
  /** As a browser's field, or as text where what was typed would not be shown. */
  readonly askedType: string;
  readonly dueType: string;
  readonly dayType: string;
  readonly about: readonly number[];
  readonly article: string;
  readonly letter: LetterView | null;
  readonly zone: string;
  readonly draft: DraftView;
  readonly back: string;
}

interface ClaimChoice {
  readonly id: number;
  readonly url: string;
  readonly statement: string;
  readonly isTicked: boolean;
  readonly remarks: readonly string[];
  readonly article: { readonly headline: string; readonly url: string } | null;
}

/** What the form shows. */
export interface RequestScene {
  readonly form: RequestForm;
  /** Null for a new request. */
  readonly reply: {
    readonly id: number;
    readonly subject: { readonly id: number; readonly name: string };
    readonly isProvisional: boolean;
  } | null;
  readonly subjects: readonly OfferedSubject[];
  readonly claims: readonly OfferedClaim[];
  readonly errors: readonly FieldError[];
  readonly conflict: string | null;
  readonly letter: LetterView | null;
  readonly draft: DraftView;
  readonly zone: string;
}

export function requestPage(scene: RequestScene): RequestPage {
  const { form, reply, errors, letter, zone } = scene;
  const error = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  const field = (path: string, value: string): Field => ({ value, error: error(path) });
  const url = reply ? `/replies/${reply.id}` : '/replies';
  return {
    heading: reply ? 'Change the request' : 'Ask for a reply',
    ...{ action: url, version: form.version, errors, conflict: scene.conflict, letter, zone },
    draft: scene.draft,
    asked: reply && { subject: reply.subject.name, url: `/sources/${reply.subject.id}` },
    offers: reply ? [] : scene.subjects.map((subject) => offerOf(subject, form)),
    picker: pickerOf(form, error('subject')),
    claims: reply ? [] : scene.claims.map((claim) => choiceOf(claim, form)),
    noClaims:
      form.subjectId === ''
        ? 'Say whom you ask: the claims about them that have no answer are offered here.'
        : 'No claim about them is without an answer.',
    claimsError: error('claims'),
    channel: channelOf(form, error('channel')),
    askedAt: field('asked_at', form.askedAt),
    dueAt: field('due_at', form.dueAt),
    followUpOn: reply?.isProvisional ? field('follow_up_on', form.followUpOn) : null,
    note: field('note', form.note),
    ...{ askedType: timeType(form.askedAt), dueType: timeType(form.dueAt) },
    dayType: dayType(form.followUpOn),
    about: form.opened.claims,
    article: form.opened.article === null ? '' : `${form.opened.article}`,
    back: reply ? url : backOf(form),
  };
}

function offerOf({ id, name, unanswered }: OfferedSubject, { subjectId, opened }: RequestForm) {
  const query = new URLSearchParams({ subject: `${id}` });
  for (const claim of opened.claims) query.append('claim', `${claim}`);
  if (opened.article !== null) query.set('article', `${opened.article}`);
  const count = unanswered === 1 ? '1 claim' : `${unanswered} claims`;
  return {
    ...{ name, url: `/replies/new?${query}`, isChosen: subjectId === `${id}` },
    count: `${count} without an answer`,
  };
}

function pickerOf(form: RequestForm, error: string | null): Picker {
  return {
    ...{ id: 'subject', name: 'subject', label: 'Whom you ask', error },
    ...{ value: form.subject, idField: 'subject_id', chosen: form.subjectId },
    hint: 'somebody named and on file: the subject, or who speaks for it',
    ...{ filter: 'identity=named', knownOnly: true },
  };
}

function choiceOf(claim: OfferedClaim, form: RequestForm): ClaimChoice {
  const { id, statement, kind, adverse, denial, subjects } = claim;
  return {
    ...{ id, statement, url: `/claims/${id}`, isTicked: form.claims.includes(`${id}`) },
    remarks: [
      kindText(kind, adverse),
      ...(claim.isAnswered ? ['answered already'] : []),
      ...(claim.isAwaited ? ['asked already, no answer yet'] : []),
      ...(denial === 'no_response' ? ['no response so far'] : []),
      ...(claim.isAbout || subjects === null ? [] : [`about ${subjects}`]),
    ],
    article:
      claim.articleId === null
        ? null
        : { headline: claim.headline ?? '', url: `/articles/${claim.articleId}` },
  };
}

function channelOf({ channel }: RequestForm, error: string | null): Choice {
  const labels = CHANNELS.map((code): [string, string] => [code, CHANNEL_LABELS[code]]);
  return {
    ...{ id: 'channel', name: 'channel', label: 'How', hint: '', error },
    options: options(channel, [['', 'Choose'], ...labels]),
  };
}

function backOf({ opened }: RequestForm): string {
  const [claim] = opened.claims;
  if (opened.article !== null) return `/articles/${opened.article}`;
  return claim === undefined ? '/replies' : `/claims/${claim}`;
}

function timeType(typed: string): string {
  return /^(\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?)?$/.test(typed) ? 'datetime-local' : 'text';
}
