import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deriveStanding } from '../../src/claims/standing.ts';
import { lookedAt } from '../../src/policy/aspects.ts';
import { findFindings } from '../../src/policy/findings.ts';
import { type RuleFacts, SEVERITIES, type Severity } from '../../src/policy/rule.ts';
import { RULES } from '../../src/policy/rules.ts';
import { anyFacts } from '../claims/any-facts.ts';
import { type RuleWords, ruleFacts } from './rule-facts.ts';

const SEVEN: RuleWords = {
  ...{ adverse: true, subjects: ['IRGC'], articles: [{ publisher: 'Us', ours: true }] },
  rows: [
    { source: 'seven Iraqi sources', anonymityReason: 'the meetings were held in private' },
    { source: 'a regional diplomat', anonymityReason: 'as above', stance: 'confirms' },
    { source: 'IRGC', stance: 'no_response', provisional: true },
  ],
};

function codesOf(facts: RuleFacts, settings: Readonly<Record<string, Severity | 'default'>> = {}) {
  return findFindings(facts, new Map(Object.entries(settings))).map(
    (finding) => `${finding.severity} ${finding.code}`,
  );
}

describe('the list of rules', () => {
  const files = readdirSync(new URL('../../src/policy/rules/', import.meta.url));

  test('holds every file of the folder, each under its own code', () => {
    const codes = files.map((file) => file.replace(/\.ts$/, ''));
    expect(RULES.map((rule) => rule.code).toSorted()).toEqual(codes.toSorted());
  });

  test('has cases for every rule', () => {
    const cases = readFileSync(new URL('rules.test.ts', import.meta.url), 'utf8');
    for (const { code } of RULES) expect(cases).toMatch(new RegExp(`^ {2}'?${code}'?: \\[$`, 'm'));
  });

  test.each(RULES)(
    '$code says in words what it is, who demands it and what it looks at',
    (rule) => {
      const words = [rule.title, rule.wording, rule.demandedBy, rule.usually];
      expect(words.every((text) => text.trim().length > 0)).toBe(true);
      expect(rule.wording).toMatch(/\.$/);
      expect(rule.looksAt.length).toBeGreaterThan(0);
    },
  );
});

describe('findings', () => {
  test('come with the gravest first, one for each rule', () => {
    expect(codesOf(ruleFacts(SEVEN))).toEqual([
      'block identity-unknown',
      'warn directness-unknown',
      'note provisional-reply',
    ]);
  });

  test('follow what the newsroom has set', () => {
    const settings: Readonly<Record<string, Severity | 'default'>> = {
      'identity-unknown': 'note',
      'directness-unknown': 'off',
      'provisional-reply': 'block',
      circular: 'default',
      'no-such-rule': 'block',
    };
    expect(codesOf(ruleFacts(SEVEN), settings)).toEqual([
      'block provisional-reply',
      'note identity-unknown',
    ]);
  });

  test('name no unnamed source, whoever may read them', () => {
    const kinds = ['fact', 'allegation', 'opinion', 'prediction'] as const;
    const words: RuleWords = {
      ...SEVEN,
      sources: { 'the minister’s driver': { identity: 'unnamed_bare', partOf: 'IRGC' } },
      rows: [
        { source: 'the minister’s driver', quote: 'So it was.', interest: 'party' },
        { source: 'IRGC', stance: 'declines' },
      ],
    };
    for (const kind of kinds) {
      const findings = findFindings(ruleFacts({ ...words, kind }), new Map());
      expect(findings.length).toBeGreaterThan(4);
      for (const { message } of findings) expect(message).not.toContain('driver');
    }
  });

  test('are found in any claim without failing, as sentences and at rows of the claim', () => {
    const anyRuleFacts = fc.record({
      facts: anyFacts,
      evidence: fc.array(
        fc.record({
          kind: fc.constantFrom('document', 'recording', 'image', 'dataset', 'link', 'none'),
          bearing: fc.constantFrom('supports', 'contradicts'),
          obtained: fc.option(fc.string()),
        }),
      ),
      appearances: fc.array(fc.record({ found: fc.boolean() })),
      missingQuotes: fc.array(fc.nat()),
      followUpOn: fc.option(fc.constantFrom('2024-10-04', '2024-10-06')),
    });
    fc.assert(
      fc.property(anyRuleFacts, fc.constantFrom('default', ...SEVERITIES), (words, setting) => {
        const { facts, ...rest } = words;
        const all: RuleFacts = {
          ...{ ...facts, ...rest, standing: deriveStanding(facts), today: '2024-10-05' },
        };
        const settings = new Map(RULES.map((rule) => [rule.code, setting]));
        const ids = new Set<number | null>(facts.attributions.map((row) => row.id)).add(null);
        const findings = findFindings(all, settings);
        for (const finding of findings) {
          expect(finding.message).toMatch(/^\p{Lu}.*\.$/u);
          expect(ids.has(finding.attributionId)).toBe(true);
          if (setting !== 'default') expect(finding.severity).toBe(setting);
        }
        expect(new Set(findings.map(({ code }) => code)).size).toBe(findings.length);
        if (setting === 'off') expect(findings).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('what a rule looked at', () => {
  const rule = (code: string) => {
    const found = RULES.find((one) => one.code === code);
    if (!found) throw new Error(`no rule ${code}`);
    return found;
  };
  const seen = (code: string, words: RuleWords) => lookedAt(rule(code), ruleFacts(words));

  test('changes when what it looked at changes', () => {
    const [first, ...others] = SEVEN.rows ?? [];
    if (!first) throw new Error('no rows');
    const known = { ...SEVEN, rows: [{ ...first, identityKnownBy: 'R. Adeyemi' }, ...others] };
    expect(seen('identity-unknown', known)).not.toBe(seen('identity-unknown', SEVEN));
  });

  test('does not change when something else changes', () => {
    const [first, ...others] = SEVEN.rows ?? [];
    if (!first) throw new Error('no rows');
    const quoted = { ...SEVEN, rows: [{ ...first, quote: 'So it was.' }, ...others] };
    expect(seen('identity-unknown', quoted)).toBe(seen('identity-unknown', SEVEN));
    expect(seen('anonymous-quote', quoted)).not.toBe(seen('anonymous-quote', SEVEN));
  });

  test('does not depend on the order of the rows', () => {
    const facts = ruleFacts(SEVEN);
    const attributions = facts.attributions.toReversed();
    const turned = { ...facts, attributions, standing: deriveStanding({ ...facts, attributions }) };
    for (const one of RULES) expect(lookedAt(one, turned)).toBe(lookedAt(one, facts));
  });

  test('sees the day to ask again come', () => {
    const before = seen('provisional-reply', { ...SEVEN, followUpOn: '2024-10-06' });
    const after = seen('provisional-reply', { ...SEVEN, followUpOn: '2024-10-05' });
    expect(after).not.toBe(before);
  });
});
