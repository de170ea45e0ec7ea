/** The page that shows what rests on a source, before it is changed. */
import {
  DENIAL_LABELS,
  LEVEL_LABELS,
  originsText,
  REVIEW_LABELS,
  STANCE_LABELS,
} from '../claims/words.ts';
import { RULES } from '../policy/rules.ts';
import { dayView, type TimeView } from '../web/dates.ts';
import type { FieldError } from '../web/errors.ts';
import type { Consequence, Outlook } from './consequences.ts';
import type { Position } from './positions-store.ts';
import type { SourceRecord } from './record.ts';
import { RELIABILITIES, RELIABILITY_LABELS } from './source.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'sources/consequences': ConsequencesPage;
  }
}

export interface ConsequencesScene {
  readonly source: SourceRecord;
  readonly about: 'positions' | 'reliability';
  /** What can be chosen, newest claims first. */
  readonly positions: readonly Position[];
  /** Whether there are more than these. */
  readonly isCut: boolean;
  /** Ids of the positions to take back. */
  readonly chosen: ReadonlySet<number>;
  readonly grade: string;
  readonly consequences: readonly Consequence[];
  readonly seen: string;
  readonly typed: { readonly saidOn: string; readonly wording: string };
  readonly errors: readonly FieldError[];
}

export interface ConsequencesPage {
  readonly name: string;
  readonly url: string;
  readonly tabs: readonly { readonly label: string; readonly url: string; isChosen: boolean }[];
  /** Null where it is about the source's reliability. */
  readonly positions:
    | readonly {
        readonly id: number;
        readonly isChosen: boolean;
        readonly stance: string;
        readonly stanceLabel: string;
        readonly statement: string;
        readonly date: TimeView | null;
      }[]
    | null;
  readonly cut: string | null;
  readonly grades: readonly { readonly value: string; readonly label: string; chosen: boolean }[];
  readonly words: { readonly title: string; readonly after: string };
  /** Said where nothing leans on it. */
  readonly nothing: string | null;
  readonly summary: string | null;
  readonly stories: readonly Story[];
  readonly confirm: {
    readonly action: string;
    readonly attributions: readonly number[];
    readonly grade: string | null;
    readonly version: number;
    readonly seen: string;
    readonly label: string;
    readonly saidOn: { readonly value: string; readonly error: string | null };
    readonly dateType: string;
    readonly wording: { readonly value: string; readonly error: string | null };
  } | null;
  readonly errors: readonly FieldError[];
}

interface Story {
  readonly headline: string;
  readonly url: string | null;
  readonly summary: string;
  readonly rows: readonly {
    readonly statement: string;
    readonly url: string;
    readonly review: string;
    readonly before: readonly string[];
    readonly after: readonly string[];
    readonly isSame: boolean;
  }[];
}

export function consequencesPage(scene: ConsequencesScene): ConsequencesPage {
  const { source, about, chosen, consequences, errors } = scene;
  const url = `/sources/${source.id}`;
  const isRetraction = about === 'positions';
  return {
    ...{ name: source.name, url, errors },
    tabs: [
      { label: 'Take positions back', url: `${url}/consequences`, isChosen: isRetraction },
      {
        ...{ label: 'Change its reliability', url: `${url}/consequences?about=reliability` },
        isChosen: !isRetraction,
      },
    ],
    positions: isRetraction
      ? scene.positions.map((one) => ({
          ...{ id: one.id, isChosen: chosen.has(one.id), statement: one.statement },
          ...{ stance: one.stance, stanceLabel: STANCE_LABELS[one.stance] },
          date: one.saidOn === null ? null : dayView(one.saidOn),
        }))
      : null,
    cut: scene.isCut ? `The newest ${scene.positions.length} of them.` : null,
    grades: isRetraction ? [] : gradesOf(scene),
    words: isRetraction
      ? { title: 'What changes', after: 'Then' }
      : { title: 'What leans on it', after: 'Without it' },
    nothing: nothingText(scene),
    summary: consequences.length > 0 ? summaryOf(scene) : null,
    stories: storiesOf(scene),
    confirm: mayConfirm(scene) ? confirmOf(scene, url) : null,
  };
}

function nothingText({ about, positions, consequences }: ConsequencesScene): string | null {
  if (consequences.length > 0) return null;
  if (about === 'reliability') return 'It supports no claim.';
  return positions.length === 0 ? 'It has no position that it did not take back.' : null;
}

