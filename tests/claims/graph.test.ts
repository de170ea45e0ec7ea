import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Attribution, Relay } from '../../src/claims/claim.ts';
import { STANCES } from '../../src/claims/claim.ts';
import { originGraph } from '../../src/claims/graph.ts';
import { groundOf } from '../../src/claims/graph-ground.ts';
import { type Box, placeGraph } from '../../src/claims/graph-layout.ts';
import { buildModel } from '../../src/claims/graph-model.ts';
import { anAttribution, anOrigin, aSource, aStanding, someFacts } from '../support/claims.ts';

const relay = (sourceId: number): Relay => ({ sourceId, ownChannel: false });
const media = (id: number, name: string) => aSource(id, name, { type: 'media' });

function graphOf(facts: ReturnType<typeof someFacts>, standing = aStanding()) {
  const layout = placeGraph(buildModel(groundOf(facts, standing), 'It rained.'));
  const { drawing, twin } = originGraph(facts, standing, 'It rained.');
  const nodeOf = (name: string) => layout.nodes.find(({ node }) => node.name === name);
  return { layout, svg: drawing.svg, twin, nodeOf };
}

function overlaps(one: Box, other: Box): boolean {
  const across = one.x < other.x + other.width && other.x < one.x + one.width;
  return across && one.y < other.y + other.height && other.y < one.y + one.height;
}

describe('the origin graph', () => {
  it('leads from a source through its relays, the furthest first, to the claim', () => {
    const sources = [aSource(1, 'sources'), media(2, 'Times of Israel'), media(3, 'The Daily')];
    const via = [relay(3), relay(2)];
    const { layout, nodeOf, twin } = graphOf(
      someFacts(sources, [anAttribution(11, 1, 'asserts', { via })]),
    );
    const x = ['sources', 'Times of Israel', 'The Daily', 'It rained.'].map(
      (name) => nodeOf(name)?.x ?? Number.NaN,
    );
    expect(x).toEqual([...x].sort((a, b) => a - b));
    expect(new Set(x).size).toBe(4);
    expect(layout.edges.map(({ edge }) => edge.stances)).toEqual([['asserts'], [], []]);
    expect(twin[0]?.text).toContain('through Times of Israel, then The Daily');
  });

  it('shows that nobody sees who told a bare medium', () => {
    const facts = someFacts([media(1, 'media reports')], [anAttribution(11, 1, 'asserts')]);
    const { nodeOf, layout } = graphOf(facts);
    expect(nodeOf('not visible')?.node.look).toBe('dashed');
    expect(nodeOf('media reports')?.node.place).toBe('passage');
    expect(layout.edges.map(({ edge }) => edge.look)).toEqual(['hidden', 'support']);
  });

  it('takes a medium that saw it for an origin', () => {
    const row = anAttribution(11, 1, 'asserts', { directness: 'witnessed' });
    const { nodeOf } = graphOf(someFacts([media(1, 'Reuters')], [row]));
    expect(nodeOf('Reuters')?.node.place).toBe('origin');
    expect(nodeOf('not visible')).toBeUndefined();
  });

  it('ties a source that was declared the same and draws its way once', () => {
    const sources = [aSource(1, 'seven sources', { count: 7 }), aSource(2, 'sources')];
    const rows = [anAttribution(11, 1, 'asserts'), anAttribution(12, 2, 'asserts')];
    const decisions = [{ id: 1, judgement: 'same', sourceId: 2, otherId: 1 } as const];
    const standing = aStanding({ origins: [anOrigin([11, 12], { max: 7 })] });
    const { layout, nodeOf, svg, twin } = graphOf(
      someFacts(sources, rows, { decisions }),
      standing,
    );
    expect(nodeOf('sources')?.node).toMatchObject({ look: 'dashed', remark: 'adds nothing' });
    expect(nodeOf('seven sources')?.node.remark).toBe('one origin, 7 stated');
    expect(layout.ties).toHaveLength(1);
    expect(layout.edges).toHaveLength(1);
    expect(svg).toContain('same source');
    expect(twin[1]?.text).toBe('asserts it: the same source as 1, adds nothing');
  });

  it('lets denials and silences come from below, denials next to the claim', () => {
    const sources = [1, 2, 3].map((id) => aSource(id, `source ${id}`));
    const rows = [
      anAttribution(11, 1, 'no_response'),
      anAttribution(12, 2, 'denies'),
      anAttribution(13, 3, 'disputes'),
    ];
    const { layout, nodeOf } = graphOf(someFacts(sources, rows));
    const claim = nodeOf('It rained.') as Box;
    const y = ['source 2', 'source 3', 'source 1'].map((name) => nodeOf(name)?.y ?? 0);
    expect(y).toEqual([...y].sort((a, b) => a - b));
    expect(Math.min(...y)).toBeGreaterThan(claim.y + claim.height);
    expect(layout.positions.map(({ node }) => node.look)).toEqual(['denies', 'disputes', 'dashed']);
    expect(nodeOf('nobody')).toBeDefined();
  });

  it.each([1, 2, 3, 7, 20])('draws a circle of %i relays as such, and ends', (length) => {
    const ids = Array.from({ length }, (_, at) => at + 1);
    const sources = ids.map((id) => media(id, `paper ${id}`));
    const rows = ids.map((id) =>
      anAttribution(id, id, 'asserts', { via: [relay((id % length) + 1)] }),
    );
    const { layout, svg } = graphOf(someFacts(sources, rows));
    expect(layout.edges.filter((edge) => edge.back)).toHaveLength(length === 1 ? 0 : 1);
    expect(svg.includes('circular')).toBe(length > 1);
  });

  it('is drawn from the agency and from each of several papers', () => {
    const sources = [
      ...[aSource(1, 'sources A'), aSource(2, 'sources B')],
      ...[media(3, 'AFP'), media(4, 'Paper A'), media(5, 'Paper B')],
    ];
    const article = (id: number, publisherId: number) => ({
      ...{ id, publisherId, agencyId: 3, publishedOn: null, ours: false },
    });
    const rows = [1, 2].map((id) => anAttribution(id, id, 'asserts', { articleId: id }));
    const articles = [article(1, 4), article(2, 5)];
    const { nodeOf } = graphOf(someFacts(sources, rows, { articles, articleId: 1 }));
    expect(nodeOf('AFP')?.node.remark).toBe('agency, no relay');
    expect(nodeOf('Paper A')?.node.remark).toBe('publisher, no relay');
    expect(nodeOf('Paper B')).toBeDefined();
  });

  it('escapes hostile names and cuts long ones, which stay whole in the title', () => {
    const hostile = `</text><script>alert("1")</script>&'`;
    const long = 'a very long name '.repeat(20).trim();
    const sources = [aSource(1, hostile), aSource(2, long), aSource(3, 'الناطق باسم الحشد')];
    const rows = sources.map(({ id }) => anAttribution(id, id, 'asserts'));
    const { svg } = graphOf(someFacts(sources, rows));
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;');
    expect(svg).toContain(`<title>${long}`);
    expect(svg).toMatch(/>a very long name[^<]*…<\/text>/);
    expect(svg).toMatch(/direction="rtl" text-anchor="end">الناطق باسم الحشد</);
    expect(svg).not.toContain(' style=');
  });
});

