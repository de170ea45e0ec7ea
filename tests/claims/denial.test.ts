import { describe, expect, test } from 'vitest';
import { deriveStanding } from '../../src/claims/standing.ts';
import { type ClaimWords, claim, person } from './facts.ts';

/** The denial as one line, "status: flag, flag", and the positions of the rows that it rests on. */
function denialOf(words: ClaimWords): string {
  const { status, flags } = deriveStanding(claim(words)).denial;
  return flags.length > 0 ? `${status}: ${flags.join(', ')}` : status;
}

function reasonsOf(words: ClaimWords): [number, string][] {
  const { because } = deriveStanding(claim(words)).denial;
  return because.map(({ attributionId, text }) => [attributionId - 100, text]);
}

const SUBJECT: ClaimWords = { adverse: true, subjects: ['IRGC'] };
const TWO: ClaimWords = { adverse: true, subjects: ['IRGC', 'Iran'] };

const CASES: readonly (readonly [string, ClaimWords, string])[] = [
  ['nobody has a position on a claim that hurts nobody', {}, 'not_required'],
  ['nobody has a position on an adverse claim', { adverse: true }, 'not_recorded'],
  [
    'a third party contradicts',
    { ...SUBJECT, rows: [{ source: 'Israel', stance: 'denies' }] },
    'not_recorded',
  ],
  [
    'the subject was asked',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'awaiting' }] },
    'awaiting',
  ],
  [
    'the subject did not respond',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'no_response' }] },
    'no_response',
  ],
  [
    'the subject declined',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'declines' }] },
    'declined',
  ],
  [
    'the subject pushes back',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'disputes' }] },
    'disputed',
  ],
  [
    'the subject pushes back on part: that is no partial denial',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'disputes', scope: 'part' }] },
    'disputed',
  ],
  [
    'the subject denies part of it',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'denies', scope: 'part' }] },
    'partly_denied',
  ],
  ['the subject denies', { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'denies' }] }, 'denied'],
  ['the subject admits', { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'admits' }] }, 'admitted'],
  [
    'the subject admits part of it',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'admits', scope: 'part' }] },
    'admitted: in_part',
  ],
  [
    'one admission of part and one of the whole',
    {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'admits', scope: 'part' },
        { source: 'Iran', stance: 'admits' },
      ],
    },
    'admitted',
  ],
  [
    'a claim that is not adverse has positions as well',
    { subjects: ['IRGC'], rows: [{ source: 'IRGC', stance: 'no_response' }] },
    'no_response',
  ],
];

const ADMISSIONS: readonly (readonly [string, ClaimWords, string])[] = [
  ['the subject asserts an adverse claim', { ...SUBJECT, rows: [{ source: 'IRGC' }] }, 'admitted'],
  [
    'the subject confirms part of an adverse claim',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'confirms', scope: 'part' }] },
    'admitted: in_part',
  ],
  [
    'the subject asserts what is not adverse',
    { subjects: ['IRGC'], rows: [{ source: 'IRGC' }] },
    'not_required',
  ],
  ['a third party asserts it', { ...SUBJECT, rows: [{ source: 'Israel' }] }, 'not_recorded'],
  [
    'a whistle-blower within the subject asserts it: no admission',
    {
      ...SUBJECT,
      sources: { 'an officer': { partOf: 'IRGC' } },
      rows: [{ source: 'an officer' }],
    },
    'not_recorded',
  ],
  [
    'the same officer admits it',
    {
      ...SUBJECT,
      sources: { 'an officer': { partOf: 'IRGC' } },
      rows: [{ source: 'an officer', stance: 'admits' }],
    },
    'admitted: by_proxy',
  ],
  [
    'a spokesman confirms it on behalf of the subject',
    { ...SUBJECT, rows: [{ source: 'a spokesman', stance: 'confirms', for: 'IRGC' }] },
    'admitted: by_proxy',
  ],
  [
    'a lawyer asserts it for the victim, no subjects listed: no admission',
    { adverse: true, rows: [{ source: 'Lawyer', for: 'Victim' }] },
    'not_recorded',
  ],
  [
    'whom the claim is about asserts it, no subjects listed',
    { adverse: true, rows: [{ source: 'IRGC', interest: 'subject' }] },
    'admitted',
  ],
];