/** "3 claims in 2 articles: 2 would stand otherwise, 1 of them cleared". */
function summaryOf({ consequences, positions, about }: ConsequencesScene): string {
  const byClaim = new Map(positions.map((one) => [one.claimId, one]));
  const heads = consequences.flatMap(({ claimId }) => byClaim.get(claimId) ?? []);
  const articles = new Set(heads.flatMap(({ articleId }) => articleId ?? [])).size;
  const changed = consequences.filter((one) => !isSame(one));
  const cleared = changed.filter(
    ({ claimId }) => byClaim.get(claimId)?.reviewState === 'cleared',
  ).length;
  const where = articles === 0 ? '' : ` in ${counted(articles, 'article')}`;
  const without = about === 'reliability' ? ' without it' : '';
  const which = cleared === 0 ? '' : `, ${cleared} of them cleared`;
  return `${counted(consequences.length, 'claim')}${where}: ${changed.length} would stand otherwise${without}${which}.`;
}

function storiesOf({ consequences, positions }: ConsequencesScene): Story[] {
  const byClaim = new Map(positions.map((one) => [one.claimId, one]));
  const stories = new Map<number, { head: Position; all: Consequence[] }>();
  for (const one of consequences) {
    const head = byClaim.get(one.claimId);
    if (!head) continue;
    const story = stories.get(head.articleId ?? 0) ?? { head, all: [] };
    story.all.push(one);
    stories.set(head.articleId ?? 0, story);
  }
  return [...stories.values()].map(({ head, all }) => ({
    headline: head.headline ?? 'Without an article',
    url: head.articleId === null ? null : `/articles/${head.articleId}`,
    summary: storyText(all),
    rows: all.map((one) => ({
      ...{ statement: byClaim.get(one.claimId)?.statement ?? '', url: `/claims/${one.claimId}` },
      review: REVIEW_LABELS[byClaim.get(one.claimId)?.reviewState ?? 'draft'],
      ...{ before: outlookText(one.before), after: outlookText(one.after), isSame: isSame(one) },
    })),
  }));
}

function storyText(all: readonly Consequence[]): string {
  const blocked = (side: 'before' | 'after') =>
    all.filter((one) => one[side].blocking.length > 0).length;
  const [before, after] = [blocked('before'), blocked('after')];
  const blocks = before === after ? '' : ` · blocked ${before}, then ${after}`;
  return `${counted(all.length, 'claim')}${blocks}`;
}

function outlookText({ level, min, max, denial, blocking }: Outlook): string[] {
  const titles = blocking.map((code) => RULES.find((rule) => rule.code === code)?.title ?? code);
  return [
    [LEVEL_LABELS[level].short, originsText(min, max, 'origin')].filter(Boolean).join(', '),
    ...(denial === 'not_required' ? [] : [DENIAL_LABELS[denial]]),
    ...(titles.length === 0 ? [] : [`Blocked: ${titles.join(', ')}`]),
  ];
}

function isSame({ before, after }: Consequence): boolean {
  return JSON.stringify(before) === JSON.stringify(after);
}

function gradesOf({ source, grade }: ConsequencesScene): ConsequencesPage['grades'] {
  const now = (value: string) => (value === (source.reliability ?? '') ? ', as it is now' : '');
  return [
    { value: '', label: `No grade${now('')}`, chosen: grade === '' },
    ...RELIABILITIES.map((value) => ({
      ...{ value, label: `${value} · ${RELIABILITY_LABELS[value]}${now(value)}` },
      chosen: value === grade,
    })),
  ];
}

function mayConfirm({ source, about, consequences, grade }: ConsequencesScene): boolean {
  if (source.mergedInto !== null) return false;
  return about === 'positions' ? consequences.length > 0 : grade !== (source.reliability ?? '');
}

function confirmOf(scene: ConsequencesScene, url: string): ConsequencesPage['confirm'] {
  const { source, about, chosen, typed, grade, errors } = scene;
  const at = (path: string) => errors.find((one) => one.path === path)?.message ?? null;
  const isRetraction = about === 'positions';
  return {
    action: isRetraction ? `${url}/retractions` : `${url}/reliability`,
    attributions: isRetraction ? [...chosen] : [],
    ...{ grade: isRetraction ? null : grade, version: source.version, seen: scene.seen },
    label: isRetraction
      ? `Record that it took back ${counted(chosen.size, 'position')}`
      : grade === ''
        ? 'Take its grade back'
        : `Grade it ${grade}`,
    saidOn: { value: typed.saidOn, error: at('said_on') },
    dateType: /^(\d{4}-\d\d-\d\d)?$/.test(typed.saidOn) ? 'date' : 'text',
    wording: { value: typed.wording, error: at('wording') },
  };
}

function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}
