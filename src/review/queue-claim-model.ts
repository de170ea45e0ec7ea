/** One claim of the queue as its page shows it. Pure. */
import { markText } from '../articles/marks.ts';
import { groundOf } from '../claims/graph-ground.ts';
import { type FindingsScene, type FindingView, findingViews } from '../claims/page-findings.ts';
import { type AttributionRow, attributionRows } from '../claims/page-rows.ts';
import { corroborationVerdict, denialVerdict, type Verdict } from '../claims/page-standing.ts';
import type { ClaimRecord } from '../claims/record.ts';
import type { SinceCleared } from '../claims/since-cleared.ts';
import { kindText } from '../claims/words.ts';
import { may, type Person } from '../people/person.ts';
import type { FieldError } from '../web/errors.ts';
import type { ReviewPanel } from './panel.ts';
import { queueAddress } from './queue-address.ts';
import type { DoneView } from './queue-done.ts';
import { type Neighbours, type TextHead, WHOSE_LABELS, type Whose } from './queue-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'review/claim': QueuedClaimPage;
  }
}

export interface QueuedClaimPage {
  readonly id: number;
  readonly address: string;
  readonly done: DoneView | null;
  readonly list: { readonly url: string; readonly label: string };
  /** "3 of 12", or that it waits no more. */
  readonly place: string;
  readonly previousUrl: string | null;
  readonly nextUrl: string | null;
  readonly statement: string;
  readonly kind: string;
  readonly isAdverse: boolean;
  readonly mayRecord: boolean;
  readonly comments: string;
  readonly corroboration: Verdict;
  readonly denial: Verdict | null;
  readonly sinceCleared: SinceCleared | null;
  readonly attributions: readonly AttributionRow[];
  readonly texts: readonly TextView[];
  readonly panel: ReviewPanel;
  readonly findings: readonly FindingView[];
  readonly waiverErrors: readonly FieldError[];
}

/** The paragraphs of an article with the claim's words, and those next to them. */
interface TextView {
  readonly headline: string;
  readonly url: string;
  readonly language: string | null;
  readonly paragraphs: readonly {
    readonly number: number;
    /** Whether others were left out before it. */
    readonly isAfterGap: boolean;
    readonly pieces: readonly { readonly text: string; readonly isMarked: boolean }[];
  }[];
  /** Words that no longer stand there. */
  readonly gone: readonly string[];
}

export interface QueuedClaimScene {
  readonly claim: ClaimRecord;
  readonly whose: Whose;
  readonly zone: string;
  readonly person: Person;
  readonly around: Neighbours;
  readonly total: number;
  readonly panel: ReviewPanel;
  readonly sinceCleared: SinceCleared | null;
  readonly findings: FindingsScene;
  readonly texts: ReadonlyMap<number, string>;
  readonly articles: readonly TextHead[];
  readonly openComments: number;
  readonly done: DoneView | null;
}

export function queuedClaimPage(scene: QueuedClaimScene): QueuedClaimPage {
  const { claim, whose, around, texts, openComments } = scene;
  const { facts, standing } = claim;
  const to = (id: number | null) => (id === null ? null : queueAddress({ whose, claim: id }));
  const { refused } = scene.findings;
  return {
    ...{ id: claim.id, statement: claim.statement, done: scene.done, panel: scene.panel },
    address: queueAddress({ whose, claim: claim.id }),
    list: { url: queueAddress({ whose }), label: WHOSE_LABELS[whose] },
    place: placeText(around, scene.total),
    ...{ previousUrl: to(around.previous), nextUrl: to(around.next) },
    ...{ kind: kindText(facts.kind, facts.adverse), isAdverse: facts.adverse },
    mayRecord: may(scene.person, 'record'),
    comments: openComments === 0 ? 'Comments' : `Comments, ${openComments} open`,
    ...{ corroboration: corroborationVerdict(claim), denial: denialVerdict(claim) },
    sinceCleared: scene.sinceCleared,
    attributions: attributionRows(
      groundOf(facts, standing),
      texts,
      claim.appearances[0]?.start ?? 0,
    ),
    texts: scene.articles.map((article) => textView(article, scene)),
    findings: findingViews(claim, scene.findings, scene.zone),
    waiverErrors: (refused?.errors ?? []).map(({ message }) => ({
      ...{ path: `${refused?.form.code}.reason`, message },
    })),
  };
}

function placeText({ before, isQueued }: Neighbours, total: number): string {
  if (isQueued) return `${before + 1} of ${total}`;
  return total === 0 ? 'nothing else waits' : `not waiting here, as ${total} others are`;
}

function textView(
  { id, headline, language }: TextHead,
  { claim, texts }: QueuedClaimScene,
): TextView {
  const here = claim.appearances.filter((one) => one.articleId === id);
  const places = here.flatMap(({ start, end }, number) =>
    start === null || end === null ? [] : [{ number, start, end }],
  );
  const blocks = markText(texts.get(id) ?? '', places);
  const isMarked = blocks.map(({ segments }) => segments.some((one) => one.covers.length > 0));
  let last = -1;
  const shown = blocks.flatMap(({ number, segments }, at) => {
    const isNear = isMarked[at - 1] || isMarked[at] || isMarked[at + 1];
    if (number === null || !isNear) return [];
    const isAfterGap = at > last + 1 && last >= 0;
    last = at;
    return {
      ...{ number, isAfterGap },
      pieces: segments.map(({ text, covers }) => ({ text, isMarked: covers.length > 0 })),
    };
  });
  const number = shown.find(({ pieces }) => pieces.some((one) => one.isMarked))?.number;
  return {
    ...{ headline, language, paragraphs: shown },
    url: number === undefined ? `/articles/${id}` : `/articles/${id}#paragraph-${number}`,
    gone: here.flatMap(({ quote, start }) =>
      start === null || places.length === 0 ? [quote] : [],
    ),
  };
}
