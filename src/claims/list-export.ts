/** The list as files: a row per claim, a row per attribution, or a line of JSON per claim. */
import type { Connection } from '../database/database.ts';
import { SOURCE_TYPE_LABELS } from '../sources/source.ts';
import { type Columns, columnsOf, csvPieces } from '../web/csv.ts';
import type { Attribution, ClaimFacts } from './claim.ts';
import type { Filter } from './filter.ts';
import { claimJson } from './json.ts';
import type { ClaimRecord } from './record.ts';
import { searchAll } from './search.ts';
import { readClaims } from './store.ts';
import { STANCE_LABELS } from './words.ts';

export const CLAIM_COLUMNS: Columns<ClaimRecord> = {
  id: (claim) => claim.id,
  url: (claim) => `/claims/${claim.id}`,
  statement: (claim) => claim.statement,
  kind: ({ facts }) => facts.kind,
  adverse: ({ facts }) => (facts.adverse ? 'yes' : 'no'),
  date: (claim) => claim.claimDate,
  made_on: (claim) => claim.madeOn,
  reported_speaker: (claim) => claim.reportedSpeaker,
  subjects: ({ facts }) => facts.subjects.map((id) => nameOf(facts, id)).join('; '),
  article_id: ({ article }) => article?.id ?? null,
  article: ({ article }) => article?.headline ?? null,
  publisher: ({ article }) => article?.publisher ?? null,
  desk: ({ article }) => article?.desk ?? null,
  attributions: ({ facts }) => facts.attributions.map((row) => summary(facts, row)).join('; '),
  denial: ({ standing }) => standing.denial.status,
  denial_flags: ({ standing }) => standing.denial.flags.join(' '),
  corroboration: ({ standing }) => standing.corroboration.level,
  origins_min: ({ standing }) => standing.corroboration.min,
  origins_max: ({ standing }) => standing.corroboration.max,
  corroboration_flags: ({ standing }) => standing.corroboration.flags.join(' '),
  findings: (claim) => findingCodes(claim, false),
  waived: (claim) => findingCodes(claim, true),
  credibility: (claim) => claim.credibility,
  review: (claim) => claim.reviewState,
  assessment: (claim) => claim.assessment,
  author: (claim) => claim.author?.name ?? null,
  assignee: (claim) => claim.assignee?.name ?? null,
  created_at: (claim) => claim.createdAt,
  changed_at: (claim) => claim.changedAt,
};

interface SaidOfClaim {
  readonly claim: ClaimRecord;
  readonly row: Attribution;
}

const SAID_COLUMNS: Columns<SaidOfClaim> = {
  attribution_id: ({ row }) => row.id,
  source_id: ({ row }) => row.sourceId,
  source: ({ claim, row }) => nameOf(claim.facts, row.sourceId),
  identity: ({ claim, row }) => claim.facts.sources.get(row.sourceId)?.identity ?? null,
  count: ({ claim, row }) => claim.facts.sources.get(row.sourceId)?.count ?? null,
  capacity: ({ row }) => row.capacity,
  stance: ({ row }) => row.stance,
  scope: ({ row }) => row.scope,
  provisional: ({ row }) => (row.provisional ? 'yes' : 'no'),
  wording: ({ row }) => row.wording,
  quote: ({ row }) => row.quote,
  cue: ({ row }) => row.cue,
  directness: ({ row }) => row.directness,
  ground_rules: ({ row }) => row.groundRules,
  anonymity_reason: ({ row }) => row.anonymityReason,
  interest: ({ row }) => row.interest,
  on_behalf_of: ({ claim, row }) =>
    row.onBehalfOf === null ? null : nameOf(claim.facts, row.onBehalfOf),
  via: ({ claim, row }) => row.via.map(({ sourceId }) => nameOf(claim.facts, sourceId)).join('; '),
  said_on: ({ row }) => row.saidOn,
};

