/** A change in words: what was done to which field, with old and new value. Pure. */
import type { Json, ValueChange } from './change.ts';

export interface Line {
  /** "statement", "stance of attribution 12", "added attribution 12". */
  readonly what: string;
  /** Null: was not there, or there is nothing to compare. */
  readonly was: string | null;
  readonly now: string | null;
  /** Words of people, which are compared word by word; else one value of a list. */
  readonly isText: boolean;
}

/** What rows of a claim are called, by their paths: `attributions.12` is "IRGC". */
export type RowNames = ReadonlyMap<string, string>;

const ROWS: Readonly<Record<string, string>> = {
  attributions: 'attribution',
  appearances: 'passage',
  evidence: 'evidence',
  subjects: 'subject',
};

// What follows from other changes, or says nothing to a reader.
const SILENT = /^(version|why|recorded(\..*)?)$|\.(id|prefix|suffix|start|end|position)$/;

const TEXTS = new Set([
  ...['statement', 'reported_speaker', 'wording', 'quote', 'cue', 'anonymity_reason', 'title'],
  ...['obtained', 'note', 'comment', 'headline', 'byline', 'dateline', 'name', 'explanation'],
]);

// The % stands for what it was done to.
const DID: Readonly<Record<string, string>> = {
  created: 'recorded the %',
  changed: 'changed the %',
  submitted: 'sent the % to review',
  'began to review': 'began to review the %',
  cleared: 'cleared the %',
  'sent back': 'asked for changes to the %',
  'gave back': 'gave the % back to the queue',
  withdrew: 'withdrew the %',
  undid: 'took back the last step of the review of the %',
  'took up again': 'took the % up again',
  reopened: 'put the % back to ready, since it is not what was cleared any more',
  assigned: 'assigned the %',
  commented: 'commented',
  resolved: 'resolved a %',
  unresolved: 'opened a % again',
  merged: 'merged two sources',
  decided: 'decided about a source',
  undone: 'took a % back',
  invited: 'invited somebody',
  revoked: 'revoked the %',
  'password link made': 'made a link to set a password',
  seeded: 'added generated claims',
  set: 'set the %',
  waived: 'waived the finding',
  lapsed: 'changed what was waived: a waiver lapsed',
  'taken back': 'took a % back',
  removed: 'removed the %',
  imported: 'imported the %',
  redacted: 'redacted the %',
  restricted: 'restricted the %',
  opened: 'ended the restriction of the %',
};

interface Told {
  readonly action: string;
  readonly entity: string;
  /** Without them it is told by its action alone. */
  readonly values?: readonly ValueChange[];
}

/** A change in one sentence: "Nour Haddad added attribution 5", "… changed the claim". */
export function sentenceOf(change: Told & { readonly personName: string | null }): string {
  return `${whoOf(change)} ${didWhat(change)}`;
}

export function whoOf({ personName }: { readonly personName: string | null }): string {
  return personName ?? 'The program';
}

/** "recorded the claim", "changed the statement", "waived the finding: no-reply". */
export function didWhat(change: Told): string {
  const { action, entity, values = [] } = change;
  const [line, ...others] = linesOf(values);
  if (action === 'assigned') {
    return line?.now
      ? `assigned the ${entity} to ${line.now}`
      : `took the ${entity} from ${line?.was}`;
  }
  if (action === 'changed' && line && others.length === 0) {
    return /^(added|took out) /.test(line.what) ? line.what : `changed the ${line.what}`;
  }
  const about = entity === 'waiver' ? codeOf(values) : matterOf(values);
  return `${DID[action]?.replace('%', entity) ?? action}${about ? `: ${about}` : ''}`;
}

/** What a merge or a decision is about: "“Al One” into “Bo Two”", "same: “sources”, “seven sources”". */
function matterOf(values: readonly ValueChange[]): string | null {
  const whole = values.find((value) => value.path === '');
  const record = whole?.new ?? whole?.old ?? null;
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return null;
  const { source, into, other, judgement } = record as { readonly [name: string]: Json };
  const quoted = (one: Json | undefined) => (one ? `“${textOf(one)}”` : null);
  if (into !== undefined) return `${quoted(source)} into ${quoted(into)}`;
  if (judgement === undefined) return null;
  return `${textOf(judgement)}: ${[source, other].map(quoted).filter(Boolean).join(', ')}`;
}

