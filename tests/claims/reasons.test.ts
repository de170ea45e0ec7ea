import { describe, expect, test } from 'vitest';
import { deriveStanding } from '../../src/claims/standing.ts';
import { type ClaimWords, claim, outlet, person } from './facts.ts';

function reasonsOf(words: ClaimWords): [number, string][] {
  const { because } = deriveStanding(claim(words)).corroboration;
  return because.map(({ attributionId, text }) => [attributionId - 100, text]);
}

function setAsideOf(words: ClaimWords): [number, string][] {
  const { setAside } = deriveStanding(claim(words)).corroboration;
  return setAside.map(({ attributionId, text }) => [attributionId - 100, text]);
}

type Case = readonly [string, ClaimWords, readonly (readonly [number, string])[]];

const WHY: readonly Case[] = [
  [
    'a group, the same group again, and a second origin',
    {
      decisions: [['same', 'sources', 'seven Iraqi sources']],
      rows: [
        { source: 'seven Iraqi sources' },
        { source: 'sources' },
        { source: 'a regional diplomat', stance: 'confirms' },
        { source: 'IRGC', stance: 'no_response' },
      ],
    },
    [
      [1, 'seven Iraqi sources are one origin, up to 7 if spoken to separately'],
      [3, 'a regional diplomat is a second origin'],
      [2, 'the same source as 1: adds nothing'],
    ],
  ],
  [
    'the row that gives the number stands for the origin',
    {
      decisions: [['same', 'sources', 'seven Iraqi sources']],
      rows: [{ source: 'sources' }, { source: 'seven Iraqi sources' }],
    },
    [
      [2, 'seven Iraqi sources are one origin, up to 7 if spoken to separately'],
      [1, 'the same source as 2: adds nothing'],
    ],
  ],
  [
    'a group spoken to separately',
    { decisions: [['separate', 'seven sources']], rows: [{ source: 'seven sources' }] },
    [[1, 'seven sources, spoken to separately, count as 7 origins']],
  ],
  [
    'one of two groups spoken to separately',
    {
      sources: { 'two officers': { partOf: 'Army' }, 'three soldiers': { partOf: 'Army' } },
      decisions: [['separate', 'two officers']],
      rows: [{ source: 'two officers' }, { source: 'three soldiers' }],
    },
    [
      [1, 'two officers are one origin, counted as 2, up to 5 if all were spoken to separately'],
      [2, 'of one organisation with 1, Army: no origin of its own'],
    ],
  ],
  [
    'groups with no number, and a named source before them',
    { rows: [{ source: 'lawmakers' }, { source: 'officials' }, { source: 'IRGC' }] },
    [
      [3, 'IRGC is one origin'],
      [1, '“lawmakers” is another group with no number'],
      [2, '“officials” is another group with no number'],
    ],
  ],
  [
    'a counted group in one origin with an uncounted one',
    {
      sources: { 'two officers': { partOf: 'Army' }, soldiers: { partOf: 'Army' } },
      rows: [{ source: 'two officers' }, { source: 'soldiers' }],
    },
    [
      [1, 'two officers are one origin, with a group in it that gives no number'],
      [2, 'of one organisation with 1, Army: no origin of its own'],
    ],
  ],
  [
    'a named source stands for an origin before an unnamed one',
    {
      sources: { 'two officers': { partOf: 'Army' } },
      rows: [{ source: 'two officers' }, { source: 'Army' }],
    },
    [
      [2, 'Army is one origin, up to 2 with the groups in it'],
      [1, 'of one organisation with 2, Army: no origin of its own'],
    ],
  ],
  [
    'relayed ones, after the direct ones',
    {
      sources: { BBC: outlet() },
      rows: [
        { source: 'a diplomat', via: ['Times of Israel', 'AFP'] },
        { source: 'BBC' },
        { source: 'an officer', via: ['AFP'] },
        { source: 'lawmakers' },
      ],
    },
    [
      [4, '“lawmakers” is one group with no number'],
      [2, 'BBC: other media, no direct origin'],
      [1, 'a diplomat, only through Times of Israel and AFP: no direct origin'],
      [3, 'reached through AFP, as 1: no origin of its own'],
    ],
  ],
  [
    'a ring, and a contradiction at the end',
    {
      rows: [
        { source: 'Israel', stance: 'disputes', scope: 'part' },
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
      ],
    },
    [
      [2, 'B, only through A: no direct origin'],
      [3, 'in a ring of relays with 2: no origin of its own'],
      [1, 'Israel disputes part of it: contested'],
    ],
  ],
  [
    'outlets of one publisher',
    {
      sources: { Morning: outlet({ partOf: 'House' }), Evening: outlet({ partOf: 'House' }) },
      rows: [{ source: 'Morning' }, { source: 'Evening' }],
    },
    [
      [1, 'Morning: other media, no direct origin'],
      [2, 'of one publisher with 1, House: no origin of its own'],
    ],
  ],
  [
    'seen by our own staff, and a document',
    {
      sources: { 'Our reporter': { type: 'own' }, Decree: { type: 'record' } },
      rows: [
        { source: 'IRGC' },
        { source: 'Our reporter', directness: 'witnessed' },
        { source: 'Decree', directness: 'document' },
      ],
    },
    [
      [2, 'Our reporter witnessed it'],
      [3, 'Decree: the document itself was seen'],
      [1, 'IRGC is a third origin'],
    ],
  ],
];

