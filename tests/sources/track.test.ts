import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawRecord } from '../../src/sources/record-bar.ts';
import {
  isIn,
  TRACKS,
  type Track,
  type TrackedClaim,
  trackClaim,
} from '../../src/sources/track.ts';
import { anAttribution, aSource, someFacts } from '../support/claims.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';
import { addClaim, addSource, dataOf } from './stories.ts';

const IRGC = 1;
const DIPLOMAT = 2;
const ADVISERS = 3;
const PAPER = 4;
const sources = [
  aSource(IRGC, 'IRGC', { identity: 'named_org' }),
  aSource(DIPLOMAT, 'a regional diplomat'),
  aSource(ADVISERS, 'advisers to Sudani'),
  aSource(PAPER, 'Times of Israel', { type: 'media', identity: 'named_org' }),
];
const asserts = anAttribution(1, IRGC, 'asserts', { saidOn: '2024-10-02' });

describe('the record of a source on one claim', () => {
  const cases: [string, Parameters<typeof someFacts>[1], Track[]][] = [
    ['asserted it', [asserts], ['asserted']],
    ['confirmed it', [anAttribution(1, IRGC, 'confirms')], ['asserted']],
    ['has no position', [anAttribution(1, DIPLOMAT, 'asserts')], []],
    [
      'asserted it, and another asserts it too',
      [asserts, anAttribution(2, DIPLOMAT, 'asserts')],
      ['asserted'],
    ],
    [
      'asserted it, and another confirms it',
      [asserts, anAttribution(2, DIPLOMAT, 'confirms')],
      ['asserted', 'confirmed'],
    ],
    [
      'asserted it, and confirmed it itself',
      [asserts, anAttribution(2, IRGC, 'confirms')],
      ['asserted'],
    ],
    [
      'asserted it, and it was denied',
      [asserts, anAttribution(2, ADVISERS, 'denies')],
      ['asserted', 'denied'],
    ],
    [
      'asserted it, and a denial was taken back',
      [asserts, anAttribution(2, ADVISERS, 'denies'), anAttribution(3, ADVISERS, 'retracts')],
      ['asserted'],
    ],
    [
      'took it back',
      [asserts, anAttribution(2, IRGC, 'retracts', { saidOn: '2024-10-05' })],
      ['asserted', 'retracted'],
    ],
    [
      'took back what it had not said yet',
      [asserts, anAttribution(2, IRGC, 'retracts', { saidOn: '2024-10-01' })],
      ['asserted', 'retracted'],
    ],
    [
      'was relayed by one who took that back',
      [
        anAttribution(1, IRGC, 'asserts', { via: [{ sourceId: PAPER, ownChannel: false }] }),
        anAttribution(2, PAPER, 'retracts'),
      ],
      ['asserted', 'retracted'],
    ],
    [
      'denied what another says',
      [anAttribution(1, DIPLOMAT, 'asserts'), anAttribution(2, IRGC, 'denies')],
      ['denies'],
    ],
    [
      'did not answer, then denied',
      [
        anAttribution(1, IRGC, 'no_response', { saidOn: '2024-10-02' }),
        anAttribution(2, IRGC, 'denies', { saidOn: '2024-10-03' }),
      ],
      ['denies'],
    ],
    ['declined', [anAttribution(1, IRGC, 'declines')], ['silent']],
  ];

  it.each(cases)('%s', (_what, attributions, tracks) => {
    const claim = trackClaim(IRGC, { id: 7, facts: someFacts(sources, attributions) });
    expect(TRACKS.filter((track) => claim && isIn(track, claim))).toEqual(tracks);
  });

  it('counts nobody as another who was declared the same', () => {
    const decisions = [{ id: 1, judgement: 'same', sourceId: DIPLOMAT, otherId: IRGC }] as const;
    const facts = someFacts(sources, [asserts, anAttribution(2, DIPLOMAT, 'confirms')], {
      decisions,
    });
    expect(trackClaim(IRGC, { id: 7, facts })?.confirmedBy).toEqual([]);
  });
});

