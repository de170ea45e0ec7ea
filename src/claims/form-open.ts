/** Opens the claim form: blank, from a passage or a proposal, of a claim on file, or from a draft. */
import { findPassage, quotePassage } from '../articles/passage.ts';
import { currentText } from '../articles/store.ts';
import { type Opened, openDraft } from '../drafts/open.ts';
import { changesSince } from '../history/stale.ts';
import { needSeenToChange } from '../sources/restriction.ts';
import { NotFound } from '../web/errors.ts';
import { type Answer, type Ask, idOf } from '../web/route.ts';
import { blankForm, type ClaimForm, formOfClaim, formOfPassage, readClaimForm } from './form.ts';
import { look, show, showOvertaken } from './form-answers.ts';
import { dropBlankRows } from './form-body.ts';
import { fillFromProposal } from './form-proposal.ts';
import { articleHeadline } from './form-store.ts';
import { readClaim } from './store.ts';
import { sourcesOfClaim } from './write.ts';

export async function openNew(ask: Ask): Promise<Answer> {
  const { draft, view } = await openDraft(ask);
  if (draft) return look(ask, { ...readClaimForm(draft.body), id: '' }, { draft: view });
  const proposal = numberIn(ask, 'proposal');
  if (proposal !== null) {
    const form = await fillFromProposal(ask.house.database, blankForm(), proposal);
    return look(ask, form, { draft: view });
  }
  const { form, paragraph } = await formOfAddress(ask);
  return show(ask, form, null, { paragraph, draft: view });
}

/** What the address says of the article and the passage that the claim is recorded from. */
async function formOfAddress(
  ask: Ask,
): Promise<{ readonly form: ClaimForm; readonly paragraph: number | null }> {
  const { database } = ask.house;
  const article = ask.query.get('article');
  if (article === null || article === '') return { form: blankForm(), paragraph: null };
  const id = /^[1-9]\d{0,14}$/.test(article) ? Number(article) : 0;
  if ((await articleHeadline(database, id)) === null) {
    throw new NotFound('There is no such article.');
  }
  const [start, end] = [numberIn(ask, 'start'), numberIn(ask, 'end')];
  const text = await currentText(database, id);
  if (!text || start === null || end === null || start >= end || end > text.body.length) {
    return { form: formOfPassage(id, {}), paragraph: null };
  }
  const quoted = quotePassage(text.body, start, end);
  const passage = { ...quoted, start: String(start), end: String(end) };
  const paragraph = findPassage(text.body, { ...quoted, start, end })?.paragraph ?? null;
  return { form: formOfPassage(id, passage), paragraph };
}

function numberIn(ask: Ask, name: string): number | null {
  const text = ask.query.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export async function openChange(ask: Ask): Promise<Answer> {
  const record = await readClaim(ask.house.database, idOf(ask));
  await needSeenToChange(ask.house.database, sourcesOfClaim(record), ask.person.id);
  const opened = await openDraft(ask);
  if (opened.draft) return openTyped(ask, record, opened.draft, opened.view);
  const indexOf = new Map(record.facts.attributions.map((row, index) => [row.id, index]));
  const proposal = numberIn(ask, 'proposal');
  const draft = opened.view;
  if (proposal === null) return show(ask, formOfClaim(record), { record, indexOf }, { draft });
  const form = await fillFromProposal(ask.house.database, formOfClaim(record), proposal);
  return look(ask, form, { draft });
}

/** What was typed goes on top of what others changed since, field by field. */
async function openTyped(
  ask: Ask,
  current: Awaited<ReturnType<typeof readClaim>>,
  { body, baseVersion }: NonNullable<Opened['draft']>,
  draft: Opened['view'],
): Promise<Answer> {
  const mine = { ...readClaimForm(body), id: String(current.id) };
  if (baseVersion === null || baseVersion === current.version) return look(ask, mine, { draft });
  const of = { claimId: current.id };
  const changes = await changesSince(ask.house.database, of, baseVersion);
  return showOvertaken(ask, dropBlankRows(mine), { current, changes }, draft);
}
