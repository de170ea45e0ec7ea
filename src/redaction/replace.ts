/** What a row becomes when a text is taken out of it. */
import { createHash } from 'node:crypto';
import { findPassage, quotePassage } from '../articles/passage.ts';
import type { Connection } from '../database/database.ts';
import { applyEdits, type Edit, MARK, type Matcher, moveOffset } from './matching.ts';
import type { Hit } from './search.ts';

/** Where the text was in each version of each article's text, by `article number`. */
export type Edits = Map<string, readonly Edit[]>;

/** An address in place of one that had the text; it leads nowhere. */
const NO_ADDRESS = 'https://redacted.invalid/';

export interface Work {
  readonly tx: Connection;
  readonly matcher: Matcher;
  readonly edits: Edits;
  /** Digests of texts as they were: with them one could try names. */
  readonly digests: Set<string>;
  /** Claims with a passage in such a text. */
  readonly claims: Set<number>;
}

export type Replace = (work: Work, hit: Omit<Hit, 'number'>) => Promise<void>;

export function redactText(matcher: Matcher, text: string | null): string | null {
  return text === null ? null : applyEdits(text, matcher.find(text));
}

async function update({ tx }: Work, { place, key }: Omit<Hit, 'number'>, values: unknown[]) {
  const columns = place.columns.map((column) => `"${column}" = ?`);
  const sets = [...columns, ...(place.also ? [place.also] : [])].join(', ');
  const where = place.key.map((column) => `"${column}" = ?`).join(' AND ');
  // Two other names of one source may both become the mark: then one is enough.
  await tx.run(
    `UPDATE OR REPLACE "${place.table}" SET ${sets} WHERE ${where}`,
    ...(values as (string | null)[]),
    ...key,
  );
}

export const replaceText: Replace = (work, hit) =>
  update(
    work,
    hit,
    hit.values.map((value) => redactText(work.matcher, value)),
  );

export const replaceAddress: Replace = (work, hit) =>
  update(
    work,
    hit,
    hit.values.map((value) =>
      value && work.matcher.isInAddress(value) ? (hit.place.instead ?? NO_ADDRESS) : value,
    ),
  );

export const replaceJson: Replace = (work, hit) =>
  update(
    work,
    hit,
    hit.values.map((value) => (value === null ? null : redactJson(work.matcher, value))),
  );

function redactJson(matcher: Matcher, json: string): string {
  return JSON.stringify(redactWithin(matcher, JSON.parse(json)));
}

function redactWithin(matcher: Matcher, value: unknown): unknown {
  if (typeof value === 'string') return redactText(matcher, value);
  if (Array.isArray(value)) return value.map((one) => redactWithin(matcher, one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      redactText(matcher, name) ?? '',
      redactWithin(matcher, inner),
    ]),
  );
}

/** The values and their salt go; the digest, over which the chain is made, stays. */
export const replaceHistory: Replace = async ({ tx }, { key }) => {
  await tx.run(
    `UPDATE change_value SET old = NULL, new = NULL, salt = NULL
     WHERE change_id = ? AND position = ?`,
    ...key,
  );
};

export const forget: Replace = async ({ tx }, { place, key }) => {
  const where = place.key.map((column) => `"${column}" = ?`).join(' AND ');
  await tx.run(`DELETE FROM "${place.table}" WHERE ${where}`, ...key);
};

export const replaceBody: Replace = async (work, { key, values: [body] }) => {
  const { tx, matcher, edits, digests } = work;
  const found = matcher.find(body ?? '');
  const after = applyEdits(body ?? '', found);
  edits.set(key.join(' '), found);
  digests.add(sha256Of(body ?? ''));
  await tx.run(
    'UPDATE article_text SET body = ?, sha256 = ? WHERE article_id = ? AND number = ?',
    ...[after, sha256Of(after), ...key],
  );
};

function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface Passage {
  readonly articleId: number;
  readonly start: number | null;
  readonly end: number | null;
  readonly number: number | null;
  readonly body: string | null;
}

/** A passage that is found keeps its place, moved; its words are those of the text there. */
export const replacePassage: Replace = async (work, hit) => {
  const { tx, edits, matcher } = work;
  const at = await tx.one<Passage>(
    `SELECT appearance.article_id AS articleId, start, "end", number, body FROM appearance
     LEFT JOIN article_text ON article_text.article_id = appearance.article_id
       AND number = (SELECT max(number) FROM article_text AS newest
         WHERE newest.article_id = appearance.article_id)
     WHERE appearance.id = ?`,
    ...hit.key,
  );
  const moved = edits.get(`${at?.articleId} ${at?.number}`);
  if (!at || at.start === null || at.end === null || at.body === null || !moved) {
    const [quote, prefix, suffix] = hit.values.map((value) => redactText(matcher, value) ?? '');
    return update(work, hit, [
      quote,
      cut(matcher, prefix ?? '', 'start'),
      cut(matcher, suffix ?? '', 'end'),
    ]);
  }
  const start = moveOffset(moved, at.start, 'start');
  const end = moveOffset(moved, at.end, 'end');
  const words = quotePassage(at.body, start, end);
  const found = findPassage(at.body, { ...words, start, end });
  await tx.run(
    `UPDATE appearance SET quote = ?, prefix = ?, suffix = ?, start = ?, "end" = ?, paragraph = ?
     WHERE id = ?`,
    ...[words.quote, words.prefix, words.suffix, start, end, found?.paragraph ?? null, ...hit.key],
  );
};

// What stands around a passage was cut to a length, and may have cut the text in two.
function cut(matcher: Matcher, text: string, side: 'start' | 'end'): string {
  const length = matcher.cutAt(text, side);
  if (length === 0) return text;
  return side === 'start' ? MARK + text.slice(length) : text.slice(0, -length) + MARK;
}

/** Places in the text move with it; words beside them are redacted as others. */
export const replaceSpans: Replace = async (work, hit) => {
  const row = await work.tx.one<{ version: string }>(
    `SELECT article_id || ' ' || text_number AS version FROM proposal WHERE id = ?`,
    ...hit.key,
  );
  const moved = work.edits.get(row?.version ?? '') ?? [];
  const found: unknown = JSON.parse(hit.values[0] ?? 'null');
  await update(work, hit, [JSON.stringify(moveSpans(redactWithin(work.matcher, found), moved))]);
};

function moveSpans(value: unknown, edits: readonly Edit[]): unknown {
  if (isSpan(value)) {
    return [moveOffset(edits, value[0], 'start'), moveOffset(edits, value[1], 'end')];
  }
  if (Array.isArray(value)) return value.map((one) => moveSpans(one, edits));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, moveSpans(inner, edits)]),
  );
}

/** `[start, end)`: the only lists of numbers that a proposal has. */
function isSpan(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((one) => Number.isInteger(one));
}
