/** Handlers that ask for a reply, and change how it was asked. */
import type * as z from 'zod';
import { localToUtc, utcToLocal } from '../articles/due.ts';
import type { Database } from '../database/database.ts';
import { nameKey } from '../sources/resolve.ts';
import { isNamed } from '../sources/source.ts';
import { findNamed, readSources } from '../sources/store.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
import { type Answer, type Ask, changed, created, idOf, invalid, page } from '../web/route.ts';
import { readId } from './filter.ts';
import {
  changedBody,
  formErrors,
  formOf,
  newBody,
  openedBy,
  type RequestForm,
  readRequestForm,
} from './form.ts';
import { type RequestScene, requestPage } from './form-page.ts';
import { replyJson } from './json.ts';
import { letterOf } from './letter.ts';
import {
  type OfferedClaim,
  readDeadline,
  readOfferedClaims,
  readOfferedSubjects,
} from './offers.ts';
import { changedReplySchema, newReplySchema } from './reply.schema.ts';
import type { ReplyRecord } from './reply.ts';
import { readReply } from './store.ts';
import { type Asker, changeReply, createReply, StaleReply } from './write.ts';

export function askerOf({ person, now, house }: Ask): Asker {
  return { personId: person.id, at: now, zone: house.zone };
}

/** Opened from a claim or an article: with one subject there is nothing to choose. */
export async function showNewForm(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const opened = openedBy(ask.query);
  const subjects = await readOfferedSubjects(database, opened);
  const sent = ask.query.get('subject') ?? '';
  const subjectId = sent === '' && subjects.length === 1 ? `${subjects[0]?.id}` : sent;
  const named = await namedSource(database, subjectId);
  const errors = sent !== '' && !named ? [{ path: 'subject', message: UNNAMED }] : [];
  const blank = readRequestForm({});
  const form: RequestForm = {
    ...blank,
    ...{ subject: named?.name ?? '', subjectId: named ? `${named.id}` : '', opened },
    claims: opened.claims.map(String),
    askedAt: utcToLocal(ask.now.toISOString(), zone),
  };
  const scene = await newScene(ask, form, errors, (claims) => articleOf(form, claims));
  return page('replies/form', 'Ask for a reply', requestPage(scene), null);
}

const UNNAMED = 'Only somebody named, and on file, can be asked for a reply.';

export async function create(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const form = await settleSubject(database, readRequestForm(ask.body));
  if (!ask.sentJson && textOf(ask.body, 'do') === 'show') {
    const scene = await newScene(ask, form, []);
    return page('replies/form', 'Ask for a reply', requestPage(scene), null);
  }
  try {
    const sent = parse(newReplySchema, ask.sentJson ? ask.body : newBody(form, zone));
    const id = await database.write((tx) => createReply(tx, sent, askerOf(ask)));
    return created(`/replies/${id}`, replyJson(await readReply(database, id), ask.now));
  } catch (error) {
    if (ask.sentJson || !(error instanceof Unprocessable)) throw error;
    const errors = formErrors(error.errors, form);
    const scene = await newScene(ask, form, errors);
    return invalid('replies/form', 'Ask for a reply', requestPage(scene), errors);
  }
}

export async function showEditForm(ask: Ask): Promise<Answer> {
  const reply = await readReply(ask.house.database, idOf(ask));
  const scene = editScene(ask, reply, formOf(reply, ask.house.zone), [], null);
  return page('replies/form', 'Change the request', requestPage(scene), null);
}

export async function change(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const reply = await readReply(database, idOf(ask));
  const form = readRequestForm(ask.body);
  try {
    const sent = parse(changedReplySchema, ask.sentJson ? ask.body : changedBody(form, zone));
    await database.write((tx) => changeReply(tx, reply.id, sent, askerOf(ask)));
    const after = await readReply(database, reply.id);
    return changed(`/replies/${reply.id}`, replyJson(after, ask.now));
  } catch (error) {
    if (ask.sentJson) throw error;
    if (error instanceof StaleReply) return stale(ask, error, form);
    if (!(error instanceof Unprocessable)) throw error;
    const errors = formErrors(error.errors, { ...form, subject: reply.subject.name });
    const scene = editScene(ask, reply, form, errors, null);
    return invalid('replies/form', 'Change the request', requestPage(scene), errors);
  }
}

