import type { Draft } from './drafts.ts';
import { overlaps } from './drafts.ts';
import type { Passage } from './passages.ts';
import { isQuoteMark } from './passages.ts';
import { sentenceAround, wordsOf } from './wording.ts';

/** A passage with what was found in it. */
export type ReadPassage = { readonly passage: Passage; readonly drafts: readonly Draft[] };

/** Speech that runs on over paragraphs: the source stands in the one before. */
export function carryOver(read: readonly ReadPassage[]): Draft[] {
  const all: Draft[][] = read.map(({ drafts }) => [...drafts]);
  for (let i = 1; i < read.length; i += 1) {
    const { passage, drafts } = read[i]!;
    if (!startsWithQuote(passage)) {
      continueAfterColon(read, all, i);
      continue;
    }
    const before = lastSpeech(read, all, i - 1);
    if (before === null) continue;
    const { draft, row, isOpen } = before;
    const end = endOfQuotation(passage);
    const isTaken = drafts.some(({ content }) =>
      content.some((span) => overlaps(span, { start: 0, end })),
    );
    if (isTaken) continue;
    const piece = { passage, span: { start: 0, end } };
    if (isOpen) {
      const place = all[row]!.indexOf(draft);
      all[row]![place] = { ...draft, further: [...(draft.further ?? []), piece] };
    } else if (end >= passage.tokens.length - 1 && drafts.length === 0) {
      all[i]!.push(carriedDraft(draft, passage, end));
    }
  }
  return all.flat();
}

/** "Caddell continued:", and then a paragraph without marks: a block that is quoted as a whole. */
function continueAfterColon(read: readonly ReadPassage[], all: Draft[][], i: number): void {
  const { passage, drafts } = read[i - 1]!;
  const draft = lastDraft(drafts, passage);
  if (draft === null || draft.content.length > 0 || !endsWithColon(passage, draft)) return;
  const place = all[i - 1]!.indexOf(draft);
  if (place < 0) return;
  const whole = {
    passage: read[i]!.passage,
    span: { start: 0, end: read[i]!.passage.tokens.length },
  };
  all[i - 1]![place] = { ...draft, further: [whole] };
}

type Speech = { readonly draft: Draft; readonly row: number; readonly isOpen: boolean };

/** The last speaker before a quotation, and whether his speech was left open: ":" or no end mark. */
function lastSpeech(read: readonly ReadPassage[], all: Draft[][], from: number): Speech | null {
  for (let row = from; row >= Math.max(0, from - 2); row -= 1) {
    const { passage } = read[row]!;
    const draft = lastDraft(all[row]!, passage);
    if (draft === null) {
      if (!startsWithQuote(passage)) return null;
      continue;
    }
    const reached = draft.further?.at(-1)?.passage ?? passage;
    if (draft.further === undefined && endsWithColon(passage, draft))
      return { draft, row, isOpen: true };
    if (isLeftOpen(reached)) return { draft, row, isOpen: true };
    const isQuoted = draft.content.some((span) => passage.quoted[span.start] === 1);
    return isQuoted || draft.further !== undefined ? { draft, row, isOpen: false } : null;
  }
  return null;
}

function lastDraft(drafts: readonly Draft[], passage: Passage): Draft | null {
  const spoken = drafts.filter(
    ({ cue, source }) => cue !== null && source.length > 0 && passage.quoted[cue.start] !== 1,
  );
  return spoken.at(-1) ?? null;
}

function endsWithColon(passage: Passage, draft: Draft): boolean {
  const last = passage.tokens.length - 1;
  if (passage.tokens[last]?.text !== ':' || draft.cue === null) return false;
  return sentenceAround(passage, last).start <= draft.cue.start;
}

function startsWithQuote(passage: Passage): boolean {
  return /^["“«„]$/.test(passage.tokens[0]?.text ?? '');
}

/** By custom a quotation that goes on in the next paragraph has no closing mark. */
function isLeftOpen(passage: Passage): boolean {
  const last = passage.tokens.length - 1;
  return last >= 0 && passage.quoted[last] === 1 && !isQuoteMark(passage.tokens[last]!.text);
}

function endOfQuotation(passage: Passage): number {
  for (let i = 1; i < passage.tokens.length; i += 1) {
    if (passage.quoted[i] === 0) return i;
    const isClose = /^["”»]$/.test(passage.tokens[i]!.text) && passage.quoted[i + 1] !== 1;
    if (isClose) return i + 1;
  }
  return passage.tokens.length;
}

// Nobody is named beside these words, so it is left to the editor to tick them.
const CARRIED = 0.5;

function carriedDraft(draft: Draft, passage: Passage, end: number): Draft {
  return {
    passage,
    sourcePassage: draft.sourcePassage ?? draft.passage,
    cue: null,
    source: draft.source,
    content: [{ start: 0, end }],
    confidence: Math.min(CARRIED, draft.confidence),
    via: [],
    because: [
      `quotation goes on after "${wordsOf(draft.passage, draft.cue === null ? [] : [draft.cue])}"`,
    ],
    carried: true,
  };
}
