/** Routes of what rests on a source: its positions taken back, its reliability changed. */
import * as z from 'zod';
import type { Stance } from '../claims/claim.ts';
import { Conflict, Unprocessable } from '../web/errors.ts';
import { parse, textOf, textsOf } from '../web/forms.ts';
import {
  type Answer,
  type Ask,
  byOf,
  changed,
  created,
  type GuardedRoute,
  idOf,
  invalid,
  page,
} from '../web/route.ts';
import { id } from '../web/schema.ts';
import { digestOf, foresee } from './consequences.ts';
import { type ConsequencesScene, consequencesPage } from './consequences-page.ts';
import { parseChangedSource } from './form.ts';
import { sourceJson } from './json.ts';
import { readPositions } from './positions-store.ts';
import { byClaim, MOST_POSITIONS, retractionSchema, retractPositions } from './retract.ts';
import { RELIABILITIES } from './source.ts';
import { readSource } from './store.ts';
import { changeSource } from './write.ts';

const reliabilitySchema = z.strictObject({
  version: id(),
  grade: z.enum(RELIABILITIES, { error: 'Choose a grade from A to F, or none.' }).nullable(),
});

export const CONSEQUENCE_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/sources/:id/consequences', action: 'record', handle: show },
    about: 'What rests on a source, and how it would stand without positions of it',
  },
  {
    ...{ method: 'POST', path: '/sources/:id/retractions', action: 'record', handle: retract },
    ...{
      body: retractionSchema,
      form: '/sources/:id/consequences#changes',
      about: 'Records that a source took positions back',
    },
  },
  {
    ...{ method: 'PUT', path: '/sources/:id/reliability', action: 'record', handle: changeGrade },
    ...{
      body: reliabilitySchema,
      form: '/sources/:id/consequences#changes',
      about: 'Changes a source’s reliability',
    },
  },
];

const SUPPORT: readonly Stance[] = ['asserts', 'confirms', 'admits'];
const NOTHING_TYPED = { saidOn: '', wording: '' };

async function show(ask: Ask): Promise<Answer> {
  const about = ask.query.get('about') === 'reliability' ? 'reliability' : 'positions';
  const asked = idsOf(ask.query.getAll('attribution'));
  const scene = await sceneFor(ask, about, asked, ask.query.get('grade'));
  const data = {
    source: sourceJson(scene.source),
    positions: scene.positions.map((one) => ({
      ...{ attribution_id: one.id, claim_id: one.claimId, stance: one.stance },
      ...{ said_on: one.saidOn, chosen: scene.chosen.has(one.id) },
    })),
    consequences: scene.consequences.map(({ claimId, attributions, before, after }) => ({
      ...{ claim_id: claimId, attributions, before, after },
    })),
    seen: scene.seen,
  };
  return page('sources/consequences', titleOf(scene), consequencesPage(scene), data);
}

async function retract(ask: Ask): Promise<Answer> {
  const sourceId = idOf(ask);
  const form = {
    attributions: textsOf(ask.body, 'attributions').map(Number),
    said_on: textOf(ask.body, 'said_on').trim() || null,
    wording: textOf(ask.body, 'wording'),
    seen: textOf(ask.body, 'seen') || null,
  };
  const again = async () => {
    const asked = form.attributions.filter((one) => Number.isSafeInteger(one) && one > 0);
    const typed = { saidOn: form.said_on ?? '', wording: form.wording };
    return { ...(await sceneFor(ask, 'positions', asked, null)), typed };
  };
  return orShowAgain(ask, 'attributions', again, async () => {
    const retraction = parse(retractionSchema, ask.sentJson ? ask.body : form);
    const claims = await ask.house.database.write((tx) =>
      retractPositions(tx, sourceId, retraction, byOf(ask)),
    );
    return created(`/sources/${sourceId}?record=retracted#record`, { claims });
  });
}

async function changeGrade(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const sourceId = idOf(ask);
  const source = await readSource(database, sourceId);
  const typed = textOf(ask.body, 'grade');
  const form = { version: Number(textOf(ask.body, 'version')), grade: typed || null };
  return orShowAgain(
    ask,
    'grade',
    () => sceneFor(ask, 'reliability', [], typed),
    async () => {
      const sent = parse(reliabilitySchema, ask.sentJson ? ask.body : form);
      const body = { version: sent.version, reliability: sent.grade };
      const { values, version } = parseChangedSource(body, source);
      await database.write((tx) => changeSource(tx, sourceId, values, version, byOf(ask)));
      return changed(`/sources/${sourceId}`, sourceJson(await readSource(database, sourceId)));
    },
  );
}

async function sceneFor(
  ask: Ask,
  about: ConsequencesScene['about'],
  asked: readonly number[],
  askedGrade: string | null,
): Promise<ConsequencesScene> {
  const { database } = ask.house;
  const source = await readSource(database, idOf(ask));
  const found = await readPositions(database, source.id, MOST_POSITIONS + 1);
  const positions = found.slice(0, MOST_POSITIONS);
  // Chosen ones stand on the page, however old they are.
  const older = asked.filter((one) => !positions.some((position) => position.id === one));
  const chosen = await readPositions(database, source.id, MOST_POSITIONS, asked);
  const listed = [...positions, ...chosen.filter((one) => older.includes(one.id))];
  const leaning =
    about === 'positions' ? chosen : positions.filter((one) => SUPPORT.includes(one.stance));
  const consequences = await foresee(database, source.id, byClaim(leaning));
  return {
    ...{ source, about, positions: listed, isCut: found.length > MOST_POSITIONS, consequences },
    chosen: new Set(chosen.map((one) => one.id)),
    grade: gradeOf(askedGrade, source.reliability ?? ''),
    ...{ seen: digestOf(consequences), typed: NOTHING_TYPED, errors: [] },
  };
}

/** What was refused is shown again as it is now, with all that was typed and chosen. */
async function orShowAgain(
  ask: Ask,
  /** The field at which a refusal is said that is about none. */
  main: string,
  again: () => Promise<ConsequencesScene>,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const isRefused = error instanceof Unprocessable || error instanceof Conflict;
    if (ask.sentJson || !isRefused) throw error;
    const errors =
      error instanceof Unprocessable
        ? error.errors.map(({ path, message }) => ({ path: path.split('.')[0] ?? path, message }))
        : [{ path: main, message: error.detail }];
    const scene = { ...(await again()), errors };
    const model = consequencesPage(scene);
    return invalid('sources/consequences', titleOf(scene), model, errors, error.status);
  }
}

function gradeOf(asked: string | null, now: string): string {
  return asked === '' ? '' : (RELIABILITIES.find((one) => one === asked) ?? now);
}

function idsOf(texts: readonly string[]): number[] {
  return texts
    .filter((text) => /^[1-9]\d{0,14}$/.test(text))
    .slice(0, MOST_POSITIONS)
    .map(Number);
}

function titleOf({ source }: ConsequencesScene): string {
  return `What rests on ${source.name}`;
}