const WHO_COUNTS: readonly (readonly [string, ClaimWords, string])[] = [
  [
    'someone of an organisation of the subject, at any height',
    {
      adverse: true,
      subjects: ['Iran'],
      sources: { IRGC: { partOf: 'Iran' }, 'Esmail Qaani': person({ partOf: 'IRGC' }) },
      rows: [{ source: 'Esmail Qaani', stance: 'denies' }],
    },
    'denied: by_proxy',
  ],
  [
    'not the organisation above the subject',
    {
      adverse: true,
      subjects: ['IRGC'],
      sources: { IRGC: { partOf: 'Iran' } },
      rows: [{ source: 'Iran', stance: 'denies' }],
    },
    'not_recorded',
  ],
  [
    'advisers on behalf of the subject, unnamed',
    {
      adverse: true,
      subjects: ['Office of the prime minister'],
      rows: [
        { source: 'advisers to Sudani', stance: 'denies', for: 'Office of the prime minister' },
      ],
    },
    'denied: by_proxy, unnamed_denier',
  ],
  [
    'on behalf of someone else, where subjects are listed',
    { ...SUBJECT, rows: [{ source: 'a spokesman', stance: 'denies', for: 'Israel' }] },
    'not_recorded',
  ],
  [
    'on behalf of anyone, where no subjects are listed',
    { adverse: true, rows: [{ source: 'Spokesman', stance: 'denies', for: 'Israel' }] },
    'denied: by_proxy',
  ],
  [
    'on behalf of a part of the subject',
    {
      ...SUBJECT,
      sources: { 'Quds Force': { partOf: 'IRGC' } },
      rows: [{ source: 'Spokesman', stance: 'denies', for: 'Quds Force' }],
    },
    'denied: by_proxy',
  ],
  [
    'interest subject, though not listed: the listed one has not answered',
    { ...SUBJECT, rows: [{ source: 'Iran', stance: 'denies', interest: 'subject' }] },
    'denied: incomplete',
  ],
  [
    'a source declared the same as the subject',
    {
      ...SUBJECT,
      decisions: [['same', 'Guards', 'IRGC']],
      rows: [{ source: 'Guards', stance: 'denies' }],
    },
    'denied',
  ],
  [
    'organisations that contain each other do not hang',
    {
      ...SUBJECT,
      sources: { A: { partOf: 'B' }, B: { partOf: 'A' } },
      rows: [{ source: 'A', stance: 'denies' }],
    },
    'not_recorded',
  ],
];

const OVER_TIME: readonly (readonly [string, ClaimWords, string])[] = [
  [
    'asked again after a denial',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'no_response', saidOn: '2024-10-03' },
      ],
    },
    'denied: follow_up_open',
  ],
  [
    'an older silence, then a denial',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'no_response', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-03' },
      ],
    },
    'denied',
  ],
  [
    'a silence on the day of the answer is no follow-up',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'declines', saidOn: '2024-10-01' },
      ],
    },
    'denied',
  ],
  [
    'a silence without a date is no follow-up',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'no_response' },
      ],
    },
    'denied',
  ],
  [
    'a dated silence after an answer without a date is',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies' },
        { source: 'IRGC', stance: 'awaiting', saidOn: '2024-10-01' },
      ],
    },
    'denied: follow_up_open',
  ],
  [
    'a denial, then an admission',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'admits', saidOn: '2024-10-03' },
      ],
    },
    'admitted',
  ],
  [
    'an admission, then a denial',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'admits', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-03' },
      ],
    },
    'denied',
  ],
  [
    'both on one day',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'admits', scope: 'part', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'denies', scope: 'part', saidOn: '2024-10-01' },
      ],
    },
    'mixed: in_part',
  ],
  [
    'an undated denial is the earliest',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies' },
        { source: 'IRGC', stance: 'disputes', saidOn: '2024-10-01' },
      ],
    },
    'disputed',
  ],
  [
    'a softer answer later replaces the denial',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'denies', scope: 'part', saidOn: '2024-10-02' },
      ],
    },
    'partly_denied',
  ],
  [
    'among non-answers the latest counts, not the strongest',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'declines', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'awaiting', saidOn: '2024-10-02' },
      ],
    },
    'awaiting',
  ],
  [
    'a spokesman answers for the subject after the subject did',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'Spokesman', stance: 'admits', for: 'IRGC', saidOn: '2024-10-02' },
      ],
    },
    'admitted: by_proxy',
  ],
];

