/** The origin graph in words: one line for each attribution, then what the drawing shows besides. */
import type { Attribution, ClaimFacts, Stance } from './claim.ts';
import { findSame, type Ground, isBare, isSupport, printersOf, sourceOf } from './graph-ground.ts';
import { originRemark, positionRemark } from './graph-words.ts';

export interface TwinLine {
  readonly attributionId: number;
  /** Its place among the attributions of the claim, from 1. */
  readonly number: number;
  readonly stance: Stance;
  readonly source: string;
  /** What follows the name: "assert it, through Reuters: one origin, 7 stated". */
  readonly text: string;
}

/** One and several: "a diplomat confirms it", "lawmakers confirm it". */
const VERBS: Readonly<Record<Stance, readonly [string, string]>> = {
  asserts: ['asserts it', 'assert it'],
  confirms: ['confirms it', 'confirm it'],
  admits: ['admits it', 'admit it'],
  disputes: ['disputes it', 'dispute it'],
  denies: ['denies it', 'deny it'],
  declines: ['declined to comment', 'declined to comment'],
  no_response: ['did not respond', 'did not respond'],
  awaiting: ['was asked and may still answer', 'were asked and may still answer'],
  retracts: ['takes it back', 'take it back'],
};

export function twinOf(ground: Ground): TwinLine[] {
  const { facts } = ground;
  return facts.attributions.map((row, at) => {
    const source = sourceOf(facts, row.sourceId);
    const said = isSupport(row) ? supportText(ground, row) : positionText(facts, row);
    return {
      attributionId: row.id,
      number: at + 1,
      stance: row.stance,
      source: source.name,
      text: `${verbOf(row, source.collective)}${said}`,
    };
  });
}

function verbOf(row: Attribution, several: boolean): string {
  if (row.stance === 'no_response' && row.provisional) return 'did not immediately respond';
  const verb = VERBS[row.stance][several ? 1 : 0];
  return row.stance === 'denies' && row.scope === 'part' ? `${verb} in part` : verb;
}

function supportText(ground: Ground, row: Attribution): string {
  const { facts } = ground;
  const name = (id: number) => sourceOf(facts, id).name;
  const relays = row.via.map((relay) =>
    relay.ownChannel ? `${name(relay.sourceId)} (own channel)` : name(relay.sourceId),
  );
  const printers = printersOf(facts, row).map(name);
  const way = [...relays.reverse(), ...printers].join(', then ');
  const through = way === '' ? '' : `, through ${way}`;
  const hidden = isHidden(ground, row) ? ', and who told them is not visible' : '';
  return `${through}${hidden}: ${countsFor(ground, row)}`;
}

function isHidden({ facts }: Ground, row: Attribution): boolean {
  const relays = facts.attributions.flatMap((one) => one.via);
  return isBare(facts, row) && !relays.some((relay) => relay.sourceId === row.sourceId);
}

function countsFor(ground: Ground, row: Attribution): string {
  const { attributions } = ground.facts;
  const { setAside } = ground.standing.corroboration;
  const reason = setAside.find((one) => one.attributionId === row.id);
  if (reason) return reason.text;
  const number = (other: Attribution) => attributions.indexOf(other) + 1;
  const same = findSame(ground, row);
  if (same) return `the same source as ${number(same)}, adds nothing`;
  const all = attributions.filter((one) => one.sourceId === row.sourceId && isSupport(one));
  const head = all.find((one) => ground.leads.has(one.id)) ?? all[0];
  if (head && head !== row) return `the same source as ${number(head)}`;
  return originRemark(ground, [row]);
}

function positionText(facts: ClaimFacts, row: Attribution): string {
  const isAnswer = row.stance === 'denies' || row.stance === 'disputes';
  if (isAnswer) return `, ${positionRemark(facts, [row])}`;
  if (row.onBehalfOf === null) return '';
  return `, for ${sourceOf(facts, row.onBehalfOf).name}`;
}
