/** The letter's words: neutral, and without anybody who must not be in it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KINDS } from '../../src/claims/claim.ts';
import { deadlineText, type LetterFacts, letterOf } from '../../src/replies/letter.ts';
import { ask, openStory } from './asking.ts';

const FACTS: LetterFacts = {
  ...{ to: 'IRGC', from: 'Nour Haddad', newsroom: 'The Test', zone: 'Europe/Berlin' },
  dueAt: '2024-10-04T15:00:00.000Z',
  claims: [{ statement: 'Qaani took bribes.', kind: 'allegation' }],
};
const claims = (...kinds: readonly LetterFacts['claims'][number]['kind'][]) =>
  kinds.map((kind) => ({ statement: `A ${kind}.`, kind }));

describe('the letter', () => {
  it('to one claim', () => {
    const { subject, body } = letterOf(FACTS);
    expect(subject).toBe(
      'Request for comment, please reply by 17:00 on Friday 4 October 2024, GMT+2 (Europe/Berlin)',
    );
    expect(body).toBe(`To: IRGC

I write for The Test. We are preparing to publish a report that concerns you, and would like to hear from you before we do. It includes the following:

1. It has been alleged: Qaani took bribes.

Please tell us whether you accept, dispute or deny this, in whole or in part, and anything that you think our readers should know about it. If you would rather not comment, please say so; we will report that, too.

Please reply by 17:00 on Friday 4 October 2024, GMT+2 (Europe/Berlin). If you need more time, let us know before then.

Nour Haddad
The Test`);
  });

  it.each([
    ['fact', 'It has been reported: A fact.'],
    ['allegation', 'It has been alleged: A allegation.'],
    ['position', 'A position has been reported: A position.'],
    ['opinion', 'An opinion has been expressed: A opinion.'],
    ['analysis', 'It has been argued: A analysis.'],
    ['prediction', 'It has been predicted: A prediction.'],
  ] as const)(
    'says of a claim of the kind %s that it was said, not that it is so',
    (kind, words) => {
      expect(letterOf({ ...FACTS, claims: claims(kind) }).body).toContain(`1. ${words}`);
    },
  );

  it('numbers several claims, and lets them answer one by one', () => {
    const { body } = letterOf({ ...FACTS, claims: claims('fact', 'allegation') });
    expect(body).toContain('1. It has been reported: A fact.\n\n2. It has been alleged: A alleg');
    expect(body).toContain('You may answer some points and not others.');
  });

  it('leaves room for what is not decided yet', () => {
    const { subject, body } = letterOf({ ...FACTS, dueAt: null, claims: [] });
    expect(subject).toBe('Request for comment, please reply by [deadline]');
    expect(body).toContain('[claims]');
    expect(body).toContain('Please reply by [deadline].');
  });

  it.each([
    ['UTC', '15:00 on Friday 4 October 2024, UTC'],
    ['Europe/Berlin', '17:00 on Friday 4 October 2024, GMT+2 (Europe/Berlin)'],
    ['Asia/Baghdad', '18:00 on Friday 4 October 2024, GMT+3 (Asia/Baghdad)'],
    ['Asia/Kathmandu', '20:45 on Friday 4 October 2024, GMT+5:45 (Asia/Kathmandu)'],
  ])('says the deadline in %s', (zone, words) => {
    expect(deadlineText('2024-10-04T15:00:00.000Z', zone)).toBe(words);
  });

  it('takes no side, whatever the claims say, and keeps each on its line', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 });
    const claim = fc.record({ statement: text, kind: fc.constantFrom(...KINDS) });
    fc.assert(
      fc.property(fc.array(claim, { minLength: 1, maxLength: 5 }), text, (list, to) => {
        const { subject, body } = letterOf({ ...FACTS, to, claims: list });
        // The subject line is the same whatever is claimed.
        expect(subject).toBe(letterOf(FACTS).subject);
        const lines = body.split('\n');
        expect(lines.filter((line) => /^\d\. /.test(line)).length).toBeGreaterThanOrEqual(
          list.length,
        );
        const own = letterOf({ ...FACTS, claims: claims('fact') }).body;
        for (const word of ['lied', 'false', 'wrong', 'guilty', 'sources say', 'confirmed']) {
          expect(own).not.toContain(word);
        }
        list.forEach(({ statement }, index) => {
          const line = lines.find((one) => one.startsWith(`${index + 1}. `));
          expect(line).toContain(statement.replace(/\s+/g, ' ').trim());
        });
      }),
    );
  });

  it('never names who said so', async () => {
    const story = await openStory();
    const { desk, newsroom } = story;
    await desk.send('editor', 'POST', '/claims/1/attributions', {
      ...{ source: { name: 'a frightened clerk', identity: 'unnamed_described' } },
      ...{ stance: 'confirms', wording: 'a clerk of the board', quote: 'I saw it.' },
    });
    await ask(story, [1]);
    for (const path of ['/replies/1', '/replies/new?claim=1']) {
      const html = await (await newsroom.as('editor').get(path)).text();
      expect(html).toContain('It has been alleged: The board held back a report.');
      for (const name of ['clerk', 'Mansour', 'I saw it']) expect(html).not.toContain(name);
    }
    await newsroom.close();
  });
});