/** The rule that a waiver is about. */
function codeOf(values: readonly ValueChange[]): string | null {
  const finding = values.find((value) => value.path === 'finding');
  return textOf(finding?.new ?? finding?.old ?? null);
}

/** The lines of a change, in the order of its values. */
export function linesOf(values: readonly ValueChange[], names: RowNames = new Map()): Line[] {
  return [
    ...values.filter((value) => !SILENT.test(value.path)).map((value) => lineOf(value, names)),
    ...values.flatMap(orderOf),
  ];
}

/** What the rows of a claim's facts are called. */
export function rowNames(facts: Json, changes: readonly { values: readonly ValueChange[] }[]) {
  const names = new Map<string, string>();
  const call = (path: string, row: Json) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return;
    const { source, title } = row as { readonly [name: string]: Json };
    const name = textOf(source ?? title ?? null);
    if (name !== null) names.set(path, name);
  };
  for (const { path, old, new: next } of changes.flatMap(({ values }) => values)) {
    if (/^(attributions|evidence)\.\d+$/.test(path)) call(path, next ?? old);
  }
  const lists = (facts ?? {}) as { readonly [name: string]: Json };
  for (const list of ['attributions', 'evidence']) {
    for (const row of (lists[list] ?? []) as readonly { id: number }[]) {
      call(`${list}.${row.id}`, row);
    }
  }
  return names;
}

/** That rows which were there before and after stand in another order. */
function orderOf({ path, old, new: next }: ValueChange): Line[] {
  const what = /^recorded\.(attributions|evidence|subjects)$/.exec(path)?.[1];
  if (!what || !Array.isArray(old) || !Array.isArray(next)) return [];
  const idsOf = (list: readonly Json[]) =>
    list.map((one) => Number(Array.isArray(one) ? one[0] : one));
  const [before, after] = [idsOf(old), idsOf(next)];
  const was = before.filter((id) => after.includes(id)).join(', ');
  const now = after.filter((id) => before.includes(id)).join(', ');
  return was === now ? [] : [{ what: `order of the ${what}`, was, now, isText: false }];
}

/** The reason given for a change, if any. */
export function reasonOf(values: readonly ValueChange[]): string | null {
  const reason = values.find((value) => value.path === 'why')?.new;
  return typeof reason === 'string' ? reason : null;
}

function lineOf({ path, old, new: next }: ValueChange, names: RowNames): Line {
  if (path === '') return { what: '', was: null, now: null, isText: false };
  const [list = '', row, ...fields] = path.split('.');
  const both = { was: textOf(old), now: textOf(next) };
  const isText = TEXTS.has(path.split('.').at(-1) ?? '');
  const kind = ROWS[list];
  if (!kind || row === undefined) {
    const what = [list, row, ...fields].filter((part) => part !== undefined).join(' ');
    return { what: label(what), ...both, isText };
  }
  const name = names.get(`${list}.${row}`);
  const which = name ? `${kind} ${row} (${name})` : `${kind} ${row}`;
  if (fields.length > 0) return { what: `${label(fields.join(' '))} of ${which}`, ...both, isText };
  if (old === null) return { what: `added ${kind} ${row}`, was: null, now: both.now, isText };
  if (next === null) return { what: `took out ${kind} ${row}`, was: both.was, now: null, isText };
  return { what: which, ...both, isText };
}

function label(field: string): string {
  return field.replaceAll('_', ' ').replace(/ id$/, '');
}

/** A value as a reader would say it; null for nothing. */
function textOf(value: Json): string | null {
  if (value === null || value === '') return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value).replaceAll('_', ' ');
  if (Array.isArray(value)) {
    const texts = value.map(textOf).filter((text) => text !== null);
    return texts.length > 0 ? texts.join(', ') : null;
  }
  return describe(value as { readonly [name: string]: Json });
}

function describe(record: { readonly [name: string]: Json }): string {
  if (record.source !== undefined && record.stance !== undefined) {
    const words = record.wording ? `: ${record.wording}` : '';
    return `${textOf(record.source)} ${textOf(record.stance)}${words}`;
  }
  const name = record.name ?? record.quote ?? record.title ?? record.statement ?? record.headline;
  if (name !== undefined && name !== null) return String(name);
  if (record.source !== undefined) return String(textOf(record.source));
  return Object.entries(record)
    .flatMap(([field, value]) => {
      const text = textOf(value);
      return text === null ? [] : [`${label(field)} ${text}`];
    })
    .join(', ');
}
