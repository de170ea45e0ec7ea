/**
 * The claim form as a browser sends it: text, ticks and lists, never wrong, so that it can always
 * be shown again as it was typed. What it means is made in `form-body.ts`.
 *
 * The keys are the names of the fields, which are those of the JSON; hence their spelling.
 */
import type { Json } from '../history/change.ts';
import { groupOf, groupsOf, textOf, textsOf } from '../web/forms.ts';
import { toLf } from '../web/schema.ts';
import { claimFacts } from './json.ts';
import type { ClaimRecord } from './record.ts';

/** No text is longer than what a request may carry; the schema knows the sensible limits. */
const MOST_TEXT = 1_000_000;
/** More than a claim may have, so that the schema can say so. */
const MOST_ROWS = 1000;

const BLANK_SOURCE = {
  /** The source on file that was picked; it holds while `name` is still `known`. */
  ...{ id: '', known: '', name: '' },
  /** '' leaves these to be worked out from the words. */
  ...{ type: '', identity: '', collective: '', count: '' },
  partial_types: [] as readonly string[],
  distinct: false,
};
export type SourceFields = Readonly<typeof BLANK_SOURCE>;

const BLANK_RELAY = { source: BLANK_SOURCE, own_channel: false };
export type RelayFields = Readonly<typeof BLANK_RELAY>;

const BLANK_ATTRIBUTION = {
  ...{ id: '', stance: 'asserts', source: BLANK_SOURCE, wording: '', quote: '', cue: '' },
  ...{ scope: '', provisional: false, carried: false, said_on: '', article_id: '' },
  ...{ capacity: '', directness: '', ground_rules: '', anonymity_reason: '', interest: '' },
  on_behalf_of: BLANK_SOURCE,
  /** Ticked: an editor knows who they are. Who and when is kept beside it once it is saved. */
  ...{ identity_known: false, known_by: '', known_on: '', reply_id: '' },
  retracts: [] as readonly string[],
  via: [] as readonly RelayFields[],
};
export type AttributionFields = Readonly<typeof BLANK_ATTRIBUTION>;

const BLANK_APPEARANCE = { article_id: '', quote: '', prefix: '', suffix: '', start: '', end: '' };
export type AppearanceFields = Readonly<typeof BLANK_APPEARANCE>;

const BLANK_EVIDENCE = {
  ...{ id: '', kind: 'document', bearing: 'supports', title: '', url: '', obtained: '', note: '' },
};
export type EvidenceFields = Readonly<typeof BLANK_EVIDENCE>;

const BLANK_CLAIM = {
  /** What the pressed button asks for besides saving: a step of `form-steps.ts`, or a check. */
  do: '',
  ...{ id: '', version: '', statement: '', kind: '', adverse: '', made_on: '' },
  ...{ reported_speaker: '', credibility: '', article_id: '' },
  /** Id of the proposal that it was filled in from. */
  proposal: '',
  subjects: [] as readonly SourceFields[],
  appearances: [] as readonly AppearanceFields[],
  attributions: [] as readonly AttributionFields[],
  evidence: [] as readonly EvidenceFields[],
};
export type ClaimForm = Readonly<typeof BLANK_CLAIM>;

/** What a new row of a list looks like, by the list's name. */
export const BLANK_ROWS = {
  subjects: BLANK_SOURCE,
  appearances: BLANK_APPEARANCE,
  attributions: BLANK_ATTRIBUTION,
  evidence: BLANK_EVIDENCE,
  via: BLANK_RELAY,
} as const;
export type ListName = keyof typeof BLANK_ROWS;

/** An empty form, with the one attribution that a claim should have. */
export function blankForm(): ClaimForm {
  return { ...BLANK_CLAIM, attributions: [BLANK_ATTRIBUTION] };
}

/** A form for the claim that a passage of an article makes. */
export function formOfPassage(articleId: number, passage: Partial<AppearanceFields>): ClaimForm {
  const article_id = String(articleId);
  const appearance = { ...BLANK_APPEARANCE, ...passage, article_id };
  return {
    ...blankForm(),
    article_id,
    appearances: appearance.quote === '' ? [] : [appearance],
  };
}

