import { describe, expect, test } from 'vitest';
import { bySource, extract, wordsAt } from './support.ts';

describe('who speaks', { timeout: 30_000 }, () => {
  test('a counted group with a reason, and "sources" in the lead as the same', () => {
    const text =
      'The minister told party leaders to stop quarrelling, sources said.\n' +
      'He made the request at a dinner, according to six Moldovan sources who spoke to the paper, ' +
      'including people in trade unions. A Western envoy confirmed the account. ' +
      'All the sources asked not to be named because the dinner was private.';
    const six = bySource(text, 'six Moldovan sources');
    expect(six).toMatchObject({
      count: 6,
      collective: true,
      source_type: 'untyped',
      stance: 'asserts',
    });
    expect(six.partial_types).toEqual(['civil_society']);
    const lead = extract(text).findIndex(({ source }) => wordsAt(text, source) === 'sources');
    expect(six.same_source_as).toBe(lead);
    expect(wordsAt(text, six.anonymity_reason)).toBe('the dinner was private');
    expect(bySource(text, 'A Western envoy')).toMatchObject({
      stance: 'confirms',
      source_type: 'diplomatic',
      collective: false,
    });
  });

  test('two sources joined by "and" are two attributions', () => {
    const text = 'Residents and aid workers said the road to the valley was closed.';
    expect(extract(text).map(({ source }) => wordsAt(text, source))).toEqual([
      'Residents',
      'aid workers',
    ]);
  });

  test('a short name later in the text is the same source', () => {
    const text =
      'Mira Kovac, an economist at the Danube Institute, said the bank had lost a third of its capital.\n' +
      '"Nobody saw this coming," Kovac said.';
    const [first, second] = extract(text);
    expect(first).toMatchObject({ source_type: 'expert', identity: 'named_person' });
    expect(second).toMatchObject({ source_type: 'expert', same_source_as: 0 });
    expect(wordsAt(text, second!.quote)).toBe('Nobody saw this coming,');
  });

  test('a pronoun stands for the person before it', () => {
    const text =
      'Mayor Ines Duarte said the tram would run again. She said repairs had taken a year.';
    expect(extract(text).at(-1)).toMatchObject({ same_source_as: 0, source_type: 'government' });
  });

  test('whom a spokesman speaks for', () => {
    const text = 'A spokesman for the ministry of transport said the tunnel was safe.';
    const found = bySource(text, 'spokesman');
    expect(wordsAt(text, found.on_behalf_of)).toBe('the ministry of transport');
    expect(found.source_type).toBe('government');
  });
});

describe('positions', () => {
  test('a passive denial in a relative clause', () => {
    const text =
      'The claims, which have been denied by aides to the governor and for which no proof was shown, ' +
      'were made in May.';
    const found = bySource(text, 'aides to the governor');
    expect(found).toMatchObject({ stance: 'denies', source_type: 'government', scope: 'whole' });
    expect(wordsAt(text, found.on_behalf_of)).toBe('the governor');
  });

  test('no immediate answer is provisional, and two who were asked are two', () => {
    const text =
      "The navy and Oman's Transport Ministry did not immediately respond to requests for comment.";
    const found = extract(text);
    expect(found.map(({ source }) => wordsAt(text, source))).toEqual([
      'The navy',
      "Oman's Transport Ministry",
    ]);
    for (const one of found)
      expect(one).toMatchObject({ stance: 'no_response', provisional: true });
    expect(found.map(({ source_type }) => source_type)).toEqual(['security', 'government']);
  });

  test.each([
    ['The bank declined to comment.', 'declines'],
    ['The bank neither confirmed nor denied the breach.', 'declines'],
    ['The general admitted that the shells were his.', 'admits'],
    ['The newspaper retracted the report about the judge.', 'retracts'],
    ['The ministry disputed the number of dead.', 'disputes'],
    ['The coach flatly denied the accusation.', 'denies'],
  ])('%s', (text, stance) => {
    expect(extract(text)[0]?.stance).toBe(stance);
  });

  test('a denial of a part', () => {
    expect(bySource('The agency denied parts of the report.', 'agency')).toMatchObject({
      stance: 'denies',
      scope: 'part',
    });
  });
});

describe('through whom', () => {
  test('an outlet that cites sources relays them', () => {
    const text = 'The Baltic Times cited sources saying that the port had been sold.';
    const found = bySource(text, 'sources');
    expect(found).toMatchObject({ identity: 'unnamed_bare', source_type: 'untyped' });
    expect(found.via.map(({ spans }) => wordsAt(text, spans))).toEqual(['The Baltic Times']);
  });

  test('told an outlet', () => {
    const text = 'Two customs officials told Reuters that the crates were empty.';
    const found = bySource(text, 'customs officials');
    expect(found.count).toBe(2);
    expect(found.via.map(({ spans }) => wordsAt(text, spans))).toEqual(['Reuters']);
  });

  test('the agency whose own report it is does not relay', () => {
    const text =
      'LISBON, March 3 (Reuters) - Two customs officials told Reuters that the crates were empty.';
    expect(bySource(text, 'customs officials').via).toEqual([]);
  });

  test('media reports are a source of their own kind', () => {
    const text = 'According to media reports, the tanker has left the port.';
    expect(bySource(text, 'media reports')).toMatchObject({
      source_type: 'media',
      identity: 'unnamed_bare',
    });
  });

  test('an own channel', () => {
    const text =
      "In an interview published by the movement's media arm, Salim Darwish said: “We will stay.”";
    expect(bySource(text, 'Darwish').via[0]).toMatchObject({ own_channel: true });
  });
});

describe('over several paragraphs', () => {
  test('a quotation that goes on is carried over from its speaker', () => {
    const text =
      '“We waited for hours,” said Ana Reis, a nurse.\n\n“Then the lights went out, and nobody came.”';
    const carried = extract(text).find((one) => one.carried);
    expect(carried).toMatchObject({ cue: [], same_source_as: 0, identity: 'named_person' });
    expect(wordsAt(text, carried!.source)).toContain('Ana Reis');
    expect(wordsAt(text, carried!.quote)).toBe('Then the lights went out, and nobody came.');
  });

  test('after a colon the next paragraph is the content', () => {
    const text = 'The bishop wrote:\n\n“Every door stays open tonight.”';
    expect(wordsAt(text, bySource(text, 'The bishop').content)).toContain('Every door stays open');
  });

  test('two who denied, each after "by"', () => {
    const text =
      'Claims that the vote was bought have been denied by the union and by aides to the mayor.';
    const deniers = extract(text).filter(({ stance }) => stance === 'denies');
    expect(deniers.map(({ source }) => wordsAt(text, source))).toEqual([
      'the union',
      'aides to the mayor',
    ]);
  });
});

describe('what is left out', () => {
  test('headings, captions and repeated headlines', () => {
    const text =
      'Minister Says Bridge Is Safe\n\nThe bridge, which the minister says is safe. (Reuters)\nTT\n\n' +
      'Minister Says Bridge Is Safe\n\nELECTIONS NEXT YEAR\n\nThe minister said the bridge was safe.';
    const body = text.lastIndexOf('The minister said');
    expect(extract(text).every(({ source }) => source.every(([start]) => start >= body))).toBe(
      true,
    );
  });

  test('a text without any attribution', () => {
    expect(extract('The train left at nine. It was raining.')).toEqual([]);
  });
});