// The claim's columns again, so that a row says all by itself.
export const ATTRIBUTION_COLUMNS: Columns<SaidOfClaim> = {
  ...SAID_COLUMNS,
  ...Object.fromEntries(
    Object.entries(CLAIM_COLUMNS)
      .filter(([name]) => name !== 'attributions')
      .map(([name, cell]) => [`claim_${name}`, ({ claim }: SaidOfClaim) => cell(claim)]),
  ),
};

/** Column names of each file, for the help. */
export const EXPORT_COLUMNS = [
  columnsOf('/claims.csv', CLAIM_COLUMNS),
  columnsOf('/claims/attributions.csv', ATTRIBUTION_COLUMNS),
];

/** Hears how many claims are done. */
export type Tell = (done: number) => void;
const nobody: Tell = () => undefined;

/** A row per claim that the filter finds. */
export function claimsCsv(connection: Connection, filter: Filter, tell: Tell = nobody) {
  return csvPieces(CLAIM_COLUMNS, batches(connection, filter, tell));
}

/** A row per attribution of the claims that the filter finds. */
export function attributionsCsv(connection: Connection, filter: Filter) {
  return csvPieces(ATTRIBUTION_COLUMNS, rowsIn(batches(connection, filter, nobody)));
}

async function* rowsIn(claims: AsyncIterable<readonly ClaimRecord[]>) {
  for await (const batch of claims) {
    yield batch.flatMap((claim) => claim.facts.attributions.map((row) => ({ claim, row })));
  }
}

/** A line of JSON per claim that the filter finds. */
export async function* claimsJsonl(
  connection: Connection,
  filter: Filter,
  tell: Tell = nobody,
): AsyncGenerator<string> {
  for await (const claims of batches(connection, filter, tell)) {
    yield claims.map((claim) => `${JSON.stringify(claimJson(claim))}\n`).join('');
  }
}

/** All claims that the filter finds as one document; `head` stands before them. */
export async function* claimsDocument(
  connection: Connection,
  filter: Filter,
  head: Readonly<Record<string, unknown>>,
  tell: Tell = nobody,
): AsyncGenerator<string> {
  yield `${JSON.stringify(head).slice(0, -1)}, "claims": [`;
  let between = '\n';
  for await (const claims of batches(connection, filter, tell)) {
    yield between + claims.map((claim) => JSON.stringify(claimJson(claim))).join(',\n');
    between = ',\n';
  }
  yield '\n]}\n';
}

/** Few: nobody who asks for a page meanwhile waits longer than for these. */
const BATCH = 25;

// Memory holds one batch at a time, however long the list is.
async function* batches(
  connection: Connection,
  filter: Filter,
  tell: Tell,
): AsyncGenerator<ClaimRecord[]> {
  let done = 0;
  for await (const ids of searchAll(connection, filter)) {
    for (let at = 0; at < ids.length; at += BATCH) {
      const claims = await readClaims(connection, ids.slice(at, at + BATCH));
      yield claims;
      done += claims.length;
      tell(done);
      // Other requests in between.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

/** "denies: advisers to Sudani (Government) for Sudani's office". */
function summary(facts: ClaimFacts, row: Attribution): string {
  const type = row.capacity === 'untyped' ? '' : ` (${SOURCE_TYPE_LABELS[row.capacity]})`;
  const behalf = row.onBehalfOf === null ? '' : ` for ${nameOf(facts, row.onBehalfOf)}`;
  const relays = row.via.map(({ sourceId }) => ` via ${nameOf(facts, sourceId)}`).join('');
  return `${STANCE_LABELS[row.stance]}: ${nameOf(facts, row.sourceId)}${type}${behalf}${relays}`;
}

function findingCodes({ findings }: ClaimRecord, waived: boolean): string {
  return findings
    .filter((one) => one.waived === waived)
    .map(({ code }) => code)
    .join(' ');
}

function nameOf(facts: ClaimFacts, id: number): string {
  return facts.sources.get(id)?.name ?? '';
}
