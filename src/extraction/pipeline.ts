import { findReasons } from './anonymity.ts';
import { carryOver } from './carried.ts';
import { addRelays, passRelaysOn, unchain } from './chains.ts';
import { complete, isAboutNaming, speechAfterNaming } from './completions.ts';
import { splitCompound } from './compounds.ts';
import { linkSources } from './coreference.ts';
import { describeSource } from './described.ts';
import type { Draft } from './drafts.ts';
import { overlaps, placeOfDraft } from './drafts.ts';
import type { ProposedAttribution } from './extraction.ts';
import { judge } from './judge.ts';
import { findFurniture } from './layout.ts';
import { findOwnOutlets } from './own-outlets.ts';
import type { Passage } from './passages.ts';
import { readPassages } from './passages.ts';
import { findByPattern } from './patterns.ts';
import { readNames } from './people.ts';
import { propose } from './proposals.ts';
import type { Model } from './reading.ts';
import { readPassage } from './reading.ts';
import { readSignals } from './signals.ts';
import { wordsOf } from './wording.ts';

/** text → passages → drafts → described and linked sources → proposals. */
export function extractFrom(
  text: string,
  model: Model,
  ownOutlets: readonly string[],
): ProposedAttribution[] {
  const passages = readPassages(text, findFurniture(text));
  const own = findOwnOutlets(text, ownOutlets);
  const read = passages.map((passage) => ({ passage, drafts: draftPassage(passage, model) }));
  const drafts = carryOver(read)
    .map((draft) => addRelays(draft, own))
    .flatMap(splitCompound)
    .sort((a, b) => placeOfDraft(a) - placeOfDraft(b));
  const names = readNames(passages);
  const described = drafts.map((draft) => describeSource(draft, names.descriptions));
  const linked = linkSources(described, names);
  return propose(linked, passages.flatMap(findReasons));
}

function draftPassage(passage: Passage, model: Model): Draft[] {
  const found = modelDrafts(passage, model);
  const byPattern = findByPattern(passage);
  const merged = found
    .filter((draft) => !isAboutNaming(draft))
    .map((draft) => complete(improve(draft, byPattern)));
  const added = byPattern.filter(
    (draft) => !found.some((other) => overlaps(other.cue!, draft.cue!)),
  );
  const spoken = found.filter(isAboutNaming).flatMap((draft) => speechAfterNaming(draft, found));
  return passRelaysOn([...merged, ...added, ...spoken].map(unchain));
}

function modelDrafts(passage: Passage, model: Model): Draft[] {
  const signals = readSignals(passage, model.facts);
  return readPassage(model, signals).flatMap((reading) => {
    const verdict = judge(model.judge, signals, reading);
    if (verdict.keep < model.judge.threshold) return [];
    const { cue, source, content } = reading;
    const because = [wordsOf(passage, [cue])];
    const confidence = Math.round(verdict.right * 1000) / 1000;
    return [{ passage, cue, source, content, confidence, via: [], because, carried: false }];
  });
}

/** A pattern knows better where the model found the cue but not who or what belongs to it. */
function improve(draft: Draft, byPattern: readonly Draft[]): Draft {
  const pattern = byPattern.find((other) => overlaps(other.cue!, draft.cue!));
  if (pattern === undefined) return draft;
  const isElsewhere = !pattern.source.some((span) =>
    draft.source.some((own) => overlaps(own, span)),
  );
  const isFuller = size(pattern.source) > size(draft.source);
  const overrules =
    draft.source.length === 0 || (pattern.isCertain === true && (isElsewhere || isFuller));
  return {
    ...draft,
    source: overrules ? pattern.source : draft.source,
    confidence: overrules ? Math.max(draft.confidence, pattern.confidence) : draft.confidence,
    content: draft.content.length === 0 ? pattern.content : draft.content,
    because: [...new Set([...draft.because, ...pattern.because])],
  };
}

function size(spans: Draft['source']): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