const SEVERAL: readonly (readonly [string, ClaimWords, string])[] = [
  [
    'one denies, one declined: the stronger',
    {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'declines' },
        { source: 'Iran', stance: 'denies' },
      ],
    },
    'denied',
  ],
  [
    'one denies, one admits',
    {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'admits' },
        { source: 'Iran', stance: 'denies' },
      ],
    },
    'mixed',
  ],
  [
    'one denies part, one admits',
    {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'admits' },
        { source: 'Iran', stance: 'denies', scope: 'part' },
      ],
    },
    'mixed',
  ],
  [
    'one disputes, one admits: an admission',
    {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'admits' },
        { source: 'Iran', stance: 'disputes' },
      ],
    },
    'admitted',
  ],
  [
    'one has no position while the other has',
    { ...TWO, rows: [{ source: 'IRGC', stance: 'declines' }] },
    'declined: incomplete',
  ],
  [
    'a subject speaks for itself although its organisation is a subject too',
    {
      ...TWO,
      sources: { IRGC: { partOf: 'Iran' } },
      rows: [{ source: 'IRGC', stance: 'denies' }],
    },
    'denied: incomplete',
  ],
  [
    'one subject speaks for the other',
    { ...TWO, rows: [{ source: 'Iran', stance: 'denies', for: 'IRGC' }] },
    'denied: by_proxy, incomplete',
  ],
  [
    'two subjects declared the same are one',
    { ...TWO, decisions: [['same', 'IRGC', 'Iran']], rows: [{ source: 'IRGC', stance: 'denies' }] },
    'denied',
  ],
];

const FLAGS: readonly (readonly [string, ClaimWords, string])[] = [
  [
    'did not immediately respond',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'no_response', provisional: true }] },
    'no_response: provisional',
  ],
  [
    'one of two did not respond at all',
    {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'no_response', provisional: true },
        { source: 'Iran', stance: 'no_response' },
      ],
    },
    'no_response',
  ],
  [
    'a denial is never provisional',
    { ...SUBJECT, rows: [{ source: 'IRGC', stance: 'denies', provisional: true }] },
    'denied',
  ],
  [
    'the subject and its spokesman both deny',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies' },
        { source: 'a spokesman', stance: 'denies', for: 'IRGC' },
      ],
    },
    'denied',
  ],
  [
    'an unnamed person declines: nobody denies',
    { ...SUBJECT, rows: [{ source: 'a spokesman', stance: 'declines', for: 'IRGC' }] },
    'declined: by_proxy',
  ],
  [
    'an unnamed denial beside a named admission',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'admits' },
        { source: 'a spokesman', stance: 'denies', for: 'IRGC' },
      ],
    },
    'mixed: unnamed_denier',
  ],
  [
    'the answer came after the article',
    {
      ...SUBJECT,
      articles: [{ publishedOn: '2024-10-02' }],
      rows: [{ source: 'IRGC', stance: 'denies', saidOn: '2024-10-03' }],
    },
    'denied: late',
  ],
  [
    'the answer came on the day of the article',
    {
      ...SUBJECT,
      articles: [{ publishedOn: '2024-10-02' }],
      rows: [{ source: 'IRGC', stance: 'denies', saidOn: '2024-10-02' }],
    },
    'denied',
  ],
  [
    'an answer without a date is not late',
    {
      ...SUBJECT,
      articles: [{ publishedOn: '2024-10-02' }],
      rows: [{ source: 'IRGC', stance: 'denies' }],
    },
    'denied',
  ],
  [
    'late is measured by the article of the claim, not of the answer',
    {
      ...SUBJECT,
      articles: [{ publishedOn: '2024-10-02' }, { publishedOn: '2024-10-05' }],
      rows: [{ source: 'IRGC', stance: 'denies', saidOn: '2024-10-05', articleId: 2 }],
    },
    'denied: late',
  ],
];

