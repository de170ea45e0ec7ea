/** Routes of the sourcing rules. */

import type { Json } from '../history/change.ts';
import { readChanges } from '../history/store.ts';
import { may } from '../people/person.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { fieldErrors, groupOf, textOf } from '../web/forms.ts';
import { type Answer, type Ask, changed, type GuardedRoute, invalid, page } from '../web/route.ts';
import { countFindings, forecast, NONE, type Tally } from './forecast.ts';
import { type PolicyScene, policyPage } from './policy-model.ts';
import { PRESETS } from './presets.ts';
import { RULES, RULES_VERSION } from './rules.ts';
import { carryOut, readRun, startRun } from './run.ts';
import {
  type Choice,
  changeSettings,
  policySchema,
  readSettings,
  saveSettings,
} from './settings.ts';

export const POLICY_ROUTES: readonly GuardedRoute[] = [
  {
    ...{ method: 'GET', path: '/policy', action: 'read', handle: showPolicy },
    about: 'The sourcing rules, their wording and setting',
  },
  {
    ...{ method: 'PUT', path: '/policy', action: 'administer', handle: setPolicy },
    ...{ body: policySchema, about: 'Sets the sourcing rules' },
  },
  {
    ...{ method: 'POST', path: '/policy/check', action: 'administer', handle: checkPolicy },
    ...{ body: policySchema, about: 'How many claims the rules would flag if they were set so' },
  },
  {
    ...{ method: 'POST', path: '/policy/runs', action: 'administer', handle: goOnDeriving },
    about: 'Goes on deriving findings where that was interrupted',
  },
];

const MOST_CHANGES = 10;
const TITLE = 'Sourcing rules';
type Asked = Readonly<Record<string, Choice | undefined>>;

async function showPolicy(ask: Ask): Promise<Answer> {
  const key = ask.query.get('preset');
  const preset = PRESETS.find((one) => one.key === key);
  if (key !== null && !preset && ask.wants === 'json') {
    throw new Unprocessable([{ path: 'preset', message: 'There is no such preset.' }]);
  }
  const chosen = preset ? { chosen: new Map(Object.entries(preset.settings)), preset: key } : {};
  const scene = await sceneOf(ask, chosen);
  return page('policy/show', TITLE, policyPage(scene), policyJson(scene));
}

async function checkPolicy(ask: Ask): Promise<Answer> {
  const { database } = ask.house;
  const asked = readAsked(ask);
  if ('errors' in asked) return refuse(ask, asked.errors);
  const chosen = changeSettings(await readSettings(database), asked.settings);
  const scene = await sceneOf(ask, { chosen, foreseen: await forecast(database, chosen) });
  return page('policy/show', TITLE, policyPage(scene), policyJson(scene));
}

async function setPolicy(ask: Ask): Promise<Answer> {
  // The form has two buttons; only one of them saves.
  if (!ask.sentJson && textOf(ask.body, 'do') === 'check') return checkPolicy(ask);
  const { database, clock } = ask.house;
  const asked = readAsked(ask);
  if ('errors' in asked) return refuse(ask, asked.errors);
  const by = { personId: ask.person.id, at: ask.now };
  const runId = await database.write(async (tx) =>
    (await saveSettings(tx, asked.settings, by)) > 0 ? startRun(tx, ask.now) : null,
  );
  if (runId !== null) await carryOut(database, runId, clock);
  return changed('/policy', policyJson(await sceneOf(ask, {})));
}

async function goOnDeriving(ask: Ask): Promise<Answer> {
  const { database, clock } = ask.house;
  const run = await readRun(database);
  if (run && run.finishedAt === null) await carryOut(database, run.id, clock);
  return changed('/policy', policyJson(await sceneOf(ask, {})));
}

/** What was sent, from a form or as JSON. */
function readAsked(ask: Ask): { settings: Asked } | { errors: readonly FieldError[] } {
  const result = policySchema.safeParse(ask.sentJson ? ask.body : { settings: readForm(ask.body) });
  if (result.success) return { settings: result.data.settings as Asked };
  return { errors: fieldErrors(result.error) };
}

function readForm(body: unknown): Record<string, string> {
  const settings = groupOf(body, 'settings');
  const typed = RULES.map(({ code }) => [code, textOf(settings, code)] as const);
  return Object.fromEntries(typed.filter(([, value]) => value !== ''));
}

async function refuse(ask: Ask, errors: readonly FieldError[]): Promise<Answer> {
  if (ask.sentJson) throw new Unprocessable(errors);
  const chosen = new Map(Object.entries(readForm(ask.body)));
  const scene = await sceneOf(ask, { chosen, errors });
  return invalid('policy/show', TITLE, policyPage(scene), errors);
}

async function sceneOf(ask: Ask, more: Partial<PolicyScene>): Promise<PolicyScene> {
  const { database, zone } = ask.house;
  const saved = await readSettings(database);
  return {
    ...{ saved, chosen: saved, preset: null, foreseen: null, errors: [], zone },
    now: await countFindings(database),
    run: await readRun(database),
    changes: await readChanges(database, { entity: 'policy', entityId: 1 }, MOST_CHANGES),
    mayChange: may(ask.person, 'administer'),
    ...more,
  };
}

function policyJson({ saved, chosen, now, foreseen, run }: PolicyScene): Json {
  const count = (tally: Tally, code: string) => ({ ...(tally.rules.get(code) ?? NONE) });
  return {
    rules_version: RULES_VERSION,
    rules: RULES.map(({ code, title, wording, demandedBy, usually }) => ({
      ...{ code, title, wording, demanded_by: demandedBy, default: usually },
      setting: saved.get(code) ?? 'default',
      now: count(now, code),
      ...(foreseen
        ? { checked: chosen.get(code) ?? 'default', would_be: count(foreseen, code) }
        : {}),
    })),
    blocked: now.blocked,
    ...(foreseen ? { would_be_blocked: foreseen.blocked } : {}),
    deriving: run && run.finishedAt === null ? { done: run.done, total: run.total } : null,
    presets: PRESETS.map(({ key, label, settings }) => ({ key, label, settings: { ...settings } })),
  };
}
