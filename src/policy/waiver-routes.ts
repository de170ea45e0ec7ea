/** Routes of waivers. */
import { answerWithRefusedWaiver } from '../claims/show.ts';
import { readClaim } from '../claims/store.ts';
import type { Json } from '../history/change.ts';
import { addressOfClaim, queueOf } from '../review/queue-address.ts';
import { answerWithRefusedInQueue } from '../review/queue-claim.ts';
import { Conflict, type FieldError, Unprocessable } from '../web/errors.ts';
import { fieldErrors, textOf } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  created,
  data,
  type GuardedRoute,
  idOf,
  removed,
} from '../web/route.ts';
import { takeWaiverBack, waiveFinding, waiverSchema } from './waive.ts';
import type { Waiver } from './waiver.ts';
import { readWaiver, readWaivers } from './waiver-store.ts';

export const WAIVER_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/claims/:id/waivers', action: 'read', handle: listWaivers },
    ...{ formats: ['json'], about: 'The waivers of a claim, ended ones too' },
  },
  {
    ...{ method: 'POST', path: '/claims/:id/waivers', action: 'record', handle: addWaiver },
    ...{
      body: waiverSchema,
      form: '/claims/:id#findings',
      about: 'Lets a finding stand, with a reason',
    },
  },
  {
    ...{ method: 'DELETE', path: '/waivers/:id', action: 'record', handle: removeWaiver },
    about: 'Takes a waiver back',
  },
];

async function listWaivers(ask: Ask): Promise<Answer> {
  const { id } = await readClaim(ask.house.database, idOf(ask));
  const waivers = await readWaivers(ask.house.database, id);
  return data({ waivers: waivers.map(waiverJson) });
}

async function addWaiver(ask: Ask): Promise<Answer> {
  const id = idOf(ask);
  const { database } = ask.house;
  const form = { code: textOf(ask.body, 'code'), reason: textOf(ask.body, 'reason') };
  try {
    const result = waiverSchema.safeParse(ask.sentJson ? ask.body : form, { reportInput: true });
    if (!result.success) throw new Unprocessable(fieldErrors(result.error));
    const by = { person: ask.person, at: ask.now };
    const waiverId = await database.write((tx) => waiveFinding(tx, id, result.data, by));
    const location = addressOfClaim(ask.body, id, 'findings');
    return created(location, waiverJson(await readWaiver(database, waiverId)));
  } catch (error) {
    const isWrong = error instanceof Unprocessable || error instanceof Conflict;
    if (ask.sentJson || !isWrong) throw error;
    const errors: readonly FieldError[] =
      error instanceof Unprocessable ? error.errors : [{ path: 'reason', message: error.detail }];
    const waiver = { form, errors };
    const whose = queueOf(ask.body);
    return whose
      ? answerWithRefusedInQueue(ask, id, whose, { waiver }, error.status)
      : answerWithRefusedWaiver(ask, id, waiver, error.status);
  }
}

async function removeWaiver(ask: Ask): Promise<Answer> {
  const by = { person: ask.person, at: ask.now };
  const { claimId } = await ask.house.database.write((tx) => takeWaiverBack(tx, idOf(ask), by));
  return removed(addressOfClaim(ask.body, claimId, 'findings'));
}

function waiverJson(waiver: Waiver): Json {
  return {
    ...{ id: waiver.id, claim_id: waiver.claimId, code: waiver.code, severity: waiver.severity },
    ...{ reason: waiver.reason, person: waiver.person, made_at: waiver.madeAt },
    ...{ rules_version: waiver.rulesVersion, ended_at: waiver.endedAt },
    end_cause: waiver.endCause,
  };
}