const SET_ASIDE: readonly Case[] = [
  [
    'retracted',
    { rows: [{ source: 'IRGC' }, { source: 'IRGC', stance: 'retracts' }] },
    [[1, 'retracted by 2']],
  ],
  [
    'denied later by the same source',
    { rows: [{ source: 'IRGC' }, { source: 'IRGC', stance: 'denies', saidOn: '2024-10-02' }] },
    [[1, 'the same source denied it later, in 2']],
  ],
  [
    'an outlet that only carries another row',
    {
      sources: { BBC: outlet() },
      rows: [{ source: 'BBC' }, { source: 'a diplomat', via: ['BBC'] }],
    },
    [[1, 'carries 2: no origin of its own']],
  ],
];

describe('reasons of the corroboration', () => {
  test.each(WHY)('%s', (_name, words, expected) => expect(reasonsOf(words)).toEqual(expected));
  test.each(SET_ASIDE)('set aside: %s', (_name, words, expected) =>
    expect(setAsideOf(words)).toEqual(expected),
  );

  test('the same report in a second paper', () => {
    const words: ClaimWords = {
      sources: {
        one: { called: 'sources', articleId: 1 },
        two: { called: 'sources', articleId: 2 },
      },
      articles: [{ agency: 'Reuters' }, { agency: 'Reuters' }],
      rows: [{ source: 'one' }, { source: 'two', articleId: 2 }],
    };
    expect(reasonsOf(words)[1]).toEqual([
      2,
      'the same Reuters report as 1, in the same words: no origin of its own',
    ]);
    const [origin] = deriveStanding(claim(words)).corroboration.origins;
    expect(origin?.sharedBecause).toBe('both from the same Reuters report, in the same words');
  });
});

describe('origins', () => {
  test('list their rows in order of the claim, with what each adds', () => {
    const { origins } = deriveStanding(
      claim({
        sources: { Qaani: person({ partOf: 'IRGC' }), Deputy: person({ partOf: 'IRGC' }) },
        rows: [
          { source: 'lawmakers', via: ['AFP'] },
          { source: 'Deputy' },
          { source: 'Qaani', via: ['AFP'] },
          { source: 'IRGC' },
        ],
      }),
    ).corroboration;
    expect(origins).toEqual([
      {
        ...{ attributions: [102, 103, 104], direct: true, named: true, circular: false },
        ...{ min: 1, max: 1, sharedBecause: 'all of one organisation, IRGC' },
      },
      {
        ...{ attributions: [101], direct: false, named: false, circular: false },
        ...{ min: 0, max: null, sharedBecause: null },
      },
    ]);
  });

  test('are named by who speaks directly', () => {
    const { level, origins } = deriveStanding(
      claim({
        sources: { 'an officer': { partOf: 'Army' } },
        rows: [{ source: 'Army', via: ['AFP'] }, { source: 'an officer' }],
      }),
    ).corroboration;
    expect([level, origins.length, origins[0]?.named]).toEqual(['single_unnamed', 1, false]);
  });

  test('say what several ties they have in common', () => {
    const words: ClaimWords = {
      sources: { 'an officer': { partOf: 'Army' }, Spokesman: person({ partOf: 'Army' }) },
      rows: [
        { source: 'an officer', via: ['AFP'] },
        { source: 'a soldier', via: ['AFP'] },
        { source: 'Spokesman' },
      ],
    };
    expect(deriveStanding(claim(words)).corroboration.origins[0]?.sharedBecause).toBe(
      'both reached through AFP; both of one organisation, Army',
    );
  });
});
