/** From the queue to what `/review` shows. Pure. */
import type { ClaimRecord } from '../claims/record.ts';
import { kindText, REVIEW_LABELS } from '../claims/words.ts';
import { may, type Person } from '../people/person.ts';
import { type TimeView, timeView } from '../web/dates.ts';
import { queueAddress } from './queue-address.ts';
import type { DoneView } from './queue-done.ts';
import { type LeftToDo, type QueuedClaim, WHOSE, WHOSE_LABELS, type Whose } from './queue-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'review/index': QueuePage;
  }
}

export interface QueuePage {
  readonly done: DoneView | null;
  readonly mayRecord: boolean;
  /** For what is done to all that wait here. */
  readonly bulk: { readonly filter: string; readonly total: string };
  /** Where one works through the queue claim by claim. */
  readonly workUrl: string | null;
  readonly address: string;
  readonly personId: number;
  readonly tabs: readonly { label: string; url: string; isChosen: boolean }[];
  /** Grouped by article, in the order of the queue. */
  readonly stories: readonly StoryView[];
  readonly range: string | null;
  readonly firstUrl: string | null;
  readonly nextUrl: string | null;
}

interface StoryView {
  readonly headline: string;
  readonly url: string | null;
  readonly due: TimeView | null;
  readonly isLate: boolean;
  readonly left: string | null;
  readonly claims: readonly QueueRow[];
}

interface QueueRow {
  readonly id: number;
  readonly url: string;
  readonly statement: string;
  readonly kind: string;
  readonly isAdverse: boolean;
  readonly state: string;
  readonly since: TimeView;
  readonly blocking: string | null;
  readonly quote: string | null;
  readonly assignee: string | null;
  /** Why this person cannot review it. */
  readonly obstacle: string | null;
  readonly mayTake: boolean;
  readonly mayRelease: boolean;
}

export interface QueueScene {
  readonly whose: Whose;
  readonly counts: Readonly<Record<Whose, number>>;
  readonly queue: readonly QueuedClaim[];
  /** How many come before this page. */
  readonly before: number;
  /** The last claim of the page before, and of this one where there are more. */
  readonly after: number | null;
  readonly next: number | null;
  readonly done: DoneView | null;
  readonly claims: ReadonlyMap<number, ClaimRecord>;
  readonly writers: ReadonlyMap<number, ReadonlySet<number>>;
  readonly left: ReadonlyMap<number, LeftToDo>;
  readonly person: Person;
  readonly now: Date;
  readonly zone: string;
}

export function queuePage(scene: QueueScene): QueuePage {
  const { whose, counts, queue } = scene;
  const stories = Map.groupBy(queue, (one) => one.articleId);
  return {
    ...{ address: queueAddress({ whose, after: scene.after }), personId: scene.person.id },
    ...{ done: scene.done, mayRecord: may(scene.person, 'record') },
    bulk: { filter: filterOf(whose, scene.person), total: `${counts[whose]}` },
    workUrl: queue[0] ? queueAddress({ whose, claim: queue[0].id }) : null,
    tabs: WHOSE.map((one) => ({
      ...{
        label: `${WHOSE_LABELS[one]} (${counts[one]})`,
        url: queueAddress({ whose: one }),
        isChosen: one === whose,
      },
    })),
    stories: [...stories.values()].map((claims) => storyView(claims, scene)),
    range: rangeText(scene),
    firstUrl: scene.after === null ? null : queueAddress({ whose }),
    nextUrl: scene.next === null ? null : queueAddress({ whose, after: scene.next }),
  };
}

/** The queue as a filter of the claims. */
function filterOf(whose: Whose, person: Person): string {
  const assignee = { all: [], mine: [`${person.id}`], free: ['none'] }[whose];
  const query = new URLSearchParams();
  for (const one of assignee) query.append('assignee', one);
  for (const state of ['in_review', 'ready']) query.append('review', state);
  return query.toString();
}

/** "51 to 100 of 230"; nothing where all are shown. */
function rangeText({ before, queue, counts, whose }: QueueScene): string | null {
  if (queue.length === 0 || queue.length >= counts[whose]) return null;
  return `${before + 1} to ${before + queue.length} of ${counts[whose]}`;
}

function storyView(queued: readonly QueuedClaim[], scene: QueueScene): StoryView {
  const [first] = queued;
  const articleId = first?.articleId ?? null;
  const left = scene.left.get(articleId ?? 0);
  const dueAt = first?.dueAt ?? null;
  return {
    headline: first?.headline ?? 'Without an article',
    url: articleId === null ? null : `/articles/${articleId}`,
    due: dueAt === null ? null : timeView(dueAt, scene.zone),
    isLate: dueAt !== null && Date.parse(dueAt) < scene.now.getTime(),
    left: left ? `${left.left} of ${left.of} left to do` : null,
    claims: queued.flatMap((one) => {
      const claim = scene.claims.get(one.id);
      return claim ? [rowView(one, claim, scene)] : [];
    }),
  };
}

function rowView(queued: QueuedClaim, claim: ClaimRecord, scene: QueueScene): QueueRow {
  const { person } = scene;
  const blocking = claim.findings.filter((one) => one.severity === 'block' && !one.waived).length;
  const mayWork = may(person, 'record');
  const isWriter = scene.writers.get(claim.id)?.has(person.id) ?? false;
  return {
    ...{
      id: claim.id,
      url: queueAddress({ whose: scene.whose, claim: claim.id }),
      statement: claim.statement,
    },
    ...{ kind: kindText(claim.facts.kind, claim.facts.adverse), isAdverse: claim.facts.adverse },
    state: REVIEW_LABELS[claim.reviewState],
    since: timeView(queued.since, scene.zone),
    blocking: blocking === 0 ? null : `${blocking} blocking`,
    quote: claim.appearances[0]?.quote ?? null,
    assignee: claim.assignee?.name ?? null,
    obstacle:
      may(person, 'review') && isWriter ? 'You changed it: somebody else reviews it.' : null,
    mayTake: may(person, 'review') && !isWriter && claim.assignee?.id !== person.id,
    mayRelease: mayWork && claim.assignee?.id === person.id,
  };
}
