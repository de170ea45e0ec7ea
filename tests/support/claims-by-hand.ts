/**
 * What a filter finds and counts, worked out naively over all rows: written from the description
 * of the filters, without the program's own table of criteria or its SQL.
 */
import type { Connection } from '../../src/database/database.ts';

export interface Said {
  readonly source_type: readonly string[];
  readonly identity: readonly string[];
  readonly stance: readonly string[];
  readonly directness: readonly string[];
  readonly ground_rules: readonly string[];
  readonly interest: readonly string[];
  readonly relayed: readonly string[];
  readonly source: readonly string[];
  readonly via: readonly string[];
  readonly on_behalf_of: readonly string[];
}
type SaidKey = keyof Said;
const SAID_KEYS: readonly SaidKey[] = [
  ...(['source_type', 'identity', 'stance', 'directness', 'ground_rules', 'interest'] as const),
  ...(['relayed', 'source', 'via', 'on_behalf_of'] as const),
];

export interface KnownClaim {
  readonly id: number;
  readonly date: string;
  readonly changedAt: string;
  /** All searchable words, one text per part; phrases do not run over the end of a part. */
  readonly texts: readonly string[];
  /** Per key of the claim its values; none where nothing is recorded. */
  readonly own: Readonly<Record<string, readonly string[]>>;
  readonly said: readonly Said[];
}

type Rows = readonly Record<string, string | number | null>[];

export async function knowClaims(connection: Connection): Promise<KnownClaim[]> {
  const table = (name: string) => connection.all<Rows[number]>(`SELECT * FROM ${name}`);
  const sources = new Map((await table('source')).map((row) => [row.id, row]));
  const articles = new Map((await table('article')).map((row) => [row.id, row]));
  const by = (rows: Rows, column: string) => Map.groupBy(rows, (row) => row[column]);
  const attributions = by(await table('attribution'), 'claim_id');
  const types = by(await table('attribution_type'), 'attribution_id');
  const relays = by(await table('relay'), 'attribution_id');
  const subjects = by(await table('claim_subject'), 'claim_id');
  const flags = by(await table('claim_flag'), 'claim_id');
  const findings = by(await table('claim_finding'), 'claim_id');
  const list = (...values: unknown[]) =>
    values.filter((value) => value !== null && value !== undefined).map(String);
  const standsFor = (id: unknown) => sources.get(id as number)?.canonical_id;
  const codes = (claim: unknown, waived: number) =>
    (findings.get(claim as number) ?? []).filter((row) => row.waived === waived);

  return (await table('claim')).map((claim) => {
    const article = articles.get(claim.article_id ?? -1);
    const rows = attributions.get(claim.id ?? -1) ?? [];
    return {
      id: Number(claim.id),
      date: String(claim.claim_date),
      changedAt: String(claim.changed_at),
      texts: [
        String(claim.statement),
        rows.map((row) => row.wording).join(' '),
        rows.map((row) => sources.get(row.source_id ?? -1)?.name).join(' '),
      ],
      own: {
        denial: list(claim.denial),
        corroboration: list(claim.level),
        flag: list(...(flags.get(claim.id ?? -1) ?? []).map((row) => row.flag)),
        finding: list(...codes(claim.id, 0).map((row) => row.code)),
        waived: list(...codes(claim.id, 1).map((row) => row.code)),
        kind: list(claim.kind),
        adverse: [claim.adverse === 1 ? 'yes' : 'no'],
        review: list(claim.review_state),
        assessment: list(claim.assessment),
        publisher: list(standsFor(article?.publisher_id)),
        article: list(claim.article_id),
        desk: list(article?.desk),
        subject: list(
          ...(subjects.get(claim.id ?? -1) ?? []).map((row) => standsFor(row.source_id)),
        ),
        author: list(claim.author_id),
        assignee: list(claim.assignee_id),
      },
      said: rows.map((row) => ({
        source_type: list(...(types.get(row.id ?? -1) ?? []).map(({ type }) => type)),
        identity: [row.named === 1 ? 'named' : 'unnamed'],
        stance: list(row.stance),
        directness: list(row.directness),
        ground_rules: list(row.ground_rules),
        interest: list(row.interest),
        relayed: [row.relayed === 1 ? 'yes' : 'no'],
        source: list(standsFor(row.source_id)),
        via: list(...(relays.get(row.id ?? -1) ?? []).map((relay) => standsFor(relay.source_id))),
        on_behalf_of: list(standsFor(row.on_behalf_of)),
      })),
    };
  });
}

/** A filter as its query string: one value after another. */
export type Query = readonly (readonly [string, string])[];

export function findByHand(claims: readonly KnownClaim[], query: Query): KnownClaim[] {
  return claims.filter((claim) => isFound(claim, query));
}

/** The claims that one would get if `value` alone were chosen in its facet. */
export function countByHand(
  claims: readonly KnownClaim[],
  query: Query,
  key: string,
  value: string,
): number {
  const others = query.filter(([other]) => other !== key);
  return findByHand(claims, [...others, [key, value]]).length;
}

/** All values that occur in a facet. */
export function valuesByHand(claims: readonly KnownClaim[], key: string): Set<string> {
  return new Set(
    claims.flatMap((claim) =>
      isSaidKey(key) ? claim.said.flatMap((one) => one[key]) : (claim.own[key] ?? []),
    ),
  );
}

function isFound(claim: KnownClaim, query: Query): boolean {
  const asked = Map.groupBy(query, ([key]) => key);
  const values = (key: string) => (asked.get(key) ?? []).map(([, value]) => value);
  for (const key of asked.keys()) {
    if (key.startsWith('not_')) {
      const [own, said] = [
        claim.own[key.slice(4)],
        claim.said.map((one) => one[key.slice(4) as SaidKey]),
      ];
      for (const value of values(key)) {
        if (own && hasOne(own, [value])) return false;
        if (!own && value === 'none' && said.length === 0) return false;
        if (!own && said.some((one) => one.includes(value))) return false;
      }
    } else if (claim.own[key]) {
      if (!hasOne(claim.own[key], values(key))) return false;
    }
  }
  const [from] = values('from');
  const [to] = values('to');
  if (from && claim.date < from) return false;
  if (to && claim.date > to) return false;
  if (!values('q').every((words) => saysAll(claim, words))) return false;
  const keys = SAID_KEYS.filter((key) => asked.has(key));
  if (keys.length === 0) return true;
  if (claim.said.length === 0) return keys.every((key) => values(key).includes('none'));
  return claim.said.some((one) =>
    keys.every((key) => values(key).some((value) => one[key].includes(value))),
  );
}

function hasOne(recorded: readonly string[], asked: readonly string[]): boolean {
  if (recorded.length === 0) return asked.includes('none');
  return asked.some((value) => recorded.includes(value));
}

function isSaidKey(key: string): key is SaidKey {
  return SAID_KEYS.includes(key as SaidKey);
}

// Only what the tests ask for: plain words, a phrase in quotation marks, `beginning*`.
function saysAll(claim: KnownClaim, typed: string): boolean {
  const terms = typed.match(/"[^"]+"|\S+/g) ?? [];
  return terms.every((term) =>
    claim.texts.some((text) => {
      const padded = ` ${text.toLowerCase()} `;
      if (term.startsWith('"')) return padded.includes(` ${term.slice(1, -1)} `);
      if (term.endsWith('*')) return padded.includes(` ${term.slice(0, -1)}`);
      return padded.includes(` ${term} `);
    }),
  );
}
