import { describe, expect, it } from 'vitest';
import type { Attribution, ClaimFacts } from '../../src/claims/claim.ts';
import { type ClaimPageContext, claimPage } from '../../src/claims/pages.ts';
import type { Appearance, ClaimRecord, Evidence } from '../../src/claims/record.ts';
import type { Standing } from '../../src/claims/standing.ts';
import { commentsView } from '../../src/review/comment-view.ts';
import { reviewPanel } from '../../src/review/panel.ts';
import { compileViews } from '../../src/web/views.ts';
import {
  anAttribution,
  anOrigin,
  aRecord,
  aSource,
  aStanding,
  someFacts,
} from '../support/claims.ts';

const render = compileViews();
const VERA = { id: 1, email: 'vera@example.org', name: 'Vera Viewer', role: 'viewer' } as const;
const NOTHING: ClaimPageContext = {
  ...{
    texts: new Map(),
    changes: [],
    changedBy: null,
    corrections: [],
    mayRecord: true,
    within: null,
    zone: 'UTC',
    sinceCleared: null,
  },
  findings: { waivers: [], writers: new Set(), person: VERA, refused: null },
  replies: { askUrl: null, empty: null, requests: [], allUrl: null },
  comments: commentsView(1, [], { mayRecord: false, zone: 'UTC', refused: null, opened: null }),
  panel: reviewPanel({
    claim: aRecord(someFacts([], []), aStanding()),
    under: { state: 'draft', version: 1, writers: new Set(), openBlocks: [] },
    ...{
      reviews: [],
      colleagues: [],
      queue: null,
      undo: null,
      person: VERA,
      zone: 'UTC',
      form: null,
      errors: [],
    },
  }),
};
const FRAME = {
  title: 'Claim',
  newsroom: 'Test',
  assets: '/a',
  navigation: [],
  person: null,
  singleKeys: false,
  kept: [],
};

const SOURCES = [
  aSource(1, 'seven sources', { collective: true, count: 7, partialTypes: ['political'] }),
  aSource(2, 'sources', { identity: 'unnamed_bare', collective: true }),
  aSource(3, 'the office', { type: 'government', identity: 'named_org' }),
  aSource(4, 'advisers', { type: 'government', collective: true }),
];

function pageOf(
  rows: readonly Attribution[],
  more: {
    facts?: Partial<Omit<ClaimFacts, 'articles' | 'sources' | 'attributions'>>;
    standing?: Standing;
    record?: Partial<ClaimRecord>;
    context?: Partial<ClaimPageContext>;
  } = {},
) {
  const facts = someFacts(SOURCES, rows, more.facts);
  const record = aRecord(facts, more.standing ?? aStanding(), more.record);
  const page = claimPage(record, { ...NOTHING, ...more.context });
  return { page, html: render('claims/show', page, FRAME) };
}

