/** The form that asks for a reply: what was typed, and the JSON that it means. */
import { localToUtc, utcToLocal } from '../articles/due.ts';
import type { FieldError } from '../web/errors.ts';
import { textOf, textsOf } from '../web/forms.ts';
import { readId } from './filter.ts';
import type { Opened } from './offers.ts';
import type { ReplyRecord } from './reply.ts';

/** As typed; times are those of the newsroom's clock. */
export interface RequestForm {
  readonly subject: string;
  readonly subjectId: string;
  /** Ids of the claims that are ticked. */
  readonly claims: readonly string[];
  readonly channel: string;
  readonly askedAt: string;
  readonly dueAt: string;
  readonly followUpOn: string;
  readonly note: string;
  readonly version: string;
  /** What it was opened from, so that the same claims are offered when it is shown again. */
  readonly opened: Opened;
}

/** Reads whatever was sent; never throws. */
export function readRequestForm(body: unknown): RequestForm {
  const text = (name: string) => textOf(body, name);
  return {
    ...{ subject: text('subject'), subjectId: text('subject_id') },
    claims: textsOf(body, 'claims'),
    ...{ channel: text('channel'), askedAt: text('asked_at'), dueAt: text('due_at') },
    ...{ followUpOn: text('follow_up_on'), note: text('note'), version: text('version') },
    opened: openedOf(textsOf(body, 'about'), text('article')),
  };
}

/** What an address asks to begin with: `?claim=7&claim=9`, `?subject=3&article=1`. */
export function openedBy(query: URLSearchParams): Opened {
  return openedOf(query.getAll('claim'), query.get('article') ?? '');
}

function openedOf(claims: readonly string[], article: string): Opened {
  const ids = claims.map(readId).filter((id) => id !== null);
  return { claims: [...new Set(ids)].slice(0, MOST_OPENED), article: readId(article) };
}

const MOST_OPENED = 60;

/** The form of a request on file. */
export function formOf(reply: ReplyRecord, zone: string): RequestForm {
  return {
    ...{ subject: reply.subject.name, subjectId: `${reply.subject.id}` },
    claims: reply.claims.map((claim) => `${claim.claimId}`),
    ...{ channel: reply.channel, askedAt: utcToLocal(reply.askedAt, zone) },
    ...{ dueAt: utcToLocal(reply.dueAt, zone), followUpOn: reply.followUpOn ?? '' },
    ...{ note: reply.note ?? '', version: `${reply.version}` },
    opened: { claims: [], article: null },
  };
}

/** The JSON that a form for a new request means; what cannot be read stays text. */
export function newBody(form: RequestForm, zone: string): unknown {
  const { subject, subjectId, claims } = form;
  const id = readId(subjectId);
  return {
    subject: id === null || subject.trim() === '' ? subject : { id },
    claims: claims.map((one) => readId(one) ?? one),
    ...askedBody(form, zone),
  };
}

/** The same of a change. */
export function changedBody(form: RequestForm, zone: string): unknown {
  const followUpOn = form.followUpOn.trim();
  return {
    version: readId(form.version) ?? form.version,
    follow_up_on: followUpOn === '' ? null : followUpOn,
    ...askedBody(form, zone),
  };
}

function askedBody(form: RequestForm, zone: string) {
  const moment = (typed: string) => {
    const text = typed.trim();
    return text === '' ? undefined : (localToUtc(text, zone) ?? text);
  };
  return {
    channel: form.channel === '' ? undefined : form.channel,
    ...{ asked_at: moment(form.askedAt), due_at: moment(form.dueAt), note: form.note },
  };
}

const WORDS: Readonly<Record<string, string>> = {
  subject: 'Say whom you ask.',
  channel: 'Choose how they were asked.',
  asked_at: 'Say when they were asked.',
  due_at: 'Say by when you need an answer.',
};

/** Errors at the fields that the page has, in a form's words where nothing was written there. */
export function formErrors(
  errors: readonly FieldError[],
  { subject, channel, askedAt, dueAt }: RequestForm,
): FieldError[] {
  const typed: Readonly<Record<string, string>> = {
    ...{ subject, channel, asked_at: askedAt, due_at: dueAt },
  };
  const byPath = new Map<string, string>();
  for (const { path, message } of errors) {
    const field = path.split('.')[0] ?? '';
    const isBlank = typed[field]?.trim() === '';
    const text = field.endsWith('_at') && message.startsWith('Write the time') ? A_TIME : message;
    if (!byPath.has(field)) byPath.set(field, (isBlank && WORDS[field]) || text);
  }
  return [...byPath].map(([path, message]) => ({ path, message }));
}

const A_TIME = 'Write day and time as 2024-10-07T17:00.';
