import { describe, expect, test } from 'vitest';
import { deriveStanding } from '../../src/claims/standing.ts';
import { type ClaimWords, claim, outlet, person } from './facts.ts';

/** The corroboration as one line: "multi_unnamed 2 to 8: all_unnamed". */
function levelOf(words: ClaimWords): string {
  const { level, min, max, flags } = deriveStanding(claim(words)).corroboration;
  const interval = max === null ? `${min} or more` : min === max ? `${min}` : `${min} to ${max}`;
  return flags.length > 0 ? `${level} ${interval}: ${flags.join(', ')}` : `${level} ${interval}`;
}

type Case = readonly [string, ClaimWords, string];

const SEVEN = { source: 'seven Iraqi sources' };
const TOLD_AFP: ClaimWords = {
  sources: {
    'sources 1': { called: 'sources', identity: 'unnamed_bare', articleId: 1 },
    'sources 2': { called: 'sources', identity: 'unnamed_bare', articleId: 2 },
    'sources 3': { called: 'sources', identity: 'unnamed_bare', articleId: 3 },
    AFP: outlet(),
  },
  articles: [{ publisher: 'Paper A' }, { publisher: 'Paper B' }, { publisher: 'Paper C' }],
  rows: [
    { source: 'sources 1', via: ['AFP'], articleId: 1 },
    { source: 'sources 2', via: ['AFP'], articleId: 2 },
    { source: 'sources 3', via: ['AFP'], articleId: 3 },
  ],
};

const WORKED_EXAMPLES: readonly Case[] = [
  ['seven Iraqi sources', { rows: [SEVEN] }, 'multi_unnamed 1 to 7: all_unnamed'],
  [
    'and a regional diplomat confirmed',
    { rows: [SEVEN, { source: 'a regional diplomat', stance: 'confirms' }] },
    'multi_unnamed 2 to 8: all_unnamed',
  ],
  [
    'and bare "sources" in the lead, declared the same as the seven',
    {
      rows: [SEVEN, { source: 'sources' }, { source: 'a regional diplomat', stance: 'confirms' }],
      decisions: [['same', 'sources', 'seven Iraqi sources']],
    },
    'multi_unnamed 2 to 8: all_unnamed',
  ],
  [
    'the same Reuters report in a second paper',
    {
      sources: {
        'seven Iraqi sources': { articleId: 1 },
        'the seven again': {
          ...{ called: 'Seven  Iraqi sources', identity: 'unnamed_described' },
          ...{ articleId: 2, collective: true, count: 7 },
        },
      },
      articles: [
        { publisher: 'Asharq Al-Awsat', agency: 'Reuters' },
        { publisher: 'Second Paper', agency: 'Reuters' },
      ],
      rows: [SEVEN, { source: 'the seven again', articleId: 2 }],
    },
    'multi_unnamed 1 to 7: shared_origin, all_unnamed',
  ],
  [
    'three papers, each "sources told AFP"',
    TOLD_AFP,
    'relayed 0 or more: shared_origin, all_unnamed',
  ],
  [
    'the Times of Israel cited sources',
    {
      sources: { 'a source': { identity: 'unnamed_bare' }, 'Times of Israel': outlet() },
      rows: [{ source: 'a source', via: ['Times of Israel'] }],
    },
    'relayed 0 to 1: all_unnamed',
  ],
  [
    'according to media reports',
    {
      sources: { 'media reports': outlet({ identity: 'unnamed_bare', collective: false }) },
      rows: [{ source: 'media reports' }],
    },
    'relayed 0 to 1: all_unnamed',
  ],
  [
    "in an interview published by the faction's media arm",
    {
      sources: { 'Abu Ali': person() },
      rows: [{ source: 'Abu Ali', via: ['own: Faction TV'], interest: 'party' }],
    },
    'single_named 1: interested_only',
  ],
  [
    'aired by lawmakers and major media organizations',
    {
      sources: { 'major media': { type: 'media' } },
      rows: [{ source: 'lawmakers' }, { source: 'major media' }],
    },
    'uncounted_group 1 or more: all_unnamed',
  ],
];