describe('the standing on the claim page', () => {
  const rows = [anAttribution(11, 1, 'asserts'), anAttribution(12, 4, 'denies')];
  const standing = aStanding(
    {
      ...{ level: 'multi_unnamed', min: 1, max: 7, flags: ['all_unnamed', 'contested'] },
      because: [{ attributionId: 11, text: 'seven sources are one origin' }],
      origins: [anOrigin([11], { max: 7 })],
    },
    {
      ...{ status: 'denied', flags: ['by_proxy', 'unnamed_denier'] },
      because: [{ attributionId: 12, text: 'advisers deny it' }],
    },
  );

  it('says level, interval and status in words, each with reasons that lead to a row', () => {
    const { page, html } = pageOf(rows, { standing });
    expect(page.corroboration).toMatchObject({
      label: 'Corroboration',
      verdict: 'Several sources, all unnamed',
      line: '1 to 7 independent origins · contested by others',
    });
    expect(page.denial).toMatchObject({ verdict: 'Denied', line: 'by proxy, by unnamed people' });
    expect(page.denial?.reasons).toEqual([
      { number: 2, url: '#attribution-12', text: 'advisers deny it' },
    ]);
    for (const [, id] of html.matchAll(/href="#(attribution-\d+)"/g)) {
      expect(html).toContain(`id="${id}"`);
    }
  });

  it('says who says so, where nobody can corroborate', () => {
    const { page } = pageOf(rows, { standing, facts: { kind: 'opinion' } });
    expect(page.corroboration.label).toBe('Who says so');
    expect(page.attributionsTitle).toBe('Attributions');
  });

  it('shows no denial where nobody has to be asked, and says so where nobody was', () => {
    expect(pageOf(rows).page.denial).toBeNull();
    const unasked = aStanding({}, { status: 'not_recorded' });
    expect(pageOf(rows, { standing: unasked }).page.denial?.line).toMatch(/no subject/);
  });

  it('keeps a flood of reasons behind a disclosure', () => {
    const because = Array.from({ length: 30 }, (_, at) => ({
      ...{ attributionId: 11, text: `reason ${at}` },
    }));
    const { page } = pageOf(rows, { standing: aStanding({ because }) });
    expect(page.corroboration.reasons).toHaveLength(8);
    expect(page.corroboration).toMatchObject({ moreTitle: '22 more' });
  });
});

describe('the attributions on the claim page', () => {
  it('tell the source’s type, identity and number', () => {
    const { page } = pageOf([anAttribution(11, 1, 'asserts')]);
    expect(page.attributions[0]?.about.replaceAll('\u00a0', ' ')).toBe(
      'Not stated, some party or politician · unnamed, 7',
    );
  });

  it('write a reason for anonymity once', () => {
    const terms = { groundRules: 'background', anonymityReason: 'it was private' } as const;
    const { page } = pageOf([
      anAttribution(11, 1, 'asserts', terms),
      anAttribution(12, 4, 'confirms', terms),
    ]);
    const words = page.attributions.map((row) => row.knows.at(-1)?.words);
    expect(words).toEqual(['it was private', 'as above']);
  });

  it('leave to the row that leads the origin what was declared the same', () => {
    const rows = [anAttribution(11, 2, 'asserts'), anAttribution(12, 1, 'asserts')];
    const decisions = [{ id: 1, judgement: 'same', sourceId: 2, otherId: 1 } as const];
    const standing = aStanding({
      origins: [anOrigin([11, 12], { max: 7 })],
      because: [{ attributionId: 12, text: 'seven sources are one origin' }],
    });
    const { page } = pageOf(rows, { standing, facts: { decisions } });
    expect(page.attributions.map((row) => row.idle)).toEqual([true, false]);
    expect(page.attributions[0]?.about).toBe('declared the same as 2');
    expect(page.graph?.twin[0]?.text).toBe('assert it: the same source as 2, adds nothing');
  });

  it('say for whom a denial is, and that it is by proxy', () => {
    const row = anAttribution(11, 4, 'denies', { onBehalfOf: 3, interest: 'party' });
    const { page } = pageOf([row], { facts: { subjects: [3] } });
    expect(page.attributions[0]?.qualifier).toBe('whole, by proxy');
    expect(page.attributions[0]?.knows.map(({ lead, words }) => lead + words)).toEqual([
      'has a stake',
      'For: the office',
    ]);
  });

  it('name what is taken back', () => {
    const rows = [
      anAttribution(11, 1, 'asserts'),
      anAttribution(12, 1, 'retracts', { retracts: [11] }),
      anAttribution(13, 1, 'retracts'),
    ];
    const { page } = pageOf(rows);
    expect(page.attributions.map((row) => row.qualifier)).toEqual(['', '1', 'all earlier ones']);
  });
});

