import { describe, expect, it } from 'vitest';
import { nameOf, statementOf, whatIsMissing } from '../../src/extraction/claim-words.ts';
import type { ProposedAttribution } from '../../src/extraction/extraction.ts';
import { linkAttributions, pointsElsewhere } from '../../src/extraction/linking.ts';
import { planClaims, type TextProposals } from '../../src/extraction/proposal.ts';
import { found, STORY, storyFound } from './proposing.ts';

function proposed(text: string, attributions: readonly ProposedAttribution[]): TextProposals {
  const links = linkAttributions(text, attributions);
  return {
    ...{ articleId: 1, textNumber: 1, text, claims: new Map() },
    proposals: attributions.map((one, position) => ({
      ...{ id: position + 1, articleId: 1, textNumber: 1, position, ...links[position]! },
      ...{ found: one, decision: 'open', claimId: null, attributionId: null, madeClaim: false },
      ...{ batchId: null, decidedBy: null, decidedAt: null },
    })),
  };
}

describe('words that point at a claim elsewhere', () => {
  it.each(['the account', 'which', 'requests for comment', 'to comment', 'the allegations', ''])(
    'are “%s”',
    (words) => expect(pointsElsewhere(words)).toBe(true),
  );
  it.each(['the bridge was safe', 'the account was closed', 'he left', 'which bridge was safe'])(
    'are not “%s”',
    (words) => expect(pointsElsewhere(words)).toBe(false),
  );
});

describe('what hangs together', () => {
  it('is the account and what it is an account of, and the fullest words for a source', () => {
    expect(linkAttributions(STORY, storyFound())).toEqual([
      { anchor: 0, speaker: 1 },
      { anchor: 1, speaker: 1 },
      { anchor: 1, speaker: 2 },
      { anchor: 1, speaker: 3 },
      { anchor: 4, speaker: 4 },
      { anchor: 5, speaker: 5 },
    ]);
  });

  it('is what stands right before “which”', () => {
    const text = 'He left early. The office spied on them, which aides denied, lawmakers said.';
    const links = linkAttributions(text, [
      found(text, { source: 'lawmakers', content: 'The office spied on them' }),
      found(text, { source: 'aides', content: 'which' }, { stance: 'denies' }),
    ]);
    expect(links.map((one) => one.anchor)).toEqual([0, 0]);
  });

  it('is not that sources asked for anonymity', () => {
    const text =
      'He left, aides said. They asked not to be named. A diplomat confirmed the account.';
    const links = linkAttributions(text, [
      found(text, { source: 'aides', content: 'He left' }),
      found(text, { source: 'They', content: 'not to be named' }),
      found(text, { source: 'A diplomat', content: 'the account' }, { stance: 'confirms' }),
    ]);
    expect(links[2]?.anchor).toBe(0);
  });

  it('is never the name of somebody with a source that has none', () => {
    const text = 'An aide said it rained. Ann Lee said it snowed.';
    const links = linkAttributions(text, [
      found(text, { source: 'An aide', content: 'it rained' }),
      found(
        text,
        { source: 'Ann Lee', content: 'it snowed' },
        { identity: 'named_person', same_source_as: 0 },
      ),
    ]);
    expect(links.map((one) => one.speaker)).toEqual([0, 1]);
  });

  it('takes no longer for each than for few, however many there are', () => {
    const one = 'Aides confirmed the account. ';
    const text = one.repeat(4000);
    const attributions = Array.from({ length: 4000 }, (_, at) =>
      found(
        text,
        { source: 'Aides', content: 'the account' },
        { stance: 'confirms', same_source_as: at === 0 ? null : at - 1 },
        at * one.length,
      ),
    );
    const links = linkAttributions(text, attributions);
    expect(new Set(links.map((link) => link.speaker)).size).toBe(1);
  });
});

describe('the words of a claim', () => {
  it.each([
    ['that the bridge was safe', 'The bridge was safe.'],
    ['“The bridge is safe,”', 'The bridge is safe.'],
    ['the bridge\nwas   safe', 'The bridge was safe.'],
    ['is the bridge safe?', 'Is the bridge safe?'],
    ['the account', ''],
  ])('of “%s” are “%s”', (content, statement) => {
    const all = proposed(content, [found(content, { content })]);
    expect(statementOf(all, all.proposals[0]!)).toBe(statement);
  });

  it('take in who and what where they are no sentence by themselves', () => {
    const text = 'The sources asked not to be named.';
    const all = proposed(text, [
      found(text, { source: 'The sources', cue: 'asked', content: 'not to be named' }),
    ]);
    expect(statementOf(all, all.proposals[0]!)).toBe('The sources asked not to be named.');
  });

  it.each([
    ['The mayor called on drivers to stay home.', 'called on', 'drivers to stay home'],
    ['The mayor stressed the importance of peace.', 'stressed', 'the importance of peace'],
    ['The mayor told drivers to stay home.', 'told', 'stay home'],
  ])('take in who and what in “%s”', (text, cue, content) => {
    const all = proposed(text, [found(text, { source: 'The mayor', cue, content })]);
    expect(statementOf(all, all.proposals[0]!)).toBe(text);
  });

  it.each([
    ['The mayor stressed that it was safe.', 'stressed', 'that it was safe', 'It was safe.'],
    ['It was safe, the mayor said.', 'said', 'It was safe', 'It was safe.'],
    ['According to the mayor it was safe.', 'According to', 'it was safe', 'It was safe.'],
    ['The mayor said “it is safe,” then left.', 'said', '“it is safe,”', 'It is safe.'],
  ])('are a sentence of their own in “%s”', (text, cue, content, statement) => {
    const all = proposed(text, [found(text, { source: 'mayor', cue, content })]);
    expect(statementOf(all, all.proposals[0]!)).toBe(statement);
  });

  it('leave out what is said further of a source in its name', () => {
    const all = proposed(STORY, storyFound());
    const names = all.proposals.map((one) => nameOf(all, one));
    expect(names.slice(0, 4)).toEqual([
      'seven aides',
      'seven aides',
      'A regional diplomat',
      'IRGC',
    ]);
  });

  it('say what is missing', () => {
    const all = proposed(STORY, storyFound());
    const missing = all.proposals.map((one) => whatIsMissing(all, one));
    expect(missing).toEqual([null, null, null, null, null, 'It is not clear who “He” is.']);
  });
});

describe('a plan', () => {
  const all = proposed(STORY, storyFound());

  it('makes one claim of all positions on the same words', () => {
    const plans = planClaims(all, all.proposals.slice(0, 4));
    expect(plans.map(({ proposals }) => proposals.map(({ id }) => id))).toEqual([[1], [2, 3, 4]]);
  });

  it('adds to the claim that others went to, and to one that was chosen', () => {
    const [, second, third] = all.proposals;
    const before = { ...all, claims: new Map([[1, 70]]) };
    const plans = planClaims(before, [second!, third!], new Map([[third!.id, 80]]));
    expect(plans.map(({ claimId }) => claimId)).toEqual([70, 80]);
  });
});
