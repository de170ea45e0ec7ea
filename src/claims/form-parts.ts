/** The parts of an attribution that open on demand, each with a summary of what is inside. */
import { IDENTITY_LABELS, SOURCE_TYPE_LABELS } from '../sources/source.ts';
import { type AttributionFields, BLANK_ROWS, type RelayFields } from './form.ts';
import { isPicked } from './form-body.ts';
import { area, type Control, line, type Marks, select, tick } from './form-controls.ts';
import { portraitOf, portraitText, type SourceControl, sourceControl } from './form-source.ts';
import type { KnownSource } from './form-store.ts';
import { DIRECTNESS_LABELS, GROUND_RULE_LABELS, INTEREST_LABELS, SCOPE_LABELS } from './words.ts';

/** A part that opens on demand; closed, it says what is inside. */
export interface Disclosure {
  readonly key: string;
  readonly inside: string;
  readonly open: boolean;
}

/** What an attribution is drawn with besides itself. */
export interface Scene {
  readonly marks: Marks;
  readonly known: readonly KnownSource[];
  readonly articleId: string;
  /** Labels of the articles to choose from, by id. */
  readonly articles: Readonly<Record<string, string>>;
  /** The form's rows that are on file: what a retraction can take back. */
  readonly saved: readonly { readonly id: string; readonly label: string }[];
}

export interface WhoPart {
  readonly who: Disclosure;
  readonly onFile: { readonly id: number; readonly text: string } | null;
  /** One on file was picked: the fields that describe a new one are of no use. */
  readonly isPicked: boolean;
  readonly description: readonly Control[];
  readonly partialTypes: readonly Control[];
  readonly distinct: Control;
  readonly capacity: Control;
}

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

export interface ReachedPart {
  readonly reached: Disclosure;
  readonly relays: readonly RelayBlock[];
}

export interface RelayBlock {
  readonly path: string;
  readonly number: string;
  readonly source: SourceControl;
  readonly ownChannel: Control;
}

const FROM_WORDS = 'From the words';
const NOT_SAID = 'Unknown';

const GROUPS = { no: 'One', yes: 'Several' };

export function whoPart(row: AttributionFields, path: string, scene: Scene): WhoPart {
  const { marks } = scene;
  const portrait = portraitOf(row.source, scene.known);
  const { source } = row;
  const at = (name: string) => `${path}.source.${name}`;
  const description = [
    select(marks, at('type'), 'Type', source.type, SOURCE_TYPE_LABELS, { blank: FROM_WORDS }),
    select(marks, at('identity'), 'Identity', source.identity, IDENTITY_LABELS, {
      blank: FROM_WORDS,
    }),
    select(marks, at('collective'), 'Group', source.collective, GROUPS, { blank: FROM_WORDS }),
    line(marks, at('count'), 'Number of people', source.count, { mode: 'numeric' }),
  ];
  const partials = [...source.partial_types, ''].map((type, index) => {
    const options = { blank: 'None', hint: index === 0 ? null : 'one more' };
    const name = at('partial_types');
    const one = select(marks, name, 'Partial type', type, SOURCE_TYPE_LABELS, options);
    return index === 0 ? one : { ...one, id: `${one.id}.${index}` };
  });
  const capacity = select(
    marks,
    `${path}.capacity`,
    'Speaks as',
    row.capacity,
    SOURCE_TYPE_LABELS,
    {
      blank: 'Their type',
    },
  );
  const onFile = portrait?.id == null ? null : { id: portrait.id, text: portraitText(portrait) };
  const names = [...description.map((one) => one.name), at('partial_types'), capacity.name];
  return {
    who: disclosure(marks, `${path}.who`, portrait ? portraitText(portrait) : 'from the words', [
      ...names,
      at('distinct'),
    ]),
    ...{ onFile, isPicked: isPicked(source), description, partialTypes: partials, capacity },
    distinct: tick(marks, at('distinct'), 'Someone else of the same words', source.distinct, {
      hint: 'not the unnamed source of this article that is described alike',
    }),
  };
}

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
  const others = saved.filter((one) => one.id !== row.id);
  return {
    said: disclosure(marks, `${path}.said`, saidInside(row), [...names, retractsName]),
    ...{ saidGrid, quote, provisional, carried, retractsName },
    retractsError: marks.errors.get(retractsName) ?? null,
    retracts: others.map((one) => ({ ...one, chosen: row.retracts.includes(one.id) })),
  };
}

export function reachedPart(row: AttributionFields, path: string, scene: Scene): ReachedPart {
  const rows = row.via.length === 0 ? [null] : row.via;
  const relays = rows.map((relay, at) =>
    relayBlock(relay, `${path}.via.${at}`, String(at + 1), scene),
  );
  const names = relays.flatMap(({ source, ownChannel }) => [source.name, ownChannel.name]);
  const said = row.via
    .filter((relay) => relay.source.name !== '')
    .map((relay) => `${relay.source.name}${relay.own_channel ? ' (their own channel)' : ''}`);
  const inside = said.length === 0 ? 'no relay' : `through ${said.join(', then ')}`;
  return { reached: disclosure(scene.marks, `${path}.reached`, inside, names), relays };
}

export function relayBlock(
  relay: RelayFields | null,
  path: string,
  number: string,
  { marks, known, articleId }: Scene,
): RelayBlock {
  const source = relay?.source ?? BLANK_ROWS.subjects;
  return {
    ...{ path, number },
    source: sourceControl(marks, `${path}.source`, 'Relay', source, known, {
      ...{ articleId, placeholder: 'outlet or speaker nearest to us' },
    }),
    ownChannel: tick(
      marks,
      `${path}.own_channel`,
      'their own channel',
      relay?.own_channel ?? false,
    ),
  };
}

/** A disclosure; it stands open when it holds an error, a clash or the focus. */
export function disclosure(
  marks: Marks,
  key: string,
  inside: string,
  names: readonly string[],
): Disclosure {
  const isMarked = (name: string) =>
    marks.errors.has(name) || marks.clashes.has(name) || marks.focus === name;
  return { key, inside, open: names.some(isMarked) };
}

function termsInside(row: AttributionFields): string {
  const parts = [
    labelOf(DIRECTNESS_LABELS, row.directness),
    labelOf(GROUND_RULE_LABELS, row.ground_rules),
    labelOf(INTEREST_LABELS, row.interest),
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

function labelOf(labels: Readonly<Record<string, string>>, code: string): string {
  return code === 'unknown' ? '' : (labels[code] ?? code).toLowerCase();
}