const LEVELS: readonly Case[] = [
  ['nobody', {}, 'unattributed 0'],
  [
    'only denials',
    { adverse: true, subjects: ['IRGC'], rows: [{ source: 'IRGC', stance: 'denies' }] },
    'unattributed 0',
  ],
  ['one unnamed person', { rows: [{ source: 'a diplomat' }] }, 'single_unnamed 1: all_unnamed'],
  [
    'one group, no number',
    { rows: [{ source: 'lawmakers' }] },
    'uncounted_group 1 or more: all_unnamed',
  ],
  ['one named source', { rows: [{ source: 'IRGC' }] }, 'single_named 1'],
  ['an admission supports', { rows: [{ source: 'IRGC', stance: 'admits' }] }, 'single_named 1'],
  [
    'two unnamed people',
    { rows: [{ source: 'a diplomat' }, { source: 'an adviser' }] },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'a named and an unnamed one',
    { rows: [{ source: 'IRGC' }, { source: 'a diplomat' }] },
    'multi_named 2',
  ],
  [
    'one soldier, and a counted group of the same army that is only relayed',
    {
      sources: { 'a soldier': { partOf: 'Army' }, 'two officers': { partOf: 'Army' } },
      rows: [{ source: 'a soldier' }, { source: 'two officers', via: ['AFP'] }],
    },
    'single_unnamed 1 to 2: shared_origin, all_unnamed',
  ],
  [
    'a named one that is only relayed does not make two',
    { rows: [{ source: 'IRGC', via: ['AFP'] }, { source: 'a diplomat' }] },
    'single_unnamed 1 to 2',
  ],
  [
    'a counted group that is only relayed',
    { rows: [{ source: 'seven officials', via: ['AFP'] }] },
    'relayed 0 to 7: all_unnamed',
  ],
  [
    'a named collective gives no open end',
    { sources: { Lawmakers: { collective: true } }, rows: [{ source: 'Lawmakers' }] },
    'single_named 1',
  ],
  [
    'our own staff witnessed it',
    {
      sources: { 'Own reporter': { type: 'own' } },
      rows: [{ source: 'lawmakers' }, { source: 'Own reporter', directness: 'witnessed' }],
    },
    'primary 2 or more',
  ],
  [
    'our own staff saw the document',
    { sources: { Own: { type: 'own' } }, rows: [{ source: 'Own', directness: 'document' }] },
    'primary 1',
  ],
  [
    'our own staff heard of it',
    { sources: { Own: { type: 'own' } }, rows: [{ source: 'Own', directness: 'second_hand' }] },
    'single_named 1',
  ],
  [
    'a document seen directly',
    {
      sources: { Decree: { type: 'record' } },
      rows: [{ source: 'Decree', directness: 'document' }],
    },
    'primary 1',
  ],
  [
    'a document seen by another outlet',
    {
      sources: { Decree: { type: 'record' } },
      rows: [{ source: 'Decree', directness: 'document', via: ['AFP'] }],
    },
    'relayed 0 to 1',
  ],
  [
    'a record that nobody says was seen',
    { sources: { Decree: { type: 'record' } }, rows: [{ source: 'Decree' }] },
    'single_named 1',
  ],
  [
    'a document shown by a politician is not primary',
    { rows: [{ source: 'Party', directness: 'document' }] },
    'single_named 1',
  ],
  [
    'our own staff witnessed it, as another outlet tells',
    {
      sources: { Own: { type: 'own' } },
      rows: [{ source: 'Own', directness: 'witnessed', via: ['AFP'] }],
    },
    'relayed 0 to 1',
  ],
];

