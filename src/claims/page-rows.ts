/** The attributions of a claim as the rows of its table. */
import { isNamed, SOURCE_TYPE_LABELS, type Source } from '../sources/source.ts';
import { dateText } from '../web/dates.ts';
import type { Attribution, ClaimFacts, Stance } from './claim.ts';
import { findSame, type Ground, isBare, isSupport, sourceOf } from './graph-ground.ts';
import { type Phrase, phraseOf } from './page-phrases.ts';
import { DIRECTNESS_LABELS, GROUND_RULE_LABELS, STANCE_LABELS } from './words.ts';

/** A line of how they know; what people wrote stands apart, since it may run the other way. */
export interface KnowsLine {
  readonly lead: string;
  readonly words: string;
  readonly soft: boolean;
}

export interface AttributionRow {
  readonly id: number;
  readonly number: number;
  readonly stance: Stance;
  readonly stanceText: string;
  readonly qualifier: string;
  readonly source: string;
  /** Null for a restricted source that is not shown to who reads. */
  readonly sourceUrl: string | null;
  readonly about: string;
  readonly phrase: Phrase | null;
  readonly quote: string | null;
  readonly knows: readonly KnowsLine[];
  /** It adds nothing: taken back, or said already. */
  readonly idle: boolean;
}

const ANSWERS: readonly Stance[] = ['denies', 'disputes', 'confirms', 'admits'];
const SPEAKING: readonly Stance[] = ['asserts', ...ANSWERS];

export function attributionRows(
  ground: Ground,
  texts: ReadonlyMap<number, string>,
  near: number,
): AttributionRow[] {
  const { facts } = ground;
  return facts.attributions.map((row, at) => {
    const source = sourceOf(facts, row.sourceId);
    const text = texts.get(row.articleId ?? facts.articleId ?? 0) ?? null;
    return {
      id: row.id,
      number: at + 1,
      stance: row.stance,
      stanceText: STANCE_LABELS[row.stance],
      qualifier: qualifierOf(facts, row),
      source: source.name,
      sourceUrl: source.hidden ? null : `/sources/${source.id}`,
      about: aboutSource(ground, row, source),
      phrase: phraseOf(row, source.name, text, near),
      quote: row.quote,
      knows: knowsLines(facts, row, at),
      idle: ground.idle.has(row.id),
    };
  });
}

function qualifierOf(facts: ClaimFacts, row: Attribution): string {
  const parts: string[] = [];
  if (row.scope === 'part' && ANSWERS.includes(row.stance)) parts.push('in part');
  else if (row.stance === 'denies') parts.push('whole');
  const isSubject = facts.subjects.includes(row.sourceId);
  if (ANSWERS.includes(row.stance) && row.onBehalfOf !== null && !isSubject) parts.push('by proxy');
  if (row.provisional) parts.push('provisional');
  if (row.carried) parts.push('carried over');
  if (row.stance === 'retracts') parts.push(retracted(facts, row));
  return parts.join(', ');
}

function retracted(facts: ClaimFacts, row: Attribution): string {
  const numbers = facts.attributions.flatMap((one, at) =>
    row.retracts.includes(one.id) ? [at + 1] : [],
  );
  return numbers.length > 0 ? numbers.join(', ') : 'all earlier ones';
}

/** "Diplomat · unnamed", "Not stated, some party or politician · unnamed, 7". */
function aboutSource(ground: Ground, row: Attribution, source: Source): string {
  const { facts } = ground;
  const same = findSame(ground, row);
  if (same) return `declared the same as ${facts.attributions.indexOf(same) + 1}`;
  const partial = source.partialTypes.map((type) => SOURCE_TYPE_LABELS[type].toLowerCase());
  const type = SOURCE_TYPE_LABELS[row.capacity];
  const isSubject = facts.subjects.includes(source.id);
  const parts = [
    partial.length > 0 ? `${type}, some ${partial.join(', ')}` : type,
    identityText(source),
    isSubject ? 'subject' : '',
  ];
  // A dot ends a line rather than beginning one.
  return parts.filter((part) => part !== '').join('\u00a0· ');
}

function identityText(source: Source): string {
  const several = source.count !== null ? `, ${source.count}` : source.collective ? ', plural' : '';
  if (!isNamed(source)) return `unnamed${several}`;
  return several === '' ? '' : `group${several}`;
}

function knowsLines(facts: ClaimFacts, row: Attribution, at: number): KnowsLine[] {
  const own = { soft: false };
  const known = howTheyKnow(facts, row);
  const lines: KnowsLine[] = known === '' ? [] : [{ lead: known, words: '', soft: true }];
  for (const relay of row.via) {
    const lead = relay.ownChannel ? 'Own channel: ' : 'Through: ';
    lines.push({ lead, words: sourceOf(facts, relay.sourceId).name, ...own });
  }
  if (row.onBehalfOf !== null) {
    lines.push({ lead: 'For: ', words: sourceOf(facts, row.onBehalfOf).name, ...own });
  }
  const rules = groundRules(facts, row, at);
  if (rules) lines.push(rules);
  if (row.saidOn !== null)
    lines.push({ lead: `Said ${dateText(row.saidOn)}`, words: '', soft: true });
  if (row.identityKnownBy !== null) {
    const on = row.identityKnownOn === null ? '' : `, ${dateText(row.identityKnownOn)}`;
    lines.push({ lead: 'Identity known to ', words: `${row.identityKnownBy}${on}`, soft: true });
  }
  return lines;
}

function howTheyKnow(facts: ClaimFacts, row: Attribution): string {
  if (isSupport(row) && isBare(facts, row)) return 'relay, upstream not visible';
  const known = row.directness === 'unknown' ? '' : DIRECTNESS_LABELS[row.directness].toLowerCase();
  const isSubject = row.interest === 'subject' || facts.subjects.includes(row.sourceId);
  const interest = isSubject
    ? 'subject of the claim'
    : { subject: '', party: 'has a stake', independent: 'independent', unknown: '' }[row.interest];
  const parts = [known, interest].filter((part) => part !== '');
  // Who does not answer need not know.
  const unknown = SPEAKING.includes(row.stance) ? 'not stated' : '';
  return parts.length > 0 ? parts.join(', ') : unknown;
}

/** "Background: the meetings were held in private"; a reason is written once, then "as above". */
function groundRules(facts: ClaimFacts, row: Attribution, at: number): KnowsLine | null {
  const { groundRules: rules, anonymityReason: reason } = row;
  if (rules === 'unknown' && reason === null) return null;
  const lead = rules === 'unknown' ? 'Not named' : GROUND_RULE_LABELS[rules];
  if (reason === null) return { lead, words: '', soft: false };
  const earlier = facts.attributions.slice(0, at);
  const known = earlier.some((one) => one.anonymityReason === reason);
  return { lead: `${lead}: `, words: known ? 'as above' : reason, soft: false };
}
