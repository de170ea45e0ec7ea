import { readFileSync } from 'node:fs';
import {
  extractAttributions,
  type ProposedAttribution,
  type Span,
} from '../../src/extraction/extraction.ts';
import { loadModel } from '../../src/extraction/model.ts';

// Reading the model is no part of any test's time.
loadModel();

export function extract(text: string): readonly ProposedAttribution[] {
  return extractAttributions(text, loadModel()).attributions;
}

export function wordsAt(text: string, spans: readonly Span[]): string {
  return spans.map(([start, end]) => text.slice(start, end)).join(' … ');
}

/** The proposal whose source contains these words; says what there was if there is none. */
export function bySource(text: string, words: string): ProposedAttribution {
  const all = extract(text);
  const found = all.find(({ source }) => wordsAt(text, source).includes(words));
  if (found !== undefined) return found;
  const there = all.map(({ source }) => wordsAt(text, source)).join(' | ');
  throw new Error(`no source with "${words}" in: ${there}`);
}

export function readJsonLines<T>(url: URL): T[] {
  return readFileSync(url, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