describe('the record drawn', () => {
  const claim = (more: Partial<TrackedClaim>): TrackedClaim => ({
    ...{ claimId: 1, stance: 'asserts', supports: true, retracted: false },
    ...{ confirmedBy: [], deniedBy: [] },
    ...more,
  });

  it('says in words what it shows, each claim once', () => {
    const bar = drawRecord([
      ...[claim({}), claim({}), claim({ confirmedBy: [2] }), claim({ deniedBy: [3] })],
      ...[claim({ deniedBy: [3], confirmedBy: [2] }), claim({ retracted: true, deniedBy: [3] })],
      claim({ supports: false, stance: 'denies' }),
    ]);
    expect(bar?.legend.map((piece) => piece.words)).toEqual([
      ...['1 confirmed by others', '1 confirmed and denied', '2 neither confirmed nor denied'],
      ...['1 denied by others', '1 retracted'],
    ]);
    expect(bar?.drawing.svg.match(/<rect/g)).toHaveLength(5);
  });

  it('is left out where nothing was asserted', () => {
    expect(drawRecord([claim({ supports: false, stance: 'denies' })])).toBeNull();
  });
});

describe('the page of a source', () => {
  let newsroom: Newsroom;
  let outlet: number;
  let party: number;
  beforeAll(async () => {
    newsroom = await openNewsroom();
    outlet = await addSource(newsroom, { name: 'Times of Israel' });
    party = await addSource(newsroom, { name: 'Dawa Party' });
    const source = { name: 'Ali Hassan', type: 'political', identity: 'named_person' };
    await addClaim(newsroom, {
      ...{ statement: 'Relayed <and> on behalf.', adverse: true, subjects: [{ id: party }] },
      attributions: [
        {
          ...{ source, stance: 'denies', on_behalf_of: { id: party } },
          via: [{ source: { id: outlet } }],
        },
        { source: { id: outlet }, stance: 'asserts' },
      ],
    });
  });
  afterAll(() => newsroom.close());

  it('shows what it said and what became of it, with links to the claims', async () => {
    const html = await (await newsroom.as('viewer').get(`/sources/${outlet}`)).text();
    expect(html).toContain('Relayed &lt;and&gt; on behalf.');
    expect(html).toContain('denied by <bdi>Ali Hassan</bdi>');
    expect(html).toContain(`/claims?source&#x3D;${outlet}`);
    const { record } = await dataOf(newsroom.as('viewer').get(`/sources/${outlet}.json`));
    expect(record).toMatchObject({ asserted: [1], denied: [1], confirmed: [], silent: [] });
  });

  it('lists one part of the record where that is chosen', async () => {
    const part = async (track: string) =>
      (await newsroom.as('viewer').get(`/sources/${outlet}?record=${track}`)).text();
    expect(await part('denied')).toContain('href="/claims/1"');
    expect(await part('retracted')).toContain('No such claim.');
    expect((await newsroom.as('viewer').get(`/sources/${outlet}?record=x`)).status).toBe(200);
  });

  it('shows what it relayed, what was said for it, and what is about it', async () => {
    const relay = await (await newsroom.as('viewer').get(`/sources/${outlet}`)).text();
    expect(relay).toContain('What reached us through it');
    const html = await (await newsroom.as('viewer').get(`/sources/${party}`)).text();
    expect(html).toContain('What was said on its behalf');
    expect(html).toContain('Claims about it');
  });

  it('offers nothing to change to those who only read', async () => {
    const html = await (await newsroom.as('viewer').get(`/sources/${party}`)).text();
    expect(html).not.toContain('<form method="post" action="/sources');
    expect(html).not.toContain(`/sources/${party}/edit`);
    const editor = await (await newsroom.as('editor').get(`/sources/${party}`)).text();
    expect(editor).toContain(`/sources/${party}/merges`);
    expect(editor).toContain(`/sources/${party}/edit`);
  });
});
