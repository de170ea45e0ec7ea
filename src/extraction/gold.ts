import type { ProposedAttribution, Span } from './extraction.ts';

/** A sentence of our own with what a careful reader records for one of its sources. */
export type GoldSentence = {
  readonly text: string;
  readonly source: string;
  readonly source_type: string;
  readonly identity: string;
  readonly stance: string;
  readonly scope: string;
  readonly provisional: boolean;
  readonly count: number | null;
  readonly relay: string | null;
  readonly own_channel: boolean;
  readonly on_behalf_of: string | null;
};

export const GOLD_FIELDS = [
  'source',
  'source_type',
  'identity',
  'stance',
  'scope',
  'provisional',
  'count',
  'relay',
  'on_behalf_of',
] as const;
export type GoldField = (typeof GOLD_FIELDS)[number];

/** Per field, whether the proposal for the sentence's source agrees; all wrong without one. */
export function checkSentence(
  gold: GoldSentence,
  proposals: readonly ProposedAttribution[],
): Record<GoldField, boolean> {
  const from = gold.text.indexOf(gold.source);
  const wanted: Span = [from, from + gold.source.length];
  const found = proposals
    .filter((one) => one.source.some((span) => overlap(span, wanted) > 0))
    .sort((a, b) => overlapOf(b, wanted) - overlapOf(a, wanted))[0];
  const words = (spans: readonly Span[]) => spans.map(([a, b]) => gold.text.slice(a, b)).join(' ');
  const relay = found?.via[0];
  return {
    source: found !== undefined,
    source_type: found?.source_type === gold.source_type,
    identity: found?.identity === gold.identity,
    stance: found?.stance === gold.stance,
    scope: found?.scope === gold.scope,
    provisional: found?.provisional === gold.provisional,
    count: found?.count === gold.count,
    relay:
      gold.relay === null
        ? found !== undefined && relay === undefined
        : relay !== undefined &&
          relay.own_channel === gold.own_channel &&
          isLike(words(relay.spans), gold.relay),
    on_behalf_of: found !== undefined && isLike(words(found.on_behalf_of), gold.on_behalf_of ?? ''),
  };
}

/** An article before the words, or a closing "'s", makes no difference. */
function isLike(a: string, b: string): boolean {
  const plain = (words: string) => words.replace(/^the |['’]s$/gi, '').toLowerCase();
  return plain(a) === plain(b);
}

function overlap(a: Span, b: Span): number {
  return Math.max(0, Math.min(a[1], b[1]) - Math.max(a[0], b[0]));
}

function overlapOf(one: ProposedAttribution, wanted: Span): number {
  return Math.max(...one.source.map((span) => overlap(span, wanted)));
}

export type SeedGold = {
  readonly claims: readonly {
    readonly attributions: readonly {
      readonly source: {
        readonly name: string;
        readonly described_as: string;
        readonly type: string;
        readonly span: Span;
      };
      readonly stance: string;
      readonly cue_span?: Span;
    }[];
  }[];
};
export type SeedRow = { readonly source: string; readonly wrong: string | null };

/** Each distinct explicit attribution of the seed article, and what is wrong with ours. */
export function checkSeed(gold: SeedGold, ours: readonly ProposedAttribution[]): SeedRow[] {
  const rows = new Map<string, SeedRow>();
  for (const { source, stance, cue_span: cue } of gold.claims.flatMap((c) => c.attributions)) {
    if (cue === undefined || cue === null) continue;
    const key = `${source.name} ${cue[0]}`;
    const near = ours.filter((one) => one.cue.some((span) => overlap(span, cue) > 0));
    const found = near
      .filter((one) => one.source.some((span) => overlap(span, source.span) > 0))
      .sort((a, b) => size(a.source) - size(b.source))[0];
    const said = found === undefined ? '' : `${found.stance}, ${found.source_type}`;
    const isRight = found?.stance === stance && found.source_type === source.type;
    const wrong = isRight
      ? null
      : found === undefined
        ? 'not found'
        : `${said}, not ${stance}, ${source.type}`;
    rows.set(key, { source: source.described_as, wrong });
  }
  return [...rows.values()];
}

function size(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0);
}
