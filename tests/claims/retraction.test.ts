import { describe, expect, test } from 'vitest';
import { readFacts } from '../../src/claims/reading.ts';
import { findRetracted } from '../../src/claims/retraction.ts';
import { type ClaimWords, claim, outlet } from './facts.ts';

/** Position numbers of the rows taken back. */
function takenBack(words: ClaimWords): number[] {
  return [...findRetracted(readFacts(claim(words))).keys()].map((id) => id - 100);
}

const CASES: readonly (readonly [string, ClaimWords, readonly number[]])[] = [
  ['nothing', { rows: [{ source: 'IRGC' }] }, []],
  [
    'all rows of the source, of whatever stance, and no others',
    {
      rows: [
        { source: 'IRGC' },
        { source: 'IRGC', stance: 'denies' },
        { source: 'Iran' },
        { source: 'IRGC', stance: 'retracts' },
      ],
    },
    [1, 2],
  ],
  [
    'an undated retraction comes last',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-09' },
        { source: 'IRGC', stance: 'retracts' },
      ],
    },
    [1],
  ],
  [
    'up to its date, that day included, and what has no date',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-01' },
        { source: 'IRGC', saidOn: '2024-10-02' },
        { source: 'IRGC', saidOn: '2024-10-03' },
        { source: 'IRGC' },
        { source: 'IRGC', stance: 'retracts', saidOn: '2024-10-02' },
      ],
    },
    [1, 2, 4],
  ],
  [
    'of two retractions the later',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-03' },
        { source: 'IRGC', stance: 'retracts', saidOn: '2024-10-04' },
        { source: 'IRGC', stance: 'retracts', saidOn: '2024-10-02' },
      ],
    },
    [1],
  ],
  [
    'the named rows and no others, whatever their date',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-03' },
        { source: 'IRGC', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'retracts', saidOn: '2024-10-02', retracts: [1] },
      ],
    },
    [1],
  ],
  [
    'one retraction that names rows beside one that does not',
    {
      rows: [
        { source: 'IRGC', saidOn: '2024-10-03' },
        { source: 'IRGC', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'retracts', saidOn: '2024-10-02' },
        { source: 'IRGC', stance: 'retracts', retracts: [1] },
      ],
    },
    [1, 2],
  ],
  [
    'of a source declared the same',
    {
      decisions: [['same', 'sources', 'seven sources']],
      rows: [{ source: 'seven sources' }, { source: 'sources', stance: 'retracts' }],
    },
    [1],
  ],
  [
    'what came through the outlet that retracts, at any place of the chain',
    {
      sources: { BBC: outlet() },
      rows: [
        { source: 'a diplomat', via: ['BBC'] },
        { source: 'an officer', via: ['AFP', 'BBC'] },
        { source: 'a soldier', via: ['AFP'] },
        { source: 'BBC', stance: 'retracts' },
      ],
    },
    [1, 2],
  ],
  [
    'what came through it up to that date',
    {
      rows: [
        { source: 'a diplomat', via: ['BBC'], saidOn: '2024-10-03' },
        { source: 'BBC', stance: 'retracts', saidOn: '2024-10-02' },
      ],
    },
    [],
  ],
  [
    "what came through the speaker's own channel",
    {
      rows: [
        { source: 'Faction', via: ['own: TV'] },
        { source: 'TV', stance: 'retracts' },
      ],
    },
    [1],
  ],
  [
    'a retraction cannot be retracted: who changes its mind speaks again',
    {
      rows: [
        { source: 'IRGC' },
        { source: 'IRGC', stance: 'retracts', retracts: [1] },
        { source: 'IRGC', stance: 'retracts', retracts: [2] },
      ],
    },
    [1],
  ],
];

describe('taken back', () => {
  test.each(CASES)('%s', (_name, words, expected) => expect(takenBack(words)).toEqual(expected));
});