describe('words in their text', () => {
  const text = 'It was loud. It rained, seven sources said on Monday.\n\nIt was wet, sources said.';
  const context = { texts: new Map([[1, text]]) };
  const facts = { articleId: 1 };
  const appearance = (quote: string, more: Partial<Appearance> = {}): Appearance => ({
    ...{ id: 1, articleId: 1, quote, prefix: 'before ', suffix: ' after', state: 'found' },
    ...{ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length, paragraph: 1 },
    ...more,
  });

  it('are marked within their sentence', () => {
    const row = anAttribution(11, 1, 'asserts', { wording: 'seven sources said' });
    const { page } = pageOf([row], { facts, context });
    expect(page.attributions[0]?.phrase).toEqual({
      ...{ before: 'It rained, ', marked: 'seven sources said', after: ' on Monday.' },
    });
  });

  it('are those nearest to the claim', () => {
    const row = anAttribution(11, 2, 'asserts', { wording: 'sources said' });
    const appearances = [appearance('It was wet')];
    const { page } = pageOf([row], { facts, context, record: { appearances } });
    expect(page.attributions[0]?.phrase?.before).toBe('It was wet, ');
  });

  it('are never a part of other words', () => {
    const row = anAttribution(11, 2, 'asserts', { wording: 'our' });
    const texts = new Map([[1, 'Four hours, our sources said.']]);
    const { page } = pageOf([row], { facts, context: { texts } });
    expect(page.attributions[0]?.phrase?.before).toBe('Four hours, ');
  });

  it('are marked at the name where the text is not known', () => {
    const row = anAttribution(11, 1, 'asserts', { wording: 'two of Seven Sources said' });
    expect(pageOf([row]).page.attributions[0]?.phrase).toEqual({
      ...{ before: 'two of ', marked: 'Seven Sources', after: ' said' },
    });
  });

  it('stand in their paragraph as a passage', () => {
    const appearances = [appearance('It rained')];
    const { page, html } = pageOf([], { context, record: { appearances } });
    expect(page.passages[0]).toMatchObject({
      ...{ before: 'It was loud. ', marked: 'It rained', place: '¶1', note: null },
      after: ', seven sources said on Monday.',
    });
    expect(html).toContain('<mark class="passage">It rained</mark>');
  });

  it('say so when they are gone, with what was around them', () => {
    const gone = { start: null, end: null, paragraph: null, state: 'gone' } as const;
    const { page } = pageOf([], { context, record: { appearances: [appearance('x', gone)] } });
    expect(page.passages[0]).toMatchObject({ before: 'before ', marked: 'x', after: ' after' });
    expect(page.passages[0]?.note).toMatch(/no longer/);
  });
});

describe('the page around', () => {
  const finding = { code: 'x', message: 'Ask them.', attributionId: null } as const;

  it('counts open blocking findings in its head, without the waived ones', () => {
    const findings = [
      { ...finding, severity: 'block', waived: false },
      { ...finding, severity: 'block', waived: true },
      { ...finding, severity: 'warn', waived: false },
    ] as const;
    const { page, html } = pageOf([], { record: { findings } });
    expect(page.blocking).toBe('1 blocking finding');
    expect(html).toContain('href="#findings"');
  });

  it('offers no change to who may not change it', () => {
    const { html } = pageOf([anAttribution(11, 1, 'asserts')], { context: { mayRecord: false } });
    expect(html).not.toContain('/edit');
    expect(html).not.toContain('#decisions');
  });

  it('links evidence to the web only, and escapes what people wrote', () => {
    const evidence: Evidence[] = [
      {
        ...{ id: 1, kind: 'link', bearing: 'supports', title: '<img src=x>', note: null },
        ...{ url: 'javascript:alert(1)', obtained: null },
      },
    ];
    const { html } = pageOf([], { record: { evidence, statement: '<script>x</script>' } });
    expect(html).not.toContain('javascript:');
    expect(html).not.toContain('<script>x');
    expect(html).not.toContain('<img');
  });

  it('shows times on the newsroom’s clock', () => {
    const changes = [{ sentence: 'Nour changed the kind', at: '2024-10-03T22:30:00.000Z' }];
    const { page } = pageOf([], { context: { changes, zone: 'Europe/Berlin' } });
    expect(page.changes[0]?.time).toBe('4 Oct 2024, 00:30');
  });
});
