/** From the form's text to the JSON that the API takes, so that one schema checks both. */
import { describeWords } from '../sources/describe.ts';
import { type Identity, isNamed } from '../sources/source.ts';
import {
  type AppearanceFields,
  type AttributionFields,
  BLANK_ROWS,
  type ClaimForm,
  type EvidenceFields,
  type RelayFields,
  type SourceFields,
} from './form.ts';

/** What the meaning of a form depends on besides itself. */
export interface Surroundings {
  /** Who fills it in: recorded as the editor who knows a source's identity. */
  readonly personName: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Whether a named source of that name is on file. */
  readonly isOnFile: (name: string) => boolean;
}

/** The rows in which nothing was typed or chosen go; what is left keeps its order. */
export function dropBlankRows(form: ClaimForm): ClaimForm {
  const attributions = form.attributions
    .map(withoutBlankRelays)
    .filter((row) => !isBlank(row, BLANK_ROWS.attributions));
  return {
    ...form,
    attributions,
    subjects: form.subjects.filter((row) => !isBlank(row, BLANK_ROWS.subjects)),
    appearances: form.appearances.filter((row) => row.quote !== ''),
    evidence: form.evidence.filter((row) => !isBlank(row, BLANK_ROWS.evidence)),
  };
}

/** The form always offers one more relay than there is. */
export function withoutBlankRelays(row: AttributionFields): AttributionFields {
  return { ...row, via: row.via.filter((relay) => !isBlank(relay, BLANK_ROWS.via)) };
}

function isBlank<Row extends object>(row: Row, blank: Row): boolean {
  return JSON.stringify({ ...blank, ...row }) === JSON.stringify(blank);
}

/** The JSON shape of the claim; blanks are left out, "7" becomes 7. */
export function formBody(form: ClaimForm, around: Surroundings): unknown {
  return filled({
    version: numberOf(form.version),
    statement: form.statement,
    kind: form.kind,
    adverse: yesOrNo(form.adverse),
    made_on: form.made_on,
    reported_speaker: form.reported_speaker,
    credibility: numberOf(form.credibility),
    article_id: numberOf(form.article_id),
    subjects: form.subjects.map((source) => sourceBody(source)),
    appearances: form.appearances.map(appearanceBody),
    attributions: form.attributions.map((row) => attributionBody(row, around)),
    evidence: form.evidence.map(evidenceBody),
  });
}

function appearanceBody(row: AppearanceFields): unknown {
  const numbers = {
    article_id: numberOf(row.article_id),
    start: numberOf(row.start),
    end: numberOf(row.end),
  };
  return filled({ quote: row.quote, prefix: row.prefix, suffix: row.suffix, ...numbers });
}

function evidenceBody(row: EvidenceFields): unknown {
  return filled({ ...row, id: numberOf(row.id), kind: row.kind });
}

function attributionBody(row: AttributionFields, around: Surroundings): unknown {
  const { known_by: by, known_on: on, ...fields } = row;
  return filled({
    ...fields,
    ...{ id: numberOf(row.id), reply_id: numberOf(row.reply_id) },
    article_id: numberOf(row.article_id),
    source: sourceBody(row.source),
    on_behalf_of: row.on_behalf_of.name === '' ? '' : sourceBody(row.on_behalf_of),
    retracts: row.retracts.map(numberOf),
    via: row.via.map((relay) => relayBody(relay, around)),
    identity_known: row.identity_known ? known(by, on, around) : '',
  });
}

// Who knew first stays recorded.
function known(by: string, on: string, around: Surroundings): unknown {
  return by === '' ? { by: around.personName, on: around.today } : filled({ by, on });
}

function relayBody({ source, own_channel }: RelayFields, around: Surroundings): unknown {
  const words = describeWords(source.name);
  // A new name that says nothing else is an outlet: that is what most relays are.
  const isOutlet =
    !isPicked(source) &&
    isNamed(words) &&
    words.type === 'untyped' &&
    !around.isOnFile(source.name);
  const outlet = { ...source, type: 'media', identity: 'named_org' };
  return filled({ source: sourceBody(isOutlet ? outlet : source), own_channel });
}

/** Whether the source on file that was picked is still the one that the name says. */
export function isPicked(source: SourceFields): boolean {
  return source.id !== '' && oneLine(source.name) === oneLine(source.known);
}

// A field of one line loses the line ends of what it was given.
function oneLine(text: string): string {
  return text.replaceAll('\n', '');
}

/** How a source is referred to: by its id where one was picked, else by its description. */
function sourceBody(source: SourceFields): unknown {
  if (isPicked(source)) return { id: numberOf(source.id) };
  const words = describeWords(source.name);
  const number = numberOf(source.count);
  const isCounted = typeof number === 'number';
  // With an identity of their own choice, people still mean the number that the words give.
  const isUnnamed = source.identity !== '' && !isNamed({ identity: source.identity as Identity });
  const group = isCounted || (isUnnamed && words.collective) ? true : undefined;
  const count = isUnnamed && group && number === undefined ? (words.count ?? undefined) : number;
  return {
    name: source.name,
    ...filled({
      type: source.type,
      identity: source.identity,
      collective: yesOrNo(source.collective) ?? group,
      count: yesOrNo(source.collective) === false ? number : count,
      partial_types: [...new Set(source.partial_types.filter((type) => type !== ''))],
      distinct: source.distinct,
    }),
  };
}

/** A number where the text is one; other text stays, for the schema to name it; blank is none. */
function numberOf(text: string): number | string | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : text;
}

function yesOrNo(text: string): boolean | string | undefined {
  if (text === '') return undefined;
  return text === 'yes' ? true : text === 'no' ? false : text;
}

/** Leaves out what is blank: '', unticked, empty lists. `false` said on purpose is kept by name. */
function filled(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const isFilled = ([name, value]: [string, unknown]) =>
    value !== undefined &&
    !(typeof value === 'string' && value === '' && name !== 'statement' && name !== 'quote') &&
    !(value === false && name !== 'adverse' && name !== 'collective') &&
    !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(fields).filter(isFilled));
}
