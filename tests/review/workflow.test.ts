/** Every step from every state by every role: those of the table, and all the others refused. */
import { describe, expect, it } from 'vitest';
import { REVIEW_STATES, type ReviewState } from '../../src/claims/claim.ts';
import { ROLES, type Role } from '../../src/people/person.ts';
import {
  type AskedStep,
  disagree,
  judge,
  movesOf,
  TRANSITIONS,
  type UnderReview,
} from '../../src/review/workflow.ts';

/** Written from the description of the review, apart from the program's table. */
const ALLOWED: Readonly<Record<string, readonly Role[]>> = {
  'draft → ready': ['editor', 'fact_checker', 'admin'],
  'changes_requested → ready': ['editor', 'fact_checker', 'admin'],
  'ready → in_review': ['fact_checker', 'admin'],
  'in_review → cleared': ['fact_checker', 'admin'],
  'in_review → changes_requested': ['fact_checker', 'admin'],
  'in_review → ready': ['fact_checker', 'admin'],
  'cleared → changes_requested': ['fact_checker', 'admin'],
  'draft → withdrawn': ['editor', 'fact_checker', 'admin'],
  'ready → withdrawn': ['editor', 'fact_checker', 'admin'],
  'in_review → withdrawn': ['editor', 'fact_checker', 'admin'],
  'changes_requested → withdrawn': ['editor', 'fact_checker', 'admin'],
  'cleared → withdrawn': ['editor', 'fact_checker', 'admin'],
  'withdrawn → draft': ['editor', 'fact_checker', 'admin'],
};

function claim(more: Partial<UnderReview> = {}): UnderReview {
  return { state: 'draft', version: 3, writers: new Set(), openBlocks: [], ...more };
}

function asked(to: ReviewState, more: Partial<AskedStep> = {}): AskedStep {
  return { to, reason: 'Because.', assessment: null, explanation: null, version: 3, ...more };
}

const PAIRS = REVIEW_STATES.flatMap((from) => REVIEW_STATES.map((to) => ({ from, to })));
const SOMEBODY = { id: 9, role: 'fact_checker' } as const;

describe('the table of steps', () => {
  it.each(PAIRS)('$from → $to is open to exactly those who may', ({ from, to }) => {
    const may = ALLOWED[`${from} → ${to}`] ?? [];
    for (const role of ROLES) {
      const { is } = judge(claim({ state: from }), asked(to), { id: 9, role });
      expect(is === 'allowed', role).toBe(may.includes(role));
      if (may.length === 0) expect(['impossible', 'forbidden'], role).toContain(is);
      else if (!may.includes(role)) expect(is, role).toBe('forbidden');
    }
  });

  it('has each step once', () => {
    const steps = TRANSITIONS.flatMap(({ from, to }) => from.map((one) => `${one} → ${to}`));
    expect(steps.toSorted()).toEqual(Object.keys(ALLOWED).toSorted());
  });

  it('offers exactly what it allows', () => {
    for (const state of REVIEW_STATES) {
      for (const role of ROLES) {
        const offered = movesOf(claim({ state }), { id: 9, role }).map((one) => one.transition.to);
        const allowed = REVIEW_STATES.filter(
          (to) => judge(claim({ state }), asked(to), { id: 9, role }).is === 'allowed',
        );
        expect(offered.toSorted(), `${state} ${role}`).toEqual(allowed.toSorted());
      }
    }
  });
});

describe('four eyes', () => {
  it.each([
    ['ready', 'in_review'],
    ['in_review', 'cleared'],
    ['in_review', 'changes_requested'],
  ] as const)('keep those who changed the claim from %s → %s', (state, to) => {
    const written = claim({ state, writers: new Set([9, 2]) });
    expect(judge(written, asked(to), SOMEBODY)).toMatchObject({ is: 'forbidden' });
    expect(judge(written, asked(to), { id: 9, role: 'admin' }).is).toBe('forbidden');
    expect(judge(written, asked(to), { id: 8, role: 'admin' }).is).toBe('allowed');
    const move = movesOf(written, SOMEBODY).find(({ transition }) => transition.to === to);
    expect(move?.obstacle).toMatch(/somebody else/);
  });
});

describe('what a step asks for', () => {
  it.each([
    ['in_review', 'changes_requested'],
    ['cleared', 'changes_requested'],
    ['draft', 'withdrawn'],
    ['cleared', 'withdrawn'],
  ] as const)('%s → %s needs a reason', (state, to) => {
    const judged = judge(claim({ state }), asked(to, { reason: null }), SOMEBODY);
    expect(judged).toMatchObject({ is: 'wrong', path: 'reason' });
  });

  it('clears only without an open block', () => {
    const blocked = claim({ state: 'in_review', openBlocks: ['no-reply'] });
    const judged = judge(blocked, asked('cleared'), SOMEBODY);
    expect(judged).toMatchObject({ is: 'wrong', path: 'to' });
    expect(judge(blocked, asked('changes_requested'), SOMEBODY).is).toBe('allowed');
  });

  it('takes an assessment at clearing only', () => {
    const clears = asked('cleared', { assessment: 'supported', explanation: 'Seen the ledger.' });
    expect(judge(claim({ state: 'in_review' }), clears, SOMEBODY).is).toBe('allowed');
    const sends = asked('ready', { assessment: 'supported' });
    expect(judge(claim(), sends, SOMEBODY)).toMatchObject({ is: 'wrong', path: 'assessment' });
  });

  it('refuses a verdict on a revision that is not the current one', () => {
    for (const version of [2, 4]) {
      const judged = judge(claim({ state: 'in_review' }), asked('cleared', { version }), SOMEBODY);
      expect(judged.is).toBe('stale');
    }
  });
});

describe('two reviewers', () => {
  const cleared = { to: 'cleared', personId: 1, version: 3 } as const;
  const sentBack = { to: 'changes_requested', personId: 2, version: 3 } as const;

  it('disagree when their last words on one revision differ', () => {
    expect(disagree([cleared, sentBack], 3)).toBe(true);
    expect(disagree([sentBack, cleared], 3)).toBe(true);
    expect(disagree([cleared, sentBack], 4)).toBe(false);
    expect(disagree([cleared, { ...sentBack, version: 2 }], 3)).toBe(false);
    expect(disagree([cleared, { ...sentBack, personId: 1 }], 3)).toBe(false);
    expect(disagree([cleared, sentBack, { ...cleared, personId: 2 }], 3)).toBe(false);
    expect(disagree([], 3)).toBe(false);
  });
});
