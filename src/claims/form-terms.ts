/** How a source knows, on what terms, and what it said: two parts that open on demand. */
import type { AttributionFields } from './form.ts';
import { area, type Control, labelOf, line, select, tick } from './form-controls.ts';
import { type Disclosure, disclosure, type Scene } from './form-scene.ts';
import { type SourceControl, sourceControl } from './form-source.ts';
import { DIRECTNESS_LABELS, GROUND_RULE_LABELS, INTEREST_LABELS, SCOPE_LABELS } from './words.ts';

export interface TermsPart {
  readonly terms: Disclosure;
  readonly termsGrid: readonly Control[];
  readonly reason: Control;
  readonly onBehalfOf: SourceControl;
  readonly identityKnown: Control;
  readonly knownBy: string;
  readonly knownOn: string;
}

export interface SaidPart {
  readonly said: Disclosure;
  readonly saidGrid: readonly Control[];
  readonly quote: Control;
  readonly provisional: Control;
  readonly carried: Control;
  readonly retracts: readonly { id: string; label: string; chosen: boolean }[];
  readonly retractsName: string;
  readonly retractsError: string | null;
}

const FEW_ROWS = 20;
const NOT_SAID = 'Unknown';

export function termsPart(row: AttributionFields, path: string, scene: Scene): TermsPart {
  const { marks, known, articleId } = scene;
  const termsGrid = [
    select(marks, `${path}.directness`, 'Directness', row.directness, without(DIRECTNESS_LABELS), {
      blank: NOT_SAID,
    }),
    select(
      ...([marks, `${path}.ground_rules`, 'Ground rules', row.ground_rules] as const),
      ...([without(GROUND_RULE_LABELS), { blank: NOT_SAID }] as const),
    ),
    select(marks, `${path}.interest`, 'Interest', row.interest, without(INTEREST_LABELS), {
      blank: NOT_SAID,
    }),
    line(marks, `${path}.said_on`, 'Said on', row.said_on, { placeholder: 'YYYY-MM-DD' }),
  ];
  const reason = area(
    marks,
    `${path}.anonymity_reason`,
    'Reason for anonymity',
    row.anonymity_reason,
    {
      ...{ hint: 'exactly as in the story', verbatim: true, rows: 1 },
    },
  );
  const onBehalfOf = sourceControl(
    marks,
    `${path}.on_behalf_of`,
    'On behalf of',
    row.on_behalf_of,
    known,
    {
      ...{ hint: 'who they speak for, if not themselves', articleId },
    },
  );
  const identityKnown = tick(
    ...([
      marks,
      `${path}.identity_known`,
      'An editor knows who they are',
      row.identity_known,
    ] as const),
    { hint: knownHint(row) },
  );
  const names = [...termsGrid, reason, onBehalfOf, identityKnown].map((one) => one.name);
  return {
    terms: disclosure(marks, `${path}.terms`, termsInside(row), names),
    ...{ termsGrid, reason, onBehalfOf, identityKnown },
    ...{ knownBy: row.known_by, knownOn: row.known_on },
  };
}

// The vocabularies' own "unknown" is the same as choosing nothing.
function without(labels: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter(([code]) => code !== 'unknown'));
}

function knownHint(row: AttributionFields): string {
  if (row.known_by === '') return 'records your name and the day; never write the name itself';
  return `recorded by ${row.known_by}${row.known_on === '' ? '' : `, ${row.known_on}`}`;
}

export function saidPart(row: AttributionFields, path: string, scene: Scene): SaidPart {
  const { marks, articles, saved } = scene;
  const saidGrid = [
    select(marks, `${path}.scope`, 'How much of it', row.scope, SCOPE_LABELS, {
      blank: SCOPE_LABELS.whole,
    }),
    line(marks, `${path}.cue`, 'Cue', row.cue, { placeholder: 'said, according to' }),
    select(marks, `${path}.article_id`, 'Article', row.article_id, articles, {
      blank: 'That of the claim',
    }),
  ];
  const quote = area(marks, `${path}.quote`, 'Quote', row.quote, {
    ...{ hint: 'their own words, where they are quoted', verbatim: true },
  });
  const provisional = tick(marks, `${path}.provisional`, 'Provisional', row.provisional, {
    hint: 'did not immediately respond',
  });
  const carried = tick(marks, `${path}.carried`, 'Carried over', row.carried, {
    hint: 'the source stands in another sentence',
  });
  const names = [...saidGrid, quote, provisional, carried].map((one) => one.name);
  const retractsName = `${path}.retracts`;
  // Beyond a few rows only where it is needed: a list of all in each would be their square.
  const mayRetract =
    saved.length <= FEW_ROWS || row.stance === 'retracts' || row.retracts.length > 0;
  const others = mayRetract ? saved.filter((one) => one.id !== row.id) : [];
  return {
    said: disclosure(marks, `${path}.said`, saidInside(row), [...names, retractsName]),
    ...{ saidGrid, quote, provisional, carried, retractsName },
    retractsError: marks.errors.get(retractsName) ?? null,
    retracts: others.map((one) => ({ ...one, chosen: row.retracts.includes(one.id) })),
  };
}

function termsInside(row: AttributionFields): string {
  const parts = [
    saidOf(DIRECTNESS_LABELS, row.directness),
    saidOf(GROUND_RULE_LABELS, row.ground_rules),
    saidOf(INTEREST_LABELS, row.interest),
    row.anonymity_reason === '' ? '' : 'reason given',
    row.on_behalf_of.name === '' ? '' : `for ${row.on_behalf_of.name}`,
    row.identity_known ? 'known to an editor' : '',
    row.said_on,
  ];
  return parts.filter((part) => part !== '').join(', ') || 'nothing said';
}

function saidInside(row: AttributionFields): string {
  const parts = [
    row.scope === 'part' ? 'part of it' : '',
    row.provisional ? 'provisional' : '',
    row.quote === '' ? '' : 'quoted',
    row.carried ? 'carried over' : '',
    row.cue === '' ? '' : `“${row.cue}”`,
    row.retracts.length === 0 ? '' : 'takes back a row',
    row.article_id === '' ? '' : 'in an article of its own',
  ];
  return parts.filter((part) => part !== '').join(', ') || 'the whole claim, no quote';
}

function saidOf(labels: Readonly<Record<string, string>>, code: string): string {
  return code === 'unknown' ? '' : labelOf(labels, code).toLowerCase();
}