const RELAYS: readonly Case[] = [
  [
    'the publisher and the agency of the article are no relays',
    {
      articles: [{ publisher: 'Asharq Al-Awsat', agency: 'Reuters' }],
      rows: [{ source: 'a diplomat', via: ['Asharq Al-Awsat', 'Reuters'] }],
    },
    'single_unnamed 1: all_unnamed',
  ],
  [
    'but those of another article are',
    {
      articles: [{ publisher: 'Asharq Al-Awsat' }, { agency: 'Reuters' }],
      rows: [{ source: 'a diplomat', via: ['Reuters'] }],
    },
    'relayed 0 to 1: all_unnamed',
  ],
  [
    'an outlet without a relay is relayed',
    { sources: { BBC: outlet() }, rows: [{ source: 'BBC' }] },
    'relayed 0 to 1',
  ],
  [
    'an outlet that witnessed it is direct',
    { sources: { BBC: outlet() }, rows: [{ source: 'BBC', directness: 'witnessed' }] },
    'single_named 1',
  ],
  [
    'an outlet that has it first hand is direct',
    { sources: { BBC: outlet() }, rows: [{ source: 'BBC', directness: 'first_hand' }] },
    'single_named 1',
  ],
  [
    'an outlet that witnessed it, as another tells',
    {
      sources: { BBC: outlet() },
      rows: [{ source: 'BBC', directness: 'witnessed', via: ['AFP'] }],
    },
    'relayed 0 to 1',
  ],
  [
    'an outlet that the claim is about is direct',
    { subjects: ['BBC'], sources: { BBC: outlet() }, rows: [{ source: 'BBC' }] },
    'single_named 1',
  ],
  [
    'an outlet that the claim is about, through another',
    { subjects: ['BBC'], sources: { BBC: outlet() }, rows: [{ source: 'BBC', via: ['AFP'] }] },
    'relayed 0 to 1',
  ],
  [
    'an outlet that only carries another row is no origin',
    {
      sources: { 'Times of Israel': outlet() },
      rows: [{ source: 'a diplomat', via: ['Times of Israel'] }, { source: 'Times of Israel' }],
    },
    'relayed 0 to 1',
  ],
  [
    'an outlet that carries a row and was there itself is one',
    {
      sources: { 'Times of Israel': outlet() },
      rows: [
        { source: 'a diplomat', via: ['Times of Israel'] },
        { source: 'Times of Israel', directness: 'witnessed' },
      ],
    },
    'single_named 1 to 2',
  ],
  [
    'a politician who passes on what another said is still one',
    { rows: [{ source: 'a diplomat', via: ['Party'] }, { source: 'Party' }] },
    'single_named 1 to 2',
  ],
  [
    'an own channel carries nothing away',
    {
      sources: { 'Faction TV': outlet() },
      rows: [{ source: 'Faction', via: ['own: Faction TV'] }, { source: 'Faction TV' }],
    },
    'single_named 1 to 2',
  ],
];