const TAKEN_BACK: readonly (readonly [string, ClaimWords, string])[] = [
  [
    'the denial was retracted',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies' },
        { source: 'IRGC', stance: 'retracts' },
      ],
    },
    'not_recorded: denial_withdrawn',
  ],
  [
    'the denial was retracted and made again',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'retracts', saidOn: '2024-10-02' },
        { source: 'IRGC', stance: 'denies', saidOn: '2024-10-03' },
      ],
    },
    'denied',
  ],
  [
    'an admission was retracted: no denial withdrawn',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'admits' },
        { source: 'IRGC', stance: 'retracts' },
      ],
    },
    'not_recorded',
  ],
  [
    'a third party takes back its denial',
    {
      ...SUBJECT,
      rows: [
        { source: 'Israel', stance: 'denies' },
        { source: 'Israel', stance: 'retracts' },
      ],
    },
    'not_recorded',
  ],
  [
    'the paper that relayed the denial takes its report back',
    {
      ...SUBJECT,
      rows: [
        { source: 'IRGC', stance: 'denies', via: ['Times of Israel'] },
        { source: 'Times of Israel', stance: 'retracts' },
      ],
    },
    'not_recorded: denial_withdrawn',
  ],
];

describe.each([
  ['what a subject can say', CASES],
  ['admissions', ADMISSIONS],
  ['whose word counts', WHO_COUNTS],
  ['over time', OVER_TIME],
  ['several subjects', SEVERAL],
  ['flags', FLAGS],
  ['taken back', TAKEN_BACK],
] as const)('denial status: %s', (_, cases) => {
  test.each(cases)('%s', (_name, words, expected) => {
    expect(denialOf(words)).toBe(expected);
  });
});

describe('reasons of the denial status', () => {
  test('say who answered, for whom, the subjects themselves first', () => {
    const words: ClaimWords = {
      ...TWO,
      rows: [
        { source: 'seven Iraqi sources' },
        { source: 'Foreign Ministry', stance: 'no_response', provisional: true, for: 'Iran' },
        { source: 'IRGC', stance: 'no_response', provisional: true },
      ],
    };
    expect(reasonsOf(words)).toEqual([
      [3, 'IRGC, a subject, did not immediately respond'],
      [2, 'Foreign Ministry did not immediately respond, for Iran'],
    ]);
  });

  test('name the organisation that someone belongs to, and use the plural of a group', () => {
    const words: ClaimWords = {
      adverse: true,
      subjects: ['his office'],
      sources: { 'advisers to Sudani': { partOf: 'his office' } },
      rows: [{ source: 'advisers to Sudani', stance: 'denies' }],
    };
    expect(reasonsOf(words)).toEqual([[1, 'advisers to Sudani deny it, for his office']]);
  });

  test('tell of a later question and of a denial taken back', () => {
    const words: ClaimWords = {
      ...TWO,
      rows: [
        { source: 'IRGC', stance: 'disputes', saidOn: '2024-10-01' },
        { source: 'IRGC', stance: 'declines', saidOn: '2024-10-02' },
        { source: 'Iran', stance: 'denies', scope: 'part' },
        { source: 'Iran', stance: 'retracts' },
      ],
    };
    expect(reasonsOf(words)).toEqual([
      [1, 'IRGC, a subject, disputes it'],
      [2, 'IRGC, a subject, declined to comment, asked again: the answer stands'],
      [3, 'Iran, a subject, denies part of it, but that was taken back'],
    ]);
  });

  test('are not given where nobody has a position', () => {
    expect(reasonsOf({ ...SUBJECT, rows: [{ source: 'Israel', stance: 'denies' }] })).toEqual([]);
  });
});
