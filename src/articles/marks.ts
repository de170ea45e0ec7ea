/** A text cut at every edge of a paragraph or passage, so that overlaps can be marked. Pure. */
import { wholeAfter, wholeBefore } from './characters.ts';
import { paragraphs } from './passage.ts';

/** A passage with the number that it bears on the page. */
export interface MarkedPassage {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

interface Segment {
  readonly start: number;
  readonly text: string;
  /** Numbers of the passages that it belongs to, in their order. */
  readonly covers: readonly number[];
  /** Numbers of the passages whose first or last words it has. */
  readonly opens: readonly number[];
  readonly closes: readonly number[];
}

export interface Block {
  /** Of the paragraph, from 1; null for what stands before the first. */
  readonly number: number | null;
  readonly start: number;
  /** Where its words end. */
  readonly end: number;
  readonly segments: readonly Segment[];
  /** The line breaks and blank lines after it. */
  readonly breaks: { readonly start: number; readonly text: string };
}

/** The paragraphs of a text in their segments. All texts in their order are the whole text. */
export function markText(text: string, passages: readonly MarkedPassage[]): Block[] {
  const places = passages
    .map((one) => wholeCharacters(text, one))
    .filter((one) => one.start < one.end)
    .sort((a, b) => a.start - b.start || b.end - a.end || a.number - b.number);
  const all = paragraphs(text);
  const first = all[0]?.start ?? text.length;
  const blocks: Block[] = first > 0 ? [lead(text.slice(0, first))] : [];
  const last = new Map<number, number[]>();
  const opened = new Set<number>();
  let active: MarkedPassage[] = [];
  let coming = 0;
  for (const [index, { number, start, end }] of all.entries()) {
    active = active.filter((one) => one.end > start);
    for (let one = places[coming]; one && one.start < end; one = places[coming]) {
      coming += 1;
      if (one.end > start) active.push(one);
    }
    const segments = cut(text, start, end, active).map((segment) => {
      const opens = segment.covers.filter((one) => !opened.has(one));
      for (const one of opens) opened.add(one);
      const closes: number[] = [];
      for (const one of segment.covers) last.set(one, closes);
      return { ...segment, opens, closes };
    });
    const next = all[index + 1]?.start ?? text.length;
    blocks.push({
      number,
      start,
      end,
      segments,
      breaks: { start: end, text: text.slice(end, next) },
    });
  }
  // Only now is it known which segment was the last of each passage.
  for (const [number, closes] of last) closes.push(number);
  return blocks;
}

function cut(text: string, start: number, end: number, active: readonly MarkedPassage[]) {
  const edges = new Set([start, end]);
  for (const one of active) {
    edges.add(Math.max(start, one.start));
    edges.add(Math.min(end, one.end));
  }
  const places = [...edges].sort((a, b) => a - b);
  return places.slice(0, -1).map((from, index) => {
    const to = places[index + 1] ?? end;
    const covers = active.filter((one) => one.start <= from && one.end >= to);
    return { start: from, text: text.slice(from, to), covers: covers.map((one) => one.number) };
  });
}

// Blank lines before the first word.
function lead(breaks: string): Block {
  return { number: null, start: 0, end: 0, segments: [], breaks: { start: 0, text: breaks } };
}

function wholeCharacters(text: string, { number, start, end }: MarkedPassage): MarkedPassage {
  return {
    number,
    start: wholeBefore(text, Math.max(0, start)),
    end: wholeAfter(text, Math.min(text.length, end)),
  };
}