const ONE_ORIGIN: readonly Case[] = [
  [
    'the same source twice',
    { rows: [{ source: 'IRGC' }, { source: 'IRGC', stance: 'confirms' }] },
    'single_named 1',
  ],
  [
    'two declared the same: no shared origin, it is one source',
    { decisions: [['same', 'IRGC', 'Guards']], rows: [{ source: 'IRGC' }, { source: 'Guards' }] },
    'single_named 1',
  ],
  [
    'declared the same over a third',
    {
      decisions: [
        ['same', 'C', 'B'],
        ['same', 'B', 'A'],
      ],
      rows: [{ source: 'A' }, { source: 'C' }],
    },
    'single_named 1',
  ],
  [
    'a person and the organisation',
    {
      sources: { Qaani: person({ partOf: 'IRGC' }) },
      rows: [{ source: 'Qaani' }, { source: 'IRGC' }],
    },
    'single_named 1: shared_origin',
  ],
  [
    'two of one organisation that does not speak itself',
    {
      sources: { Qaani: person({ partOf: 'IRGC' }), 'an officer': { partOf: 'IRGC' } },
      rows: [{ source: 'Qaani' }, { source: 'an officer' }],
    },
    'single_named 1: shared_origin',
  ],
  [
    'an unnamed group and its organisation',
    {
      sources: { officers: { partOf: 'IRGC' } },
      rows: [{ source: 'officers' }, { source: 'IRGC' }],
    },
    'single_named 1 or more: shared_origin',
  ],
  [
    'two organisations, one part of the other, are two',
    {
      sources: { 'Quds Force': { partOf: 'IRGC' } },
      rows: [{ source: 'Quds Force' }, { source: 'IRGC' }],
    },
    'multi_named 2',
  ],
  [
    'people of two organisations under one roof are two',
    {
      sources: {
        Army: { partOf: 'State' },
        Police: { partOf: 'State' },
        'a soldier': { partOf: 'Army' },
        'an inspector': { partOf: 'Police' },
      },
      rows: [{ source: 'a soldier' }, { source: 'an inspector' }],
    },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'an editor decided that he counts apart',
    {
      sources: { Qaani: person({ partOf: 'IRGC' }) },
      decisions: [['apart', 'Qaani']],
      rows: [{ source: 'Qaani' }, { source: 'IRGC' }],
    },
    'multi_named 2',
  ],
  [
    'apart from another organisation changes nothing',
    {
      sources: { Qaani: person({ partOf: 'IRGC' }) },
      decisions: [['apart', 'Qaani', 'Iran']],
      rows: [{ source: 'Qaani' }, { source: 'IRGC' }],
    },
    'single_named 1: shared_origin',
  ],
  [
    'outlets of one publisher, at any height',
    {
      sources: {
        'News House': { type: 'business' },
        'Press Group': { partOf: 'News House' },
        'Morning Paper': outlet({ partOf: 'Press Group' }),
        'Evening Paper': outlet({ partOf: 'News House' }),
      },
      rows: [
        { source: 'Morning Paper', directness: 'witnessed' },
        { source: 'Evening Paper', directness: 'witnessed' },
      ],
    },
    'single_named 1: shared_origin',
  ],
  [
    'an outlet and the outlet it belongs to',
    {
      sources: { Agency: outlet(), 'Agency Arabic': outlet({ partOf: 'Agency' }) },
      rows: [{ source: 'Agency' }, { source: 'Agency Arabic' }],
    },
    'relayed 0 to 1: shared_origin',
  ],
  [
    'an outlet of a state and an official of that state are two',
    {
      sources: { 'State TV': outlet({ partOf: 'State' }), 'an official': { partOf: 'State' } },
      rows: [{ source: 'State TV', directness: 'witnessed' }, { source: 'an official' }],
    },
    'multi_named 2',
  ],
  [
    'two that are tied over an outlet which only carries another row',
    {
      sources: {
        Paper: outlet({ identity: 'named_person', partOf: 'House' }),
        'a reporter': { partOf: 'Paper' },
      },
      rows: [
        { source: 'House' },
        { source: 'a reporter' },
        { source: 'Paper' },
        { source: 'a diplomat', via: ['Paper'] },
      ],
    },
    'single_named 1 to 2: shared_origin',
  ],
  [
    'an outlet that counts apart from its publisher',
    {
      sources: {
        'Morning Paper': outlet({ partOf: 'House' }),
        'Evening Paper': outlet({ partOf: 'House' }),
      },
      decisions: [['apart', 'Morning Paper', 'House']],
      rows: [
        { source: 'Morning Paper', directness: 'witnessed' },
        { source: 'Evening Paper', directness: 'witnessed' },
      ],
    },
    'multi_named 2',
  ],
  [
    'an outlet that counts apart from the top of its publishers',
    {
      sources: {
        Left: { partOf: 'House' },
        'Left Paper': outlet({ partOf: 'Left' }),
        'Right Paper': outlet({ partOf: 'House' }),
      },
      decisions: [['apart', 'Left Paper', 'House']],
      rows: [{ source: 'Left Paper' }, { source: 'Right Paper' }],
    },
    'relayed 0 to 2',
  ],
  [
    'a publisher group that counts apart from the group above',
    {
      sources: {
        Left: { partOf: 'House' },
        'Left Paper': outlet({ partOf: 'Left' }),
        'Right Paper': outlet({ partOf: 'House' }),
      },
      decisions: [['apart', 'Left', 'House']],
      rows: [{ source: 'Left Paper' }, { source: 'Right Paper' }],
    },
    'relayed 0 to 2',
  ],
];

