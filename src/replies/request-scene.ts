/** Reads what the form of a request shows: whom and what is offered, the letter, its draft. */
import { localToUtc, utcToLocal } from '../articles/due.ts';
import type { Connection } from '../database/database.ts';
import type { DraftView } from '../drafts/open.ts';
import { nameKey } from '../sources/resolve.ts';
import { isNamed } from '../sources/source.ts';
import { findNamed, readSources } from '../sources/store.ts';
import type { FieldError } from '../web/errors.ts';
import type { Ask } from '../web/route.ts';
import { readId } from './filter.ts';
import { openedBy, type RequestForm, readRequestForm } from './form.ts';
import type { RequestScene } from './form-page.ts';
import { letterOf } from './letter.ts';
import {
  type OfferedClaim,
  readDeadline,
  readOfferedClaims,
  readOfferedSubjects,
} from './offers.ts';
import type { ReplyRecord } from './reply.ts';

const UNNAMED = 'Only somebody named, and on file, can be asked for a reply.';

/** A form as it opens: with one subject there is nobody to choose. */
export async function blankScene(ask: Ask, draft: DraftView): Promise<RequestScene> {
  const { database, zone } = ask.house;
  const opened = openedBy(ask.query);
  const subjects = await readOfferedSubjects(database, opened);
  const sent = ask.query.get('subject') ?? '';
  const subjectId = sent === '' && subjects.length === 1 ? `${subjects[0]?.id}` : sent;
  const named = await namedSource(database, subjectId);
  const form: RequestForm = {
    ...readRequestForm({}),
    ...{ subject: named?.name ?? '', subjectId: named ? `${named.id}` : '', opened },
    claims: opened.claims.map(String),
    askedAt: utcToLocal(ask.now.toISOString(), zone),
  };
  const claims = await readOfferedClaims(database, named?.id ?? null, opened);
  const due = await readDeadline(database, articleOf(form, claims), ask.now);
  const dueAt = due === null ? '' : utcToLocal(due, zone);
  const errors = sent !== '' && !named ? [{ path: 'subject', message: UNNAMED }] : [];
  return sceneOf(ask, withTicks({ ...form, dueAt }, claims), { errors, draft, claims });
}

/**
 * A form as it was typed.
 * @param begins whether to tick what they are owed a reply to, where nothing is ticked
 */
export async function typedScene(
  ask: Ask,
  typed: RequestForm,
  around: { readonly errors: readonly FieldError[]; readonly draft: DraftView },
  begins = false,
): Promise<RequestScene> {
  const { database } = ask.house;
  const claims = await readOfferedClaims(database, readId(typed.subjectId), typed.opened);
  return sceneOf(ask, begins ? withTicks(typed, claims) : typed, { ...around, claims });
}

async function sceneOf(
  { house: { database, newsroom, zone }, person }: Ask,
  form: RequestForm,
  around: Pick<RequestScene, 'errors' | 'draft' | 'claims'>,
): Promise<RequestScene> {
  const isReady = form.subject.trim() !== '' && form.claims.length > 0;
  return {
    ...{ ...around, form, zone, reply: null, conflict: null },
    subjects: await readOfferedSubjects(database, form.opened),
    letter: isReady
      ? letterOf({
          ...{ to: form.subject, from: person.name, newsroom, zone },
          claims: around.claims.filter((one) => form.claims.includes(`${one.id}`)),
          dueAt: localToUtc(form.dueAt.trim(), zone),
        })
      : null,
  };
}

// Whoever is asked is asked about all that they are owed a reply to, unless it was said what.
function withTicks(form: RequestForm, claims: readonly OfferedClaim[]): RequestForm {
  const owed = claims.filter(
    (one) => one.isAbout && one.adverse && !one.isAwaited && !one.isAnswered,
  );
  return form.claims.length > 0 ? form : { ...form, claims: owed.map((one) => `${one.id}`) };
}

function articleOf({ opened }: RequestForm, claims: readonly OfferedClaim[]): number | null {
  return opened.article ?? claims.find((one) => opened.claims.includes(one.id))?.articleId ?? null;
}

/** The form of a request on file. */
export function editScene(
  { house: { zone } }: Ask,
  { id, subject, followUpOn }: ReplyRecord,
  form: RequestForm,
  around: Pick<RequestScene, 'errors' | 'draft' | 'conflict'>,
): RequestScene {
  return {
    ...{ ...around, form, zone, subjects: [], claims: [], letter: null },
    reply: { id, subject, isProvisional: followUpOn !== null },
  };
}

/** A name that was typed over a chosen source means another one. */
export async function settleSubject(
  connection: Connection,
  form: RequestForm,
): Promise<RequestForm> {
  const key = nameKey(form.subject);
  if (key === '') return { ...form, subjectId: '' };
  const chosen = (await readSources(connection, [readId(form.subjectId) ?? 0]))[0];
  if (chosen && [chosen.name, ...chosen.aliases].map(nameKey).includes(key)) return form;
  const found = await findNamed(connection, key, 0);
  return { ...form, subjectId: found.length === 1 ? `${found[0]}` : '' };
}

async function namedSource(connection: Connection, id: string) {
  const [source] = await readSources(connection, [readId(id) ?? 0]);
  if (!source || !isNamed(source)) return null;
  const [canonical] = await readSources(connection, [source.canonicalId]);
  return canonical ?? null;
}