const row = fc.record({
  sourceId: fc.integer({ min: 1, max: 12 }),
  stance: fc.constantFrom(...STANCES),
  via: fc.array(fc.integer({ min: 1, max: 14 }).map(relay), { maxLength: 4 }),
  articleId: fc.constantFrom(null, 1, 2),
  onBehalfOf: fc.constantFrom(null, 3),
});
const sources = Array.from({ length: 14 }, (_, at) =>
  at % 3 === 0 ? media(at + 1, `medium ${at}`) : aSource(at + 1, 'somebody '.repeat(at)),
);
const articles = [1, 2].map((id) => ({
  ...{ id, publisherId: 12 + id, agencyId: 1, publishedOn: null, ours: false },
}));
const same = fc.array(
  fc.record({
    sourceId: fc.integer({ min: 1, max: 12 }),
    otherId: fc.integer({ min: 1, max: 12 }),
  }),
  { maxLength: 3 },
);

const claims = fc
  .tuple(fc.array(row, { minLength: 1, maxLength: 60 }), same)
  .map(([drafts, pairs]) => {
    const rows = drafts.map(
      ({ sourceId, stance, ...more }, at): Attribution =>
        anAttribution(100 + at, sourceId, stance, more),
    );
    const decisions = pairs.map((pair, id) => ({ id, judgement: 'same' as const, ...pair }));
    return someFacts(sources, rows, { decisions, articles, articleId: 1 });
  });

describe('any claim', () => {
  it('has every attribution in the drawing and in the twin', () => {
    fc.assert(
      fc.property(claims, (facts) => {
        const { layout, twin, svg } = graphOf(facts);
        const ids = facts.attributions.map(({ id }) => id);
        const drawn = layout.nodes.flatMap(({ node }) => node.rows.map(({ id }) => id));
        expect(drawn.sort()).toEqual(ids);
        expect(twin.map((line) => line.attributionId)).toEqual(ids);
        for (const { node } of layout.nodes) {
          if (node.rows[0]) expect(svg).toContain(`href="#attribution-${node.rows[0].id}"`);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('has no two nodes in one place, and nothing outside the drawing', () => {
    fc.assert(
      fc.property(claims, (facts) => {
        const { layout, svg } = graphOf(facts);
        for (const [at, one] of layout.nodes.entries()) {
          for (const other of layout.nodes.slice(at + 1)) expect(overlaps(one, other)).toBe(false);
          expect(one.x).toBeGreaterThanOrEqual(0);
          expect(one.y).toBeGreaterThan(0);
          expect(one.x + one.width).toBeLessThanOrEqual(layout.width);
          expect(one.y + one.height).toBeLessThanOrEqual(layout.height);
        }
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: 60 },
    );
  });

  it('is drawn so that no level line of support runs through a node', () => {
    fc.assert(
      fc.property(claims, (facts) => {
        const { layout } = graphOf(facts);
        const flow = layout.nodes.filter(({ node }) => node.place !== 'position');
        for (const { points, back } of layout.edges.filter((edge) => !edge.back)) {
          expect(back).toBe(false);
          for (let at = 1; at + 1 < points.length; at += 2) {
            const [from, to] = [points[at], points[at + 1]];
            if (!from || !to) continue;
            const line = { x: from.x, y: from.y, width: to.x - from.x, height: 0.1 };
            expect(flow.filter((node) => overlaps(node, line))).toEqual([]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
