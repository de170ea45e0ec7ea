import { describe, expect, test } from 'vitest';
import { findFindings } from '../../src/policy/findings.ts';
import { outlet, person } from '../claims/facts.ts';
import { type RuleWords, ruleFacts } from './rule-facts.ts';

/** What the rule finds: "severity row: message", without a row where it is about the whole. */
function findingOf(code: string, words: RuleWords): string | null {
  const finding = findFindings(ruleFacts(words), new Map()).find((one) => one.code === code);
  if (!finding) return null;
  const row = finding.attributionId === null ? '' : ` ${finding.attributionId - 100}`;
  return `${finding.severity}${row}: ${finding.message}`;
}

type Case = readonly [string, RuleWords, string | null];

const ADVERSE: RuleWords = { adverse: true, subjects: ['IRGC'] };
const OURS: RuleWords = { articles: [{ publisher: 'Us', ours: true }] };

const CASES: Readonly<Record<string, readonly Case[]>> = {
  unattributed: [
    ['a fact that nobody says', {}, 'warn: Nobody is recorded as saying so.'],
    [
      'an allegation that nobody says',
      { kind: 'allegation' },
      'warn: Nobody is recorded as saying so.',
    ],
    [
      'a fact of which all support was taken back',
      { rows: [{ source: 'Army' }, { source: 'Army', stance: 'retracts' }] },
      'warn: Nobody says so any longer: what supported it was taken back.',
    ],
    ['an opinion of the writer', { kind: 'opinion' }, null],
    ['an analysis of the writer', { kind: 'analysis' }, null],
    ['somebody says so', { rows: [{ source: 'Army' }] }, null],
  ],
  'single-unnamed': [
    [
      'one diplomat',
      { rows: [{ source: 'a diplomat' }] },
      'warn 1: It rests on one unnamed source.',
    ],
    [
      'one diplomat, on an adverse claim, beside a relayed row',
      { ...ADVERSE, rows: [{ source: 'Iran', via: ['AFP'] }, { source: 'a diplomat' }] },
      'block 2: It rests on one unnamed source.',
    ],
    ['two of them', { rows: [{ source: 'a diplomat' }, { source: 'an officer' }] }, null],
    ['one that has a name', { rows: [{ source: 'Army' }] }, null],
    ['a counted group', { rows: [{ source: 'seven sources' }] }, null],
  ],
  'uncounted-plural': [
    [
      'lawmakers, after a named source',
      { rows: [{ source: 'Army' }, { source: 'lawmakers' }] },
      'note 2: A plural gives no number: it may be one source.',
    ],
    ['seven of them', { rows: [{ source: 'seven lawmakers' }] }, null],
    [
      'declared the same as the seven',
      {
        decisions: [['same', 'sources', 'seven sources']],
        rows: [{ source: 'sources' }, { source: 'seven sources' }],
      },
      null,
    ],
    [
      'declared the same as the seven, who have no row here',
      { decisions: [['same', 'sources', 'seven sources']], rows: [{ source: 'sources' }] },
      null,
    ],
    [
      'declared the same as one who is no group',
      { decisions: [['same', 'sources', 'a source']], rows: [{ source: 'sources' }] },
      'note 1: A plural gives no number: it may be one source.',
    ],
    ['they deny it', { rows: [{ source: 'lawmakers', stance: 'denies' }] }, null],
  ],
  'bare-source': [
    [
      'bare sources',
      { sources: { sources: { identity: 'unnamed_bare' } }, rows: [{ source: 'sources' }] },
      'warn 1: Nothing is said about the role, side or knowledge of a source.',
    ],
    [
      'according to media reports',
      { sources: { 'media reports': { type: 'media' } }, rows: [{ source: 'media reports' }] },
      'warn 1: Nothing is said about the role, side or knowledge of a source.',
    ],
    [
      'a bare source denies it',
      {
        sources: { 'a source': { identity: 'unnamed_bare' } },
        rows: [{ source: 'Army' }, { source: 'a source', stance: 'denies' }],
      },
      'warn 2: Nothing is said about the role, side or knowledge of a source.',
    ],
    ['an outlet with a name', { sources: { BBC: outlet() }, rows: [{ source: 'BBC' }] }, null],
    ['a diplomat', { rows: [{ source: 'a diplomat' }] }, null],
    [
      'declared the same as the seven Iraqi ones',
      {
        sources: { sources: { identity: 'unnamed_bare' } },
        decisions: [['same', 'sources', 'seven Iraqi sources']],
        rows: [{ source: 'sources' }, { source: 'seven Iraqi sources' }],
      },
      null,
    ],
    [
      'taken back',
      {
        sources: { 'a source': { identity: 'unnamed_bare' } },
        rows: [{ source: 'a source' }, { source: 'a source', stance: 'retracts' }],
      },
      null,
    ],
  ],
  'anonymity-reason': [
    [
      'no reason',
      { rows: [{ source: 'Army' }, { source: 'a diplomat', anonymityReason: ' ' }] },
      'warn 2: No reason is given why a source is not named.',
    ],
    [
      'a reason',
      { rows: [{ source: 'a diplomat', anonymityReason: 'the meetings were private' }] },
      null,
    ],
    [
      'a reason in another row of the same source',
      {
        decisions: [['same', 'sources', 'seven sources']],
        rows: [{ source: 'sources' }, { source: 'seven sources', anonymityReason: 'fear' }],
      },
      null,
    ],
    [
      'a reason in a row of another source',
      { rows: [{ source: 'a diplomat', anonymityReason: 'fear' }, { source: 'an officer' }] },
      'warn 2: No reason is given why a source is not named.',
    ],
    ['on the record', { rows: [{ source: 'lawmakers', groundRules: 'on_record' }] }, null],
    ['silent', { rows: [{ source: 'a spokesman', stance: 'declines' }] }, null],
    ['unnamed media', { sources: { media: { type: 'media' } }, rows: [{ source: 'media' }] }, null],
    [
      'an unnamed document',
      { sources: { 'a decree': { type: 'record' } }, rows: [{ source: 'a decree' }] },
      null,
    ],
    ['named', { rows: [{ source: 'Army' }] }, null],
  ],
  'anonymous-opinion': [
    [
      'an opinion',
      { kind: 'opinion', rows: [{ source: 'officials' }] },
      'warn 1: Only unnamed sources stand behind an opinion.',
    ],
    [
      'a prediction, adverse to an organisation',
      { ...ADVERSE, kind: 'prediction', rows: [{ source: 'officials' }] },
      'warn 1: Only unnamed sources stand behind a prediction.',
    ],
    [
      'an accusation of a named person',
      {
        ...{ adverse: true, kind: 'allegation', subjects: ['Sudani'] },
        sources: { Sudani: person() },
        rows: [{ source: 'lawmakers' }],
      },
      'block 1: Only unnamed sources stand behind an accusation.',
    ],
    [
      'an accusation of a named person and of an organisation',
      {
        ...{ adverse: true, kind: 'allegation', subjects: ['Army', 'Sudani'] },
        sources: { Sudani: person() },
        rows: [{ source: 'lawmakers' }],
      },
      'block 1: Only unnamed sources stand behind an accusation.',
    ],
    [
      'an opinion about a named person that is not adverse',
      {
        ...{ kind: 'opinion', subjects: ['Sudani'], sources: { Sudani: person() } },
        rows: [{ source: 'lawmakers' }],
      },
      'warn 1: Only unnamed sources stand behind an opinion.',
    ],
    ['a fact', { rows: [{ source: 'officials' }] }, null],
    [
      'a named one among them',
      { kind: 'opinion', rows: [{ source: 'officials' }, { source: 'Army' }] },
      null,
    ],
    ['nobody', { kind: 'opinion' }, null],
  ],
  'anonymous-quote': [
    [
      'quoted',
      { rows: [{ source: 'a diplomat', quote: 'It is so.' }] },
      'note 1: An unnamed source is quoted word for word.',
    ],
    ['not quoted', { rows: [{ source: 'a diplomat', quote: ' ' }] }, null],
    ['named', { rows: [{ source: 'Army', quote: 'It is so.' }] }, null],
    [
      'taken back',
      {
        rows: [
          { source: 'a diplomat', quote: 'It is so.' },
          { source: 'a diplomat', stance: 'retracts' },
        ],
      },
      null,
    ],
  ],
  'identity-unknown': [
    [
      'in an article of ours',
      { ...OURS, rows: [{ source: 'a diplomat' }] },
      'block 1: No editor has recorded knowing the identity of an unnamed source.',
    ],
    [
      'who denies it',
      { ...OURS, rows: [{ source: 'advisers', stance: 'denies' }] },
      'block 1: No editor has recorded knowing the identity of an unnamed source.',
    ],
    [
      'one of two is known',
      {
        ...OURS,
        rows: [{ source: 'a diplomat', identityKnownBy: 'R. Adeyemi' }, { source: 'aides' }],
      },
      'block 2: No editor has recorded knowing the identity of an unnamed source.',
    ],
    [
      'known in another row of the same source',
      {
        ...OURS,
        rows: [{ source: 'a diplomat' }, { source: 'a diplomat', identityKnownBy: 'R. Adeyemi' }],
      },
      null,
    ],
    ['through a relay', { ...OURS, rows: [{ source: 'a diplomat', via: ['AFP'] }] }, null],
    [
      'in an article of others',
      { articles: [{ publisher: 'They' }], rows: [{ source: 'a diplomat' }] },
      null,
    ],
    [
      'in an article of others, though the claim stands in ours',
      {
        articles: [{ ours: true }, { ours: false }],
        rows: [{ source: 'a diplomat', articleId: 2 }],
      },
      null,
    ],
    ['before there is an article', { rows: [{ source: 'a diplomat' }] }, null],
    ['named', { ...OURS, rows: [{ source: 'Army' }] }, null],
  ],
  'relayed-only': [
    [
      'through AFP',
      { rows: [{ source: 'Army', via: ['AFP'] }] },
      'warn 1: It is known only through other media.',
    ],
    ['one is direct', { rows: [{ source: 'Army', via: ['AFP'] }, { source: 'a diplomat' }] }, null],
    ['nobody says so', {}, null],
  ],
  circular: [
    [
      'from each other',
      { rows: [{ source: 'C' }, { source: 'B', via: ['A'] }, { source: 'A', via: ['B'] }] },
      'warn 2: Sources have it from each other: nobody is known to have said it first.',
    ],
    [
      'two of one organisation',
      {
        sources: { Qaani: person({ partOf: 'IRGC' }) },
        rows: [{ source: 'Army' }, { source: 'Qaani' }, { source: 'IRGC' }],
      },
      'warn 2: Several sources go back to one origin.',
    ],
    ['two apart', { rows: [{ source: 'Army' }, { source: 'IRGC' }] }, null],
    ['the same twice', { rows: [{ source: 'Army' }, { source: 'Army' }] }, null],
    ['a counted group is one source', { rows: [{ source: 'seven sources' }] }, null],
  ],
  'no-reply': [
    ['not asked', ADVERSE, 'warn: No reply from the subject is recorded by us.'],
    [
      'not asked, an allegation',
      { ...ADVERSE, kind: 'allegation' },
      'block: No reply from the subject is recorded by us.',
    ],
    [
      'asked',
      { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'awaiting' }] },
      'warn: The subject was asked, and no answer is recorded yet.',
    ],
    [
      'one of two was not asked',
      {
        adverse: true,
        subjects: ['IRGC', 'Iran'],
        rows: [{ source: 'IRGC', stance: 'no_response' }],
      },
      'warn: No reply from Iran is recorded by us.',
    ],
    [
      'only unnamed advisers deny it for the subject',
      { ...ADVERSE, rows: [{ source: 'advisers', stance: 'denies', for: 'IRGC' }] },
      'warn: Unnamed people deny it for the subject: no reply of its own is recorded by us.',
    ],
    [
      'a named spokesman denies it for the subject',
      { ...ADVERSE, rows: [{ source: 'Spokesman', stance: 'denies', for: 'IRGC' }] },
      null,
    ],
    ['it did not respond', { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'no_response' }] }, null],
    ['it declined', { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'declines' }] }, null],
    ['it admits', { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'admits' }] }, null],
    ['not adverse', { subjects: ['IRGC'] }, null],
  ],
  'provisional-reply': [
    [
      'did not immediately respond',
      { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'no_response', provisional: true }] },
      'note 1: The subject “did not immediately respond”: it may still do so.',
    ],
    [
      'the day to ask again is tomorrow',
      {
        ...{ ...ADVERSE, followUpOn: '2024-10-06' },
        rows: [{ source: 'IRGC', stance: 'no_response', provisional: true }],
      },
      'note 1: The subject “did not immediately respond”: it may still do so.',
    ],
    [
      'the day to ask again is today',
      {
        ...{ ...ADVERSE, followUpOn: '2024-10-05' },
        rows: [{ source: 'IRGC', stance: 'no_response', provisional: true }],
      },
      'warn 1: The subject “did not immediately respond”, and it is time to ask again.',
    ],
    ['did not respond', { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'no_response' }] }, null],
    ['has answered', { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'denies' }] }, null],
  ],
  'declined-yet-quoted': [
    [
      'the organisation declined, one of it is quoted',
      {
        ...ADVERSE,
        sources: { 'an officer': { partOf: 'IRGC' } },
        rows: [{ source: 'IRGC', stance: 'declines' }, { source: 'an officer' }],
      },
      'block 2: A subject “declined to comment” and is quoted without a name.',
    ],
    [
      'someone else declined as well',
      {
        ...ADVERSE,
        sources: { 'an officer': { partOf: 'IRGC' } },
        rows: [
          { source: 'Police', stance: 'declines' },
          { source: 'IRGC', stance: 'declines' },
          { source: 'an officer' },
        ],
      },
      'block 3: A subject “declined to comment” and is quoted without a name.',
    ],
    [
      'a person declined, an aide of the same office denies it',
      {
        ...{ adverse: true, subjects: ['Sudani'] },
        sources: { Sudani: person({ partOf: 'Office' }), 'an aide': { partOf: 'Office' } },
        rows: [
          { source: 'Sudani', stance: 'declines' },
          { source: 'an aide', stance: 'denies' },
        ],
      },
      'block 2: A subject “declined to comment” and is quoted without a name.',
    ],
    [
      'a spokesman declined and speaks on its behalf all the same',
      {
        ...ADVERSE,
        rows: [
          { source: 'a spokesman', stance: 'declines', for: 'IRGC' },
          { source: 'an officer', for: 'IRGC' },
        ],
      },
      'block 2: A subject “declined to comment” and is quoted without a name.',
    ],
    [
      'whom the claim is about declined, no subjects listed',
      {
        sources: { 'an officer': { partOf: 'IRGC' } },
        rows: [
          { source: 'IRGC', stance: 'declines', interest: 'subject' },
          { source: 'an officer' },
        ],
      },
      'block 2: A subject “declined to comment” and is quoted without a name.',
    ],
    [
      'an unnamed one of another house',
      { ...ADVERSE, rows: [{ source: 'IRGC', stance: 'declines' }, { source: 'a diplomat' }] },
      null,
    ],
    [
      'quoted with a name',
      {
        ...ADVERSE,
        sources: { Qaani: person({ partOf: 'IRGC' }) },
        rows: [{ source: 'IRGC', stance: 'declines' }, { source: 'Qaani' }],
      },
      null,
    ],
    [
      'did not respond',
      {
        ...ADVERSE,
        sources: { 'an officer': { partOf: 'IRGC' } },
        rows: [{ source: 'IRGC', stance: 'no_response' }, { source: 'an officer' }],
      },
      null,
    ],
    [
      'one who is no subject declined',
      {
        sources: { 'an officer': { partOf: 'Army' } },
        rows: [{ source: 'Army', stance: 'declines' }, { source: 'an officer' }],
      },
      null,
    ],
  ],
  'two-faced': [
    [
      'denies on the record, asserts off it',
      {
        rows: [
          { source: 'Army', stance: 'denies', groundRules: 'on_record' },
          { source: 'Army', groundRules: 'off_record' },
        ],
      },
      'block 2: One source says the opposite on and off the record.',
    ],
    [
      'asserts on the record, disputes on background, under another description',
      {
        decisions: [['same', 'an aide', 'an adviser']],
        rows: [
          { source: 'an aide', groundRules: 'on_record' },
          { source: 'an adviser', stance: 'disputes', groundRules: 'background' },
        ],
      },
      'block 2: One source says the opposite on and off the record.',
    ],
    [
      'says the same',
      {
        rows: [
          { source: 'Army', stance: 'confirms', groundRules: 'on_record' },
          { source: 'Army', groundRules: 'off_record' },
        ],
      },
      null,
    ],
    [
      'two sources',
      {
        rows: [
          { source: 'Army', stance: 'denies', groundRules: 'on_record' },
          { source: 'Police', groundRules: 'off_record' },
        ],
      },
      null,
    ],
    [
      'both on the record',
      {
        rows: [
          { source: 'Army', stance: 'denies', groundRules: 'on_record' },
          { source: 'Army', groundRules: 'on_record' },
        ],
      },
      null,
    ],
    [
      'nobody noted on what terms',
      {
        rows: [{ source: 'Army', stance: 'denies', groundRules: 'on_record' }, { source: 'Army' }],
      },
      null,
    ],
  ],
  'interested-only': [
    [
      'a party',
      { rows: [{ source: 'Party', interest: 'party' }] },
      'warn 1: Only sources with a stake support it.',
    ],
    [
      'an observer too',
      { rows: [{ source: 'Party', interest: 'party' }, { source: 'Army' }] },
      null,
    ],
    ['nobody', {}, null],
  ],
  'directness-unknown': [
    [
      'adverse, nobody known to know',
      { ...ADVERSE, rows: [{ source: 'seven sources', directness: 'second_hand' }] },
      'warn 1: Nobody is known to know first hand.',
    ],
    [
      'only one who denies it was there',
      {
        ...ADVERSE,
        rows: [{ source: 'Iran' }, { source: 'Iraq', stance: 'denies', directness: 'witnessed' }],
      },
      'warn 1: Nobody is known to know first hand.',
    ],
    ['one was there', { ...ADVERSE, rows: [{ source: 'Iran', directness: 'witnessed' }] }, null],
    [
      'one has it first hand',
      { ...ADVERSE, rows: [{ source: 'Iran', directness: 'first_hand' }] },
      null,
    ],
    [
      'one saw a document',
      { ...ADVERSE, rows: [{ source: 'Iran', directness: 'document' }] },
      null,
    ],
    [
      'one of two was there',
      { ...ADVERSE, rows: [{ source: 'Iraq' }, { source: 'Iran', directness: 'witnessed' }] },
      null,
    ],
    ['nobody says so', ADVERSE, null],
    ['not adverse', { rows: [{ source: 'Iran' }] }, null],
  ],
  'document-provenance': [
    [
      'a document, nothing on how it came',
      { evidence: [{ obtained: '' }] },
      'note: It rests on a document with no word on how it was obtained.',
    ],
    [
      'one of two recordings',
      { evidence: [{ kind: 'recording', obtained: 'by mail' }, { kind: 'recording' }] },
      'note: It rests on a document with no word on how it was obtained.',
    ],
    [
      'a source that saw a document which is not recorded',
      { rows: [{ source: 'Army' }, { source: 'Party', directness: 'document' }] },
      'note 2: It rests on a document with no word on how it was obtained.',
    ],
    [
      'a source that saw the document, which came by mail',
      { evidence: [{ obtained: 'by mail' }], rows: [{ source: 'Party', directness: 'document' }] },
      null,
    ],
    ['it contradicts', { evidence: [{ bearing: 'contradicts' }] }, null],
    ['a link', { evidence: [{ kind: 'link' }] }, null],
    ['none presented', { evidence: [{ kind: 'none' }] }, null],
  ],
  'quote-missing': [
    [
      'the passage is gone',
      { passages: [true, false] },
      'block: The recorded passage does not stand in the article’s text.',
    ],
    [
      'a quote is not there',
      { rows: [{ source: 'Army' }, { source: 'Party' }], missingQuotes: [2] },
      'block 2: A recorded quote does not stand in the article’s text.',
    ],
    ['all stand there', { passages: [true], rows: [{ source: 'Army', quote: 'So.' }] }, null],
  ],
};

describe.each(Object.entries(CASES))('rule %s', (code, cases) => {
  test.each(cases)('%s', (_name, words, expected) => {
    expect(findingOf(code, words)).toBe(expected);
  });
});