/** The form that changes a claim on file. */
export function formOfClaim(record: ClaimRecord): ClaimForm {
  return { ...formOfFacts(claimFacts(record)), id: String(record.id) };
}

/** The form of what people entered, as history keeps it. */
export function formOfFacts(facts: Json): ClaimForm {
  const form = readClaimForm(facts);
  const rows = rowsOf(facts, 'attributions');
  return {
    ...form,
    adverse: at(facts, 'adverse') === true ? 'yes' : 'no',
    attributions: form.attributions.map((row, index) =>
      fromFacts(row, rows[index] ?? null, form.article_id),
    ),
  };
}

function fromFacts(row: AttributionFields, facts: Json, articleId: string): AttributionFields {
  const known = at(facts, 'identity_known');
  return {
    ...row,
    // A capacity that is the source's type follows the source when another one is chosen.
    capacity: row.capacity === text(at(facts, 'source'), 'type') ? '' : row.capacity,
    // A row of the claim's own article goes with the claim when it is put into another one.
    article_id: row.article_id === articleId ? '' : row.article_id,
    identity_known: known !== null,
    known_by: text(known, 'by'),
    known_on: text(known, 'on'),
  };
}

/** Reads anything as a form; what does not fit is left out. Never throws. */
export function readClaimForm(body: unknown): ClaimForm {
  return {
    ...readShape(BLANK_CLAIM, body),
    subjects: rowsOf(body, 'subjects').map(readSource),
    appearances: rowsOf(body, 'appearances').map((row) => readShape(BLANK_APPEARANCE, row)),
    attributions: rowsOf(body, 'attributions').map(readAttribution),
    evidence: rowsOf(body, 'evidence').map((row) => readShape(BLANK_EVIDENCE, row)),
  };
}

function readAttribution(fields: unknown): AttributionFields {
  return {
    ...readShape(BLANK_ATTRIBUTION, fields),
    stance: text(fields, 'stance'),
    source: readSource(groupOf(fields, 'source')),
    on_behalf_of: readSource(groupOf(fields, 'on_behalf_of')),
    via: rowsOf(fields, 'via').map((row) => ({
      ...readShape(BLANK_RELAY, row),
      source: readSource(groupOf(row, 'source')),
    })),
  };
}

function readSource(fields: unknown): SourceFields {
  const source = readShape(BLANK_SOURCE, fields);
  // Facts describe a source on file. Its description must not stick to another name typed over it.
  const isOnFile = typeof at(fields, 'id') === 'number';
  const isGroup = at(fields, 'collective');
  if (!isOnFile)
    return typeof isGroup === 'boolean'
      ? { ...source, collective: isGroup ? 'yes' : 'no' }
      : source;
  return { ...BLANK_SOURCE, id: source.id, known: source.name, name: source.name };
}

/** Reads the texts, ticks and lists of texts that a blank has; groups are read by their own. */
function readShape<Shape extends object>(blank: Shape, fields: unknown): Shape {
  const entries = Object.entries(blank).map(([name, value]) => {
    if (typeof value === 'string') return [name, text(fields, name)];
    if (typeof value === 'boolean') return [name, text(fields, name) !== ''];
    if (Array.isArray(value)) return [name, texts(fields, name)];
    return [name, value];
  });
  return Object.fromEntries(entries) as Shape;
}

function text(fields: unknown, name: string): string {
  const value = at(fields, name);
  if (typeof value === 'number' || value === true) return String(value);
  return toLf(textOf(fields, name)).slice(0, MOST_TEXT);
}

function texts(fields: unknown, name: string): string[] {
  const value = at(fields, name);
  const numbers = Array.isArray(value) ? value.filter((one) => typeof one === 'number') : [];
  const said = textsOf(fields, name).filter((one) => one !== '');
  return [...said, ...numbers.map(String)].slice(0, MOST_ROWS);
}

function rowsOf(fields: unknown, name: string): Json[] {
  return groupsOf(fields, name).slice(0, MOST_ROWS) as Json[];
}

function at(fields: unknown, name: string): unknown {
  const isGroup = typeof fields === 'object' && fields !== null && Object.hasOwn(fields, name);
  return isGroup ? ((fields as Record<string, unknown>)[name] ?? null) : null;
}
