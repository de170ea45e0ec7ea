/** From the rules and their settings to what `/policy` shows. Pure. */

import { linesOf } from '../history/sentences.ts';
import type { Change } from '../history/store.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { Settings } from './findings.ts';
import { type Count, NONE, type Tally } from './forecast.ts';
import { PRESETS } from './presets.ts';
import type { Rule } from './rule.ts';
import { RULES, RULES_VERSION } from './rules.ts';
import type { RuleRun } from './run.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'policy/show': PolicyPage;
  }
}

export interface PolicyPage {
  readonly mayChange: boolean;
  readonly rulesVersion: number;
  readonly presets: readonly { label: string; about: string; url: string; isChosen: boolean }[];
  readonly rules: readonly RuleLine[];
  /** What would come of the settings in the form; null before they were checked. */
  readonly outcome: string | null;
  readonly progress: string | null;
  readonly canGoOn: boolean;
  readonly errors: readonly FieldError[];
  readonly changes: readonly {
    readonly who: string;
    readonly time: TimeView;
    readonly lines: readonly { what: string; was: string; now: string }[];
  }[];
}

export interface RuleLine {
  readonly code: string;
  readonly title: string;
  readonly wording: string;
  readonly demandedBy: string;
  readonly usually: string;
  readonly setting: string;
  readonly options: readonly { value: string; label: string; isChosen: boolean }[];
  readonly count: string;
  readonly url: string;
  readonly outcome: string | null;
  readonly error: string | null;
}

export interface PolicyScene {
  /** As saved. */
  readonly saved: Settings;
  /** As in the form: typed, of a preset, or as saved. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly preset: string | null;
  readonly now: Tally;
  /** As it would be with the settings of the form; null before they are checked. */
  readonly foreseen: Tally | null;
  readonly run: RuleRun | undefined;
  readonly changes: readonly Change[];
  readonly errors: readonly FieldError[];
  readonly mayChange: boolean;
  readonly zone: string;
}

const LABELS: Readonly<Record<string, string>> = {
  block: 'Blocks',
  warn: 'Warns',
  note: 'Notes',
  off: 'Off',
};

export function policyPage(scene: PolicyScene): PolicyPage {
  const { now, foreseen, run, zone } = scene;
  return {
    ...{ mayChange: scene.mayChange, rulesVersion: RULES_VERSION, errors: scene.errors },
    presets: PRESETS.map(({ key, label, about }) => ({
      ...{ label, about, url: `/policy?preset=${key}`, isChosen: key === scene.preset },
    })),
    rules: RULES.map((rule) => ruleLine(rule, scene)),
    outcome: foreseen && blockedText(now.blocked, foreseen.blocked),
    progress:
      run && run.finishedAt === null
        ? `Findings are being derived anew: ${run.done} of ${run.total} claims are done.`
        : null,
    canGoOn: scene.mayChange && run !== undefined && run.finishedAt === null,
    changes: scene.changes.map((change) => ({
      ...{ who: change.personName ?? 'The program', time: timeView(change.at, zone) },
      lines: linesOf(change.values).map(({ what, was, now }) => ({
        ...{ what, was: was ?? '', now: now ?? '' },
      })),
    })),
  };
}

function ruleLine(rule: Rule, scene: PolicyScene): RuleLine {
  const { code, title, wording, demandedBy, usually } = rule;
  const chosen = scene.chosen.get(code) ?? 'default';
  const saved = scene.saved.get(code) ?? 'default';
  const now = scene.now.rules.get(code) ?? NONE;
  const foreseen = scene.foreseen && (scene.foreseen.rules.get(code) ?? NONE);
  return {
    ...{ code, title, wording, demandedBy, usually },
    setting: saved === 'default' ? `Default: ${usually}` : (LABELS[saved] ?? saved),
    options: ['default', ...Object.keys(LABELS)].map((value) => ({
      value,
      label: LABELS[value] ?? 'Default',
      isChosen: value === chosen,
    })),
    count: countText(now),
    url: `/claims?finding=${code}`,
    outcome: foreseen && outcomeText(now, foreseen),
    error: scene.errors.find((one) => one.path === `settings.${code}`)?.message ?? null,
  };
}

function countText({ open, blocking, waived }: Count): string {
  const parts = [`${open} open`];
  if (blocking > 0) parts.push(blocking === open ? 'all blocking' : `${blocking} blocking`);
  if (waived > 0) parts.push(`${waived} waived`);
  return parts.join(', ');
}

/** "would flag 5 claims; 2 more block". */
function outcomeText(now: Count, then: Count): string {
  const flags = then.open + then.waived;
  const claims = flags === 1 ? '1 claim' : `${flags} claims`;
  return `would flag ${claims}; ${differenceText(then.blocking - now.blocking)}`;
}

function differenceText(difference: number): string {
  if (difference === 0) return 'as many block';
  return difference > 0 ? `${difference} more block` : `${-difference} fewer block`;
}

function blockedText(now: number, then: number): string {
  const claims = (count: number) => (count === 1 ? '1 claim' : `${count} claims`);
  const difference = Math.abs(then - now);
  const change =
    then === now ? 'as many as now' : `${difference} ${then > now ? 'more' : 'fewer'} than now`;
  return `With these settings ${claims(then)} would be blocked, ${change}.`;
}
