import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorText, importCsv, type Plan } from '../../src/exchange/csv-import.ts';
import { decodeCsv, readCsv } from '../../src/exchange/csv-read.ts';
import { CAST, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { fillNewsroom } from '../support/random-newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

const by = { personId: CAST.editor.id, at: TODAY };
const take = (csv: string): Promise<Plan> =>
  newsroom.database.write((tx) => importCsv(tx, csv, by, newsroom.database));
const rehearse = (csv: string): Promise<Plan> =>
  newsroom.database.rehearse((tx) => importCsv(tx, csv, by, newsroom.database));
const file = async (path: string) => (await newsroom.as('editor').get(path)).text();
const claim = async (id: number): Promise<Body> =>
  (await newsroom.as('editor').json('GET', `/claims/${id}`)).json();
const errorsOf = async (csv: string) => (await rehearse(csv)).errors.map(errorText);
const doneBy = ({ claims }: Plan) => claims.map(({ line, what }) => `${line} ${what}`);
const add = (body: object) => newsroom.as('editor').json('POST', '/claims', body);

describe('a file of claims', () => {
  it('adds a claim a row, with the defaults where a cell is blank', async () => {
    const plan = await take(
      'statement,kind,adverse,made_on,subjects\r\nIt rained.,,,,\r\nThe mayor lied.,allegation,,2024-10-02,Ann Lee; Bo Ek\r\n',
    );
    expect(plan.errors).toEqual([]);
    expect(doneBy(plan)).toEqual(['2 adds', '3 adds']);
    expect(await claim(1)).toMatchObject({ statement: 'It rained.', kind: 'fact', adverse: false });
    const second = await claim(2);
    expect(second).toMatchObject({ kind: 'allegation', adverse: true, made_on: '2024-10-02' });
    expect(second.subjects.map((one: Body) => one.name)).toEqual(['Ann Lee', 'Bo Ek']);
    expect(second.author.name).toBe(CAST.editor.name);
  });

  it('changes those with an id, only in what the cells say otherwise', async () => {
    await add({ statement: 'It rained.', reported_speaker: 'Ann', subjects: [{ name: 'Bo Ek' }] });
    await add({ statement: 'It snowed.' });
    const csv = 'id,statement,reported_speaker\n1,It poured.,\n2,It snowed.,\n';
    const plan = await take(csv);
    expect(doneBy(plan)).toEqual(['2 changes', '3 leaves']);
    expect(plan.claims[0]?.differences).toEqual([
      { what: 'statement', was: 'It rained.', now: 'It poured.' },
      { what: 'reported speaker', was: 'Ann', now: null },
    ]);
    expect(await claim(1)).toMatchObject({ statement: 'It poured.', version: 2 });
    expect((await claim(1)).subjects).toHaveLength(1);
    expect((await claim(2)).version).toBe(1);
  });

  it('is only tried in a dry run', async () => {
    const before = await file('/claims.csv');
    expect(doneBy(await rehearse('statement\nIt rained.\n'))).toEqual(['2 adds']);
    expect(await file('/claims.csv')).toBe(before);
    expect(await newsroom.database.all('SELECT id FROM change')).toEqual([]);
  });
});

describe('a file of attributions', () => {
  it('adds attributions to claims that stand together or bear an id', async () => {
    await add({ statement: 'It rained.' });
    const plan = await take(
      [
        'claim_id,claim_statement,source,identity,capacity,count,stance,wording,via,provisional',
        '1,,IRGC,named_org,security,,denies,denied it,,',
        ',The ships left.,seven Iraqi sources,unnamed_described,,7,asserts,,Times of Israel; AFP,',
        ',The ships left.,IRGC,named_org,security,,no_response,,,yes',
      ].join('\n'),
    );
    expect(plan.errors).toEqual([]);
    expect(doneBy(plan)).toEqual(['2 changes', '3 adds']);
    expect((await claim(1)).attributions).toMatchObject([
      { stance: 'denies', wording: 'denied it', source: { name: 'IRGC', type: 'security' } },
    ]);
    const { attributions, statement } = await claim(2);
    expect(statement).toBe('The ships left.');
    expect(attributions[0]).toMatchObject({ source: { count: 7, collective: true } });
    expect(attributions[0].via.map((one: Body) => one.source.name)).toEqual([
      'Times of Israel',
      'AFP',
    ]);
    expect(attributions[1]).toMatchObject({ provisional: true, source: { name: 'IRGC' } });
    expect(attributions[1].source.id).toBe((await claim(1)).attributions[0].source.id);
  });

  it('changes an attribution on file and leaves its neighbours', async () => {
    const source = { name: 'IRGC', type: 'security', identity: 'named_org' };
    const rows = [
      { source, stance: 'denies', wording: 'denied' },
      { source, stance: 'declines' },
    ];
    await add({ statement: 'It rained.', attributions: rows });
    const csv = (await file('/claims/attributions.csv')).replace(',denied,', ',flatly denied,');
    const plan = await take(csv);
    expect(plan.claims[0]?.differences).toEqual([
      { what: 'wording of attribution 1', was: 'denied', now: 'flatly denied' },
    ]);
    const after = (await claim(1)).attributions;
    expect(after.map((one: Body) => [one.id, one.wording])).toEqual([
      [1, 'flatly denied'],
      [2, null],
    ]);
  });
});

describe('an exported file', () => {
  it('that nobody changed changes nothing', { timeout: 120_000 }, async () => {
    await newsroom.database.write((tx) =>
      fillNewsroom(tx, 3, { claims: 60, sources: 20, articles: 6 }),
    );
    const odd = '=1+1';
    await add({
      statement: odd,
      attributions: [{ source: { name: odd }, stance: 'asserts', wording: "'-x\r\ny" }],
    });
    for (const path of ['/claims.csv', '/claims/attributions.csv']) {
      const plan = await rehearse(await file(path));
      expect(plan.errors).toEqual([]);
      expect(plan.claims.length).toBeGreaterThan(30);
      expect(plan.claims.filter(({ what }) => what !== 'leaves')).toEqual([]);
    }
  });

  it('says the same where it is imported as new claims', { timeout: 60_000 }, async () => {
    const file_ = sharedFile('naughty-strings.json');
    if (!file_) console.warn('Skipped the list of naughty strings: shared/data is missing.');
    const naughty: string[] = file_
      ? JSON.parse(readFileSync(file_, 'utf8'))
      : ['=1', "'", '"', 'a\nb'];
    for (const statement of naughty.slice(0, 120))
      await add({ statement: statement.toWellFormed() });
    const csv = await file('/claims.csv?sort=oldest');
    const statements = async () =>
      newsroom.database.all<{ statement: string }>('SELECT statement FROM claim ORDER BY id');
    const before = await statements();
    const rows = csv.split('\r\n').map((row) => row.replace(/^\d+,\/claims\/\d+,/, ',,'));
    const plan = await take(rows.join('\r\n'));
    expect(plan.errors).toEqual([]);
    const after = await statements();
    expect(after.slice(before.length)).toEqual(before);
  });
});

describe('what is wrong', () => {
  it.each([
    ['', ['line 1: The file is empty.']],
    ['\ufeff', ['line 1: The file is empty.']],
    [
      'a,b\n1,2',
      [
        expect.stringMatching(/^line 1, column a: There is no column “a”\. There are: id, url/),
        expect.anything(),
        'line 1, column statement: The column statement is missing.',
      ],
    ],
    ['statement,statement\na,b', ['line 1, column statement: This column stands here twice.']],
    ['statement,kind\na', ['line 2: There are 1 cells here, and 2 in the head.']],
    ['statement\na\n\n"b\n', ['line 4: A quotation mark is opened and not closed.']],
    [
      'statement\n"a"b\n',
      ['line 2: Something stands between a closing quotation mark and the comma.'],
    ],
    [
      'statement\na"b\n',
      ['line 2: A quotation mark stands in the middle of a cell that has none around it.'],
    ],
    [
      'statement,kind\n"two\r\nlines",fact\na,rumour',
      [
        'line 4, column kind: Choose one of: fact, allegation, position, opinion, analysis, prediction.',
      ],
    ],
    [
      'statement,kind\n,fact',
      ['line 2, column statement: State the claim: one thing that can be checked.'],
    ],
    ['statement,adverse\na,perhaps', ['line 2, column adverse: Write yes or no.']],
    ['statement,made_on\na,2.10.2024', ['line 2, column made_on: Write the date as YYYY-MM-DD.']],
    ['statement,article_id\na,7', ['line 2, column article_id: There is no article 7.']],
    ['statement,credibility\na,9', ['line 2, column credibility: Choose a number from 1 to 6.']],
    [
      'id,statement\n7,a',
      ['line 2, column id: There is no claim 7: leave the id blank for a new one.'],
    ],
    ['id,statement\nx,a', ['line 2, column id: “x” is no claim’s id.']],
    [
      'statement\na\u0000b',
      ['line 2, column statement: This has a NUL character in it, which cannot be kept.'],
    ],
    [`statement\n${'x'.repeat(2001)}`, ['line 2, column statement: At most 2000 characters.']],
    [`statement\n${'x'.repeat(300_000)}`, ['line 2: A row has more than 200000 characters.']],
    [
      'stance\ndenies',
      [
        'line 1, column source: The column source is missing.',
        'line 1, column claim_id or claim_statement: The column claim_id or claim_statement is missing.',
      ],
    ],
    [
      'claim_statement,source,stance\na,Bo,denies\na,Bo,shouts',
      [
        'line 3, column stance: Choose one of: asserts, confirms, admits, disputes, denies, declines, no_response, awaiting, retracts.',
      ],
    ],
    [
      'claim_statement,source,stance\na,,denies',
      ['line 2, column source: Say who the source is, as the story describes them.'],
    ],
    [
      'claim_statement,source,identity,stance\na,Bo,secret,denies',
      [
        'line 2, column identity: Choose one of: named_person, named_org, unnamed_described, unnamed_bare.',
      ],
    ],
    [
      'claim_statement,source,stance,attribution_id\na,Bo,denies,7',
      ['line 2, column attribution_id: Attribution 7 is not one of this claim.'],
    ],
  ] as [string, unknown[]][])('in %j is said by line and column', async (csv, expected) => {
    expect(await errorsOf(csv)).toEqual(expected);
  });

  it('is said of every row at once, and nothing is imported', async () => {
    const csv = 'statement,kind\nfine,fact\na,rumour\nb,gossip\n';
    const plan = await rehearse(csv);
    expect(plan.errors.map(({ line }) => line)).toEqual([3, 4]);
  });

  it('is bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from('statement\nfine\nM'),
      Buffer.from([0xfc]),
      Buffer.from('nchen\n'),
    ]);
    expect(decodeCsv(bytes)).toEqual({
      errors: [
        { line: 3, column: '', message: 'This is not UTF-8: save the file as “CSV UTF-8”.' },
      ],
    });
    expect(decodeCsv(Buffer.from('\ufeffid\n'))).toEqual({ text: 'id\n' });
  });

  it('is too many rows', () => {
    const read = readCsv(`statement\n${'a\n'.repeat(20_001)}`);
    expect('errors' in read && read.errors.map(errorText)).toEqual([
      'line 20002: At most 20000 rows at a time.',
    ]);
  });
});