const ALIKE: ClaimWords = {
  sources: {
    'diplomat 1': { called: 'a regional diplomat', collective: false, articleId: 1 },
    'diplomat 2': {
      called: 'A  Regional Diplomat ',
      articleId: 2,
      ...{ identity: 'unnamed_described', collective: false },
    },
  },
  rows: [
    { source: 'diplomat 1', articleId: 1 },
    { source: 'diplomat 2', articleId: 2 },
  ],
};
const REUTERS_TWICE = [{ agency: 'Reuters' }, { agency: 'Reuters' }];

const REPORTS: readonly Case[] = [
  [
    'alike in two papers with one agency',
    { ...ALIKE, articles: REUTERS_TWICE },
    'single_unnamed 1: shared_origin, all_unnamed',
  ],
  [
    'alike in two papers with two agencies',
    { ...ALIKE, articles: [{ agency: 'Reuters' }, { agency: 'AFP' }] },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'alike in two papers without an agency may be two',
    { ...ALIKE, articles: [{ publisher: 'Paper' }, { publisher: 'Paper' }] },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'alike in the articles of one agency, which an article of another claim carries',
    {
      ...ALIKE,
      articles: [{ publisher: 'Reuters' }, { publisher: 'Reuters' }, { agency: 'Reuters' }],
    },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'described in an article that the claim does not touch: the row tells where it stands',
    {
      ...ALIKE,
      articles: [...REUTERS_TWICE, { agency: 'AFP' }],
      sources: {
        ...ALIKE.sources,
        'diplomat 2': { called: 'a regional diplomat', collective: false, articleId: 3 },
      },
    },
    'single_unnamed 1: shared_origin, all_unnamed',
  ],
  [
    'alike in the article of the agency itself and in a paper that carries it',
    { ...ALIKE, articles: [{ publisher: 'Reuters' }, { publisher: 'Paper', agency: 'Reuters' }] },
    'single_unnamed 1: shared_origin, all_unnamed',
  ],
  [
    'other words',
    {
      ...ALIKE,
      articles: REUTERS_TWICE,
      sources: { ...ALIKE.sources, 'diplomat 2': { called: 'a diplomat', articleId: 2 } },
    },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'alike in one article: an editor made them two',
    {
      ...ALIKE,
      articles: REUTERS_TWICE,
      sources: { ...ALIKE.sources, 'diplomat 2': { called: 'a regional diplomat', articleId: 1 } },
    },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'two alike in one article, one of them again in a second paper',
    {
      ...ALIKE,
      articles: REUTERS_TWICE,
      sources: {
        ...ALIKE.sources,
        'diplomat 3': { called: 'a regional diplomat', collective: false, articleId: 1 },
      },
      rows: [...(ALIKE.rows ?? []), { source: 'diplomat 3' }],
    },
    'multi_unnamed 2: shared_origin, all_unnamed',
  ],
  [
    'an editor recorded that the two were spoken to separately',
    { ...ALIKE, articles: REUTERS_TWICE, decisions: [['separate', 'diplomat 2', 'diplomat 1']] },
    'multi_unnamed 2: all_unnamed',
  ],
  [
    'named sources of one name are a matter of the directory, not of the report',
    {
      articles: REUTERS_TWICE,
      sources: { 'Ali 1': person({ called: 'Ali' }), 'Ali 2': person({ called: 'Ali' }) },
      rows: [{ source: 'Ali 1' }, { source: 'Ali 2', articleId: 2 }],
    },
    'multi_named 2',
  ],
];

