/** The claim form as an answer: to look at, with its errors, or beside somebody else's changes. */

import { carryOn, type DraftView } from '../drafts/open.ts';
import { undo } from '../history/undo.ts';
import { changeView } from '../history/view.ts';
import type { FieldError } from '../web/errors.ts';
import { type Answer, type Ask, byOf, invalid, page } from '../web/route.ts';
import { type ClaimForm, formOfClaim, formOfFacts } from './form.ts';
import { formBody } from './form-body.ts';
import { type Rehearsal, rehearseUnfinished } from './form-check.ts';
import { lookUp } from './form-lookup.ts';
import { mergeForms } from './form-merge.ts';
import {
  type ClaimFormPage,
  claimFormPage,
  type FormContext,
  type FormState,
} from './form-page.ts';
import { claimFacts } from './json.ts';
import type { StaleClaim } from './write.ts';

/** The form again with the standing of what is typed so far; nothing is called wrong yet. */
export async function look(ask: Ask, form: ClaimForm, state: FormState = {}): Promise<Answer> {
  const { around } = await lookUp(ask, form);
  const rehearsal = await rehearseUnfinished(ask.house, form, around, byOf(ask));
  return show(ask, form, rehearsal, state);
}

export async function show(
  ask: Ask,
  form: ClaimForm,
  rehearsal: Rehearsal | null,
  state: FormState = {},
): Promise<Answer> {
  const { around, ...looked } = await lookUp(ask, form);
  const model = modelOf(ask, form, { ...looked, rehearsal }, state);
  return page('claims/form', model.heading, model, formBody(form, around));
}

export async function refuse(
  ask: Ask,
  form: ClaimForm,
  errors: readonly FieldError[],
): Promise<Answer> {
  const { around, ...looked } = await lookUp(ask, form);
  const rehearsal = await rehearseUnfinished(ask.house, form, around, byOf(ask));
  const model = modelOf(ask, form, { ...looked, rehearsal }, { errors });
  return invalid('claims/form', `Error: ${model.heading}`, model, errors);
}

/** Somebody else was faster: their changes are shown, and saving again goes on top of them. */
export async function showStale(ask: Ask, mine: ClaimForm, stale: StaleClaim): Promise<Answer> {
  const model = await staleModel(ask, mine, stale);
  const errors = [{ path: 'version', message: stale.detail }];
  return invalid('claims/form', 'Changed meanwhile', model, errors, 409, stale.extra);
}

/** A draft of a claim that somebody else changed since it was opened: the same, with nothing sent. */
export async function showOvertaken(
  ask: Ask,
  mine: ClaimForm,
  stale: Pick<StaleClaim, 'current' | 'changes'>,
  draft: DraftView,
): Promise<Answer> {
  const model = await staleModel(ask, mine, stale, { draft });
  return page('claims/form', 'Changed meanwhile', model, null);
}

async function staleModel(
  ask: Ask,
  mine: ClaimForm,
  stale: Pick<StaleClaim, 'current' | 'changes'>,
  state: FormState = {},
): Promise<ClaimFormPage> {
  const before = undo(
    claimFacts(stale.current),
    stale.changes.flatMap((change) => change.values),
  );
  const { form, clashes } = mergeForms(formOfFacts(before), mine, formOfClaim(stale.current));
  const { around, ...looked } = await lookUp(ask, form);
  const rehearsal = await rehearseUnfinished(ask.house, form, around, byOf(ask));
  const changes = stale.changes.map((change) => changeView(change, ask.house.zone));
  return modelOf(ask, form, { ...looked, rehearsal }, { ...state, clashes, changes });
}

/** The page's model; the draft of what was sent goes on being that of this form. */
function modelOf(ask: Ask, form: ClaimForm, context: FormContext, state: FormState): ClaimFormPage {
  const where = form.id === '' ? '/claims/new' : `/claims/${form.id}/edit`;
  return claimFormPage(form, context, state.draft ?? carryOn(ask, where), state);
}
