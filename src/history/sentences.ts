/** A change in words: what was done to which field, with old and new value. Pure. */
import type { Json, ValueChange } from './change.ts';

export interface Line {
  /** "statement", "stance of attribution 12", "added attribution 12". */
  readonly what: string;
  /** Null: was not there, or there is nothing to compare. */
  readonly was: string | null;
  readonly now: string | null;
}

const ROWS: Readonly<Record<string, string>> = {
  attributions: 'attribution',
  appearances: 'passage',
  evidence: 'evidence',
  subjects: 'subject',
};

// What follows from other changes, or says nothing to a reader.
const SILENT = /^(version|why)$|\.(id|prefix|suffix|start|end|position)$/;

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
  set: 'set the %',
  waived: 'waived the finding',
  lapsed: 'changed what was waived: a waiver lapsed',
  'taken back': 'took a % back',
};

/** A change in one sentence: "Nour Haddad added attribution 5", "… changed the claim". */
export function sentenceOf(change: {
  readonly personName: string | null;
  readonly action: string;
  readonly entity: string;
  readonly values: readonly ValueChange[];
}): string {
  const who = change.personName ?? 'The program';
  const [line, ...others] = linesOf(change.values);
  if (change.action === 'assigned') {
    return line?.now
      ? `${who} assigned the ${change.entity} to ${line.now}`
      : `${who} took the ${change.entity} from ${line?.was}`;
  }
  if (change.action === 'changed' && line && others.length === 0) {
    return /^(added|took out) /.test(line.what)
      ? `${who} ${line.what}`
      : `${who} changed the ${line.what}`;
  }
  const code = change.entity === 'waiver' ? codeOf(change.values) : null;
  return `${who} ${didWhat(change)}${code ? `: ${code}` : ''}`;
}

/** The rule that a waiver is about. */
function codeOf(values: readonly ValueChange[]): string | null {
  const finding = values.find((value) => value.path === 'finding');
  return textOf(finding?.new ?? finding?.old ?? null);
}

/** "recorded the claim", "changed the claim". */
export function didWhat({ action, entity }: { action: string; entity: string }): string {
  return DID[action]?.replace('%', entity) ?? action;
}

/** The lines of a change, in the order of its values. */
export function linesOf(values: readonly ValueChange[]): Line[] {
  return values.filter((value) => !SILENT.test(value.path)).map(lineOf);
}

/** The reason given for a change, if any. */
export function reasonOf(values: readonly ValueChange[]): string | null {
  const reason = values.find((value) => value.path === 'why')?.new;
  return typeof reason === 'string' ? reason : null;
}

function lineOf({ path, old, new: next }: ValueChange): Line {
  if (path === '') return { what: '', was: null, now: null };
  const [list = '', row, ...fields] = path.split('.');
  const kind = ROWS[list];
  if (!kind || row === undefined) {
    const what = [list, row, ...fields].filter((part) => part !== undefined).join(' ');
    return { what: label(what), was: textOf(old), now: textOf(next) };
  }
  if (fields.length > 0) {
    const what = `${label(fields.join(' '))} of ${kind} ${row}`;
    return { what, was: textOf(old), now: textOf(next) };
  }
  if (old === null) return { what: `added ${kind} ${row}`, was: null, now: textOf(next) };
  return { what: `took out ${kind} ${row}`, was: textOf(old), now: null };
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