const THROUGH_ONE_RELAY: readonly Case[] = [
  [
    'in other words, through the same furthest relay',
    {
      rows: [
        { source: 'a diplomat', via: ['AFP'] },
        { source: 'an officer', via: ['BBC', 'AFP'] },
      ],
    },
    'relayed 0 to 1: shared_origin, all_unnamed',
  ],
  [
    'through the same nearest relay, but another furthest',
    {
      rows: [
        { source: 'a diplomat', via: ['BBC', 'AFP'] },
        { source: 'an officer', via: ['BBC', 'AP'] },
      ],
    },
    'relayed 0 to 2: all_unnamed',
  ],
  [
    'named sources through one relay are two',
    {
      rows: [
        { source: 'IRGC', via: ['AFP'] },
        { source: 'Iran', via: ['AFP'] },
      ],
    },
    'relayed 0 to 2',
  ],
  [
    'a named and an unnamed source through one relay are two',
    {
      rows: [
        { source: 'IRGC', via: ['AFP'] },
        { source: 'a diplomat', via: ['AFP'] },
      ],
    },
    'relayed 0 to 2',
  ],
  [
    'the furthest relay is an own channel: the one before it counts',
    {
      rows: [
        { source: 'a diplomat', via: ['AFP', 'own: TV'] },
        { source: 'an officer', via: ['AFP'] },
      ],
    },
    'relayed 0 to 1: shared_origin, all_unnamed',
  ],
  [
    'counted groups through one relay add up',
    {
      rows: [
        { source: 'three diplomats', via: ['AFP'] },
        { source: 'two officers', via: ['AFP'] },
      ],
    },
    'relayed 0 to 5: shared_origin, all_unnamed',
  ],
  [
    'another decision about the two does not part them',
    {
      decisions: [['apart', 'a diplomat', 'an officer']],
      rows: [
        { source: 'a diplomat', via: ['AFP'] },
        { source: 'an officer', via: ['AFP'] },
      ],
    },
    'relayed 0 to 1: shared_origin, all_unnamed',
  ],
  [
    'spoken to separately, as an editor recorded',
    {
      decisions: [['separate', 'a diplomat', 'an officer']],
      rows: [
        { source: 'a diplomat', via: ['AFP'] },
        { source: 'an officer', via: ['AFP'] },
      ],
    },
    'relayed 0 to 2: all_unnamed',
  ],
];

const RINGS: readonly Case[] = [
  ['it cites itself', { rows: [{ source: 'A', via: ['A'] }] }, 'relayed 0 to 1: circular'],
  [
    'A from B, B from A',
    {
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
      ],
    },
    'relayed 0 to 1: circular, shared_origin',
  ],
  [
    'outlets that have it from each other are still one origin',
    {
      sources: { A: outlet(), B: outlet() },
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
      ],
    },
    'relayed 0 to 1: circular, shared_origin',
  ],
  [
    'A from B, B from C, C from A',
    {
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'C', via: ['B'] },
        { source: 'A', via: ['C'] },
      ],
    },
    'relayed 0 to 1: circular, shared_origin',
  ],
  [
    'over the relays of longer rows',
    {
      rows: [
        { source: 'a diplomat', via: ['A', 'B'] },
        { source: 'A', via: ['C', 'B'] },
      ],
    },
    'relayed 0 to 2: circular',
  ],
  [
    'two rings, one fed by the other, are two origins',
    {
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
        { source: 'C', via: ['B'] },
        { source: 'D', via: ['C'] },
        { source: 'C', via: ['D'] },
      ],
    },
    'relayed 0 to 2: circular, shared_origin',
  ],
  [
    'a ring of outlets that carries a true source is no origin of its own',
    {
      sources: { A: outlet(), B: outlet() },
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
        { source: 'a diplomat', via: ['B'] },
      ],
    },
    'relayed 0 to 1: circular',
  ],
  [
    'a ring with an outlet that carries a true source, and a politician on it',
    {
      sources: { B: outlet() },
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
        { source: 'a diplomat', via: ['B'] },
      ],
    },
    'relayed 0 to 2: circular',
  ],
  [
    'someone on the ring was there',
    { rows: [{ source: 'B', via: ['A'] }, { source: 'A', via: ['B'] }, { source: 'A' }] },
    'single_named 1: circular, shared_origin',
  ],
  [
    'the ring closes through a source declared the same',
    {
      decisions: [['same', 'A', 'A again']],
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A again', via: ['B'] },
      ],
    },
    'relayed 0 to 1: circular, shared_origin',
  ],
  [
    'the publisher of the article closes no ring',
    {
      articles: [{ publisher: 'A' }],
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'A', via: ['B'] },
      ],
    },
    'single_named 1 to 2',
  ],
  [
    'a chain is no ring',
    {
      rows: [
        { source: 'B', via: ['A'] },
        { source: 'C', via: ['B'] },
      ],
    },
    'relayed 0 to 2',
  ],
];