// The form again as it was typed, on the current version: sending it once more saves it.
function stale(ask: Ask, { current, changes, detail, extra }: StaleReply, typed: RequestForm) {
  const form = { ...typed, version: `${current.version}` };
  const who = changes[0]?.personName ?? 'Somebody else';
  const scene = editScene(ask, current, form, [], `${who} ${CHANGED}`);
  const problem = [{ path: 'version', message: detail }];
  const model = requestPage(scene);
  return invalid('replies/form', 'Changed meanwhile', model, problem, 409, extra);
}

/** What others did, after their name. */
export const CHANGED =
  'changed this request, or what came back, since you opened it. Nothing you typed is lost: ' +
  'compare it with what is on file now, and save again.';

/** @param articleFor whose deadline is taken over where none was typed yet */
async function newScene(
  ask: Ask,
  form: RequestForm,
  errors: readonly FieldError[],
  articleFor?: (claims: readonly OfferedClaim[]) => number | null,
): Promise<RequestScene> {
  const { database, zone, newsroom } = ask.house;
  const { opened } = form;
  const claims = await readOfferedClaims(database, readId(form.subjectId), opened);
  const unanswered = claims.filter(
    (one) => one.isAbout && one.adverse && !one.isAwaited && !one.isAnswered,
  );
  // Whoever is asked is asked about all that they are owed a reply to, unless it was said what.
  const ticked = form.claims.length > 0 ? form.claims : unanswered.map((one) => `${one.id}`);
  const due = articleFor ? await readDeadline(database, articleFor(claims), ask.now) : null;
  const dueAt = due === null ? form.dueAt : utcToLocal(due, zone);
  const isReady = form.subject.trim() !== '' && ticked.length > 0;
  return {
    ...{ form: { ...form, claims: ticked, dueAt }, reply: null, claims, errors, conflict: null },
    subjects: await readOfferedSubjects(database, opened),
    letter: isReady
      ? letterOf({
          ...{ to: form.subject, from: ask.person.name, newsroom, zone },
          claims: claims.filter((one) => ticked.includes(`${one.id}`)),
          dueAt: localToUtc(dueAt.trim(), zone),
        })
      : null,
    zone,
  };
}

function editScene(
  { house: { zone } }: Ask,
  reply: ReplyRecord,
  form: RequestForm,
  errors: readonly FieldError[],
  conflict: string | null,
): RequestScene {
  const { id, subject, followUpOn } = reply;
  return {
    ...{ form, errors, conflict, zone, subjects: [], claims: [], letter: null },
    reply: { id, subject, isProvisional: followUpOn !== null },
  };
}

function articleOf({ opened }: RequestForm, claims: readonly OfferedClaim[]): number | null {
  return opened.article ?? claims.find((one) => opened.claims.includes(one.id))?.articleId ?? null;
}

/** A name that was typed over a chosen source means another one. */
async function settleSubject(database: Database, form: RequestForm): Promise<RequestForm> {
  const key = nameKey(form.subject);
  if (key === '') return { ...form, subjectId: '' };
  const chosen = (await readSources(database, [readId(form.subjectId) ?? 0]))[0];
  if (chosen && [chosen.name, ...chosen.aliases].map(nameKey).includes(key)) return form;
  const found = await findNamed(database, key, 0);
  return { ...form, subjectId: found.length === 1 ? `${found[0]}` : '' };
}

async function namedSource(database: Database, id: string) {
  const [source] = await readSources(database, [readId(id) ?? 0]);
  if (!source || !isNamed(source)) return null;
  const [canonical] = await readSources(database, [source.canonicalId]);
  return canonical ?? null;
}

/** @throws Unprocessable */
export function parse<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const result = schema.safeParse(body, { reportInput: true });
  if (!result.success) throw new Unprocessable(fieldErrors(result.error));
  return result.data;
}
