import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as claim from '../../src/claims/claim.ts';
import { DENIALS, LEVELS } from '../../src/claims/standing.ts';
import { ROLES } from '../../src/people/person.ts';
import { IDENTITIES, JUDGEMENTS, RELIABILITIES, SOURCE_TYPES } from '../../src/sources/source.ts';
import { describeSchema } from '../support/schema.ts';

const schema = describeSchema();

/** The words that a column's CHECK allows, in every table that has such a column. */
function allowed(column: string): string[][] {
  const checks = [...schema.matchAll(new RegExp(`\\b${column} IN\\s*\\(([^)]*)\\)`, 'g'))];
  return checks.map((match) =>
    [...(match[1] ?? '').matchAll(/'(\w+)'/g)].map((one) => one[1] ?? ''),
  );
}

describe('the schema', () => {
  it('is the one that db/schema.sql shows', () => {
    expect(readFileSync('db/schema.sql', 'utf8')).toBe(schema);
  });

  it.each([
    ['type', SOURCE_TYPES],
    ['capacity', SOURCE_TYPES],
    ['identity', IDENTITIES],
    ['grade', RELIABILITIES],
    ['judgement', JUDGEMENTS],
    ['stance', claim.STANCES],
    ['directness', claim.DIRECTNESSES],
    ['ground_rules', claim.GROUND_RULES],
    ['interest', claim.INTERESTS],
    ['review_state', claim.REVIEW_STATES],
    ['assessment', claim.ASSESSMENTS],
    ['bearing', claim.EVIDENCE_BEARINGS],
    ['denial', DENIALS],
    ['level', LEVELS],
    ['role', ROLES],
  ] as const)('allows in %s just the words of the code', (column, words) => {
    const found = allowed(column);
    expect(found.length).toBeGreaterThan(0);
    for (const list of found) expect(list).toEqual([...words]);
  });

  it('allows as scope of an attribution just the words of the code', () => {
    // The scope of a token is another thing.
    expect(allowed('scope')).toContainEqual([...claim.SCOPES]);
  });
});