const NUMBERS: readonly Case[] = [
  [
    'members spoken to separately',
    { decisions: [['separate', 'seven Iraqi sources']], rows: [SEVEN] },
    'multi_unnamed 7: all_unnamed',
  ],
  [
    'spoken to separately by another outlet proves nothing here',
    {
      decisions: [['separate', 'seven Iraqi sources']],
      rows: [{ ...SEVEN, via: ['AFP'] }],
    },
    'relayed 0 to 7: all_unnamed',
  ],
  [
    'spoken to separately by another outlet, beside a direct row of the same organisation',
    {
      sources: { 'two officers': { partOf: 'Army' } },
      decisions: [['separate', 'two officers']],
      rows: [{ source: 'two officers', via: ['AFP'] }, { source: 'Army' }],
    },
    'single_named 1 to 2: shared_origin',
  ],
  [
    'two groups spoken to separately from each other: nothing is known of their members',
    {
      decisions: [['separate', 'seven Iraqi sources', 'five officials']],
      rows: [SEVEN, { source: 'five officials' }],
    },
    'multi_unnamed 2 to 12: all_unnamed',
  ],
  [
    'a group that counts apart from its organisation: nothing is known of its members',
    { decisions: [['apart', 'seven Iraqi sources']], rows: [SEVEN] },
    'multi_unnamed 1 to 7: all_unnamed',
  ],
  [
    'separately, in an origin that has another group as well',
    {
      sources: { 'two officers': { partOf: 'Army' }, 'three soldiers': { partOf: 'Army' } },
      decisions: [['separate', 'two officers']],
      rows: [{ source: 'two officers' }, { source: 'three soldiers' }],
    },
    'multi_unnamed 2 to 5: shared_origin, all_unnamed',
  ],
  [
    'a group and a single person of one organisation',
    {
      sources: { 'two officers': { partOf: 'Army' }, 'a soldier': { partOf: 'Army' } },
      rows: [{ source: 'two officers' }, { source: 'a soldier' }],
    },
    'multi_unnamed 1 to 2: shared_origin, all_unnamed',
  ],
  [
    'a counted and an uncounted group of one organisation',
    {
      sources: { 'two officers': { partOf: 'Army' }, soldiers: { partOf: 'Army' } },
      rows: [{ source: 'two officers' }, { source: 'soldiers' }],
    },
    'multi_unnamed 1 or more: shared_origin, all_unnamed',
  ],
  [
    'one open group opens the whole',
    { rows: [SEVEN, { source: 'lawmakers' }] },
    'multi_unnamed 2 or more: all_unnamed',
  ],
  [
    'a relayed open group opens it as well',
    { rows: [{ source: 'IRGC' }, { source: 'lawmakers', via: ['AFP'] }] },
    'single_named 1 or more',
  ],
  [
    'declared the same as a counted group that has no row here',
    { decisions: [['same', 'sources', 'seven Iraqi sources']], rows: [{ source: 'sources' }] },
    'multi_unnamed 1 to 7: all_unnamed',
  ],
  [
    'two counts of one group: the larger is possible',
    {
      decisions: [['same', 'five sources', 'seven Iraqi sources']],
      rows: [SEVEN, { source: 'five sources' }],
    },
    'multi_unnamed 1 to 7: all_unnamed',
  ],
];

