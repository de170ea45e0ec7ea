import { carryOn, openDraft } from '../drafts/open.ts';
import { Unprocessable } from '../web/errors.ts';
import { parse, textOf } from '../web/forms.ts';
import { type Answer, type Ask, changed, created, idOf, invalid, page } from '../web/route.ts';
import type { RequestForm } from './form.ts';
import { changedBody, formErrors, formOf, newBody, readRequestForm } from './form.ts';
import { requestPage } from './form-page.ts';
import { replyJson } from './json.ts';
import { changedReplySchema, newReplySchema } from './reply.schema.ts';
import { blankScene, editScene, settleSubject, typedScene } from './request-scene.ts';
import { readReply } from './store.ts';
import { type Asker, changeReply, createReply, StaleReply } from './write.ts';

export function askerOf({ person, now, house }: Ask): Asker {
  return { personId: person.id, at: now, zone: house.zone };
}

export async function showNewForm(ask: Ask): Promise<Answer> {
  const { draft, view } = await openDraft(ask);
  const scene = draft
    ? await typedScene(ask, readRequestForm(draft.body), { errors: [], draft: view })
    : await blankScene(ask, view);
  return page('replies/form', 'Ask for a reply', requestPage(scene), null);
}

export async function create(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const form = await settleSubject(database, readRequestForm(ask.body));
  const draft = carryOn(ask, '/replies/new');
  if (!ask.sentJson && textOf(ask.body, 'do') === 'show') {
    const scene = await typedScene(ask, form, { errors: [], draft }, true);
    return page('replies/form', 'Ask for a reply', requestPage(scene), null);
  }
  try {
    const sent = parse(newReplySchema, ask.sentJson ? ask.body : newBody(form, zone));
    const id = await database.write((tx) => createReply(tx, sent, askerOf(ask)));
    return created(`/replies/${id}`, replyJson(await readReply(database, id), ask.now));
  } catch (error) {
    if (ask.sentJson || !(error instanceof Unprocessable)) throw error;
    const errors = formErrors(error.errors, form);
    const scene = await typedScene(ask, form, { errors, draft });
    return invalid('replies/form', 'Ask for a reply', requestPage(scene), errors);
  }
}

export async function showEditForm(ask: Ask): Promise<Answer> {
  const { database, zone } = ask.house;
  const reply = await readReply(database, idOf(ask));
  const { draft, view } = await openDraft(ask);
  const isOld = draft !== null && draft.baseVersion !== reply.version;
  const typed = draft && { ...readRequestForm(draft.body), version: `${reply.version}` };
  const scene = editScene(ask, reply, typed ?? formOf(reply, zone), {
    ...{ errors: [], draft: view, conflict: isOld ? `Somebody else ${CHANGED}` : null },
  });
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
    const draft = carryOn(ask, `/replies/${reply.id}/edit`);
    const scene = editScene(ask, reply, form, { errors, draft, conflict: null });
    return invalid('replies/form', 'Change the request', requestPage(scene), errors);
  }
}

// The form again as it was typed, on the current version: sending it once more saves it.
function stale(ask: Ask, { current, changes, detail, extra }: StaleReply, typed: RequestForm) {
  const form = { ...typed, version: `${current.version}` };
  const conflict = `${changes[0]?.personName ?? 'Somebody else'} ${CHANGED}`;
  const draft = carryOn(ask, `/replies/${current.id}/edit`);
  const scene = editScene(ask, current, form, { errors: [], draft, conflict });
  const problem = [{ path: 'version', message: detail }];
  return invalid('replies/form', 'Changed meanwhile', requestPage(scene), problem, 409, extra);
}

/** What others did, after their name. */
export const CHANGED =
  'changed this request, or what came back, since you opened it. Nothing you typed is lost: ' +
  'compare it with what is on file now, and save again.';