const FLAGS: readonly Case[] = [
  [
    'a third party denies',
    { rows: [{ source: 'IRGC' }, { source: 'Israel', stance: 'denies' }] },
    'single_named 1: contested',
  ],
  [
    'a third party disputes what nobody supports',
    { rows: [{ source: 'Israel', stance: 'disputes' }] },
    'unattributed 0: contested',
  ],
  [
    "a subject's denial is a position, not a contradiction",
    {
      adverse: true,
      subjects: ['IRGC'],
      rows: [{ source: 'Israel' }, { source: 'IRGC', stance: 'denies' }],
    },
    'single_named 1',
  ],
  [
    'a third party denies it and takes that back',
    {
      rows: [
        { source: 'IRGC' },
        { source: 'Israel', stance: 'denies' },
        { source: 'Israel', stance: 'retracts' },
      ],
    },
    'single_named 1',
  ],
  [
    'a subject that says both is contested',
    {
      subjects: ['IRGC'],
      rows: [{ source: 'IRGC' }, { source: 'IRGC', stance: 'denies' }],
    },
    'single_named 1: contested',
  ],
  [
    'all have a stake',
    {
      rows: [
        { source: 'Party', interest: 'party' },
        { source: 'IRGC', interest: 'subject' },
      ],
    },
    'multi_named 2: interested_only',
  ],
  [
    'one has none that we know',
    { rows: [{ source: 'Party', interest: 'party' }, { source: 'IRGC' }] },
    'multi_named 2',
  ],
  [
    'an admission beside one with a stake',
    {
      rows: [
        { source: 'Party', interest: 'party' },
        { source: 'IRGC', stance: 'admits', interest: 'independent' },
      ],
    },
    'multi_named 2: interested_only',
  ],
  [
    'an admission alone is against interest',
    { adverse: true, rows: [{ source: 'IRGC', interest: 'subject' }] },
    'single_named 1',
  ],
  [
    'everything is carried over',
    { rows: [{ ...SEVEN, carried: true }] },
    'multi_unnamed 1 to 7: all_unnamed, carried_over',
  ],
  [
    'one row is not carried over',
    { rows: [{ ...SEVEN, carried: true }, { source: 'IRGC' }] },
    'multi_named 2 to 8',
  ],
  [
    'named somewhere, though only through media',
    { rows: [{ source: 'a diplomat' }, { source: 'IRGC', via: ['AFP'] }] },
    'single_unnamed 1 to 2',
  ],
];

const NO_LONGER: readonly Case[] = [
  [
    'the supporter denies it later',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-02' },
      ],
    },
    'unattributed 0: contested',
  ],
  [
    'the supporter, under another description, disputes it later',
    {
      decisions: [['same', 'IRGC', 'Guards']],
      rows: [{ source: 'IRGC' }, { source: 'Guards', stance: 'disputes', saidOn: '2024-10-02' }],
    },
    'unattributed 0: contested',
  ],
  [
    'a denial of the same day, or without a date, does not end the support',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-02' },
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-02' },
        { source: 'IRGC', stance: 'denies' },
      ],
    },
    'single_named 1: contested',
  ],
  [
    'a retracted denial does not end it',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-02' },
        { source: 'IRGC', stance: 'retracts', retracts: [2] },
      ],
    },
    'single_named 1',
  ],
];

describe.each([
  ['worked examples', WORKED_EXAMPLES],
  ['levels', LEVELS],
  ['relays', RELAYS],
  ['one origin', ONE_ORIGIN],
  ["one agency's report", REPORTS],
  ['through one relay', THROUGH_ONE_RELAY],
  ['rings', RINGS],
  ['numbers', NUMBERS],
  ['flags', FLAGS],
  ['supports no longer', NO_LONGER],
] as const)('corroboration: %s', (_, cases) => {
  test.each(cases)('%s', (_name, words, expected) => {
    expect(levelOf(words)).toBe(expected);
  });
});
