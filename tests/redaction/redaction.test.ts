/** A name that should never have been written goes from everywhere. */
import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '../../src/history/store.ts';
import { rememberBackup } from '../../src/redaction/store.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

const NAME = 'Zebulon Quarrington';
const SOUGHT = { texts: [NAME], reason: 'A source’s name was written down.' };

let newsroom: Newsroom;
let claim: Body;
let made: Body;

async function send(
  method: string,
  path: string,
  body?: object,
  as: 'admin' | 'editor' = 'editor',
) {
  const response = await newsroom.as(as).json(method, path, body);
  const text = await response.text();
  const data: Body = text === '' ? null : JSON.parse(text);
  if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return data;
}

const TEXT = `It was ZEBULON  QUARRINGTON who said so.

“The bridge is rotten,” Zebulon\u00a0Quarrington added. “It must be closed,” said a clerk.`;
const QUOTE = 'Quarrington added. “It must be closed,” said a clerk';

beforeAll(async () => {
  newsroom = await openNewsroom();
  const article = await send('POST', '/articles', {
    ...{ headline: `The ${NAME} story`, byline: NAME, dateline: NAME, desk: NAME, body: TEXT },
    ...{ url: 'https://example.org/zebulon-quarrington-talks' },
  });
  await send('PUT', '/articles/1', { ...article, body: `${TEXT}\n\nMore of Zebulon Quarrington.` });
  const start = TEXT.indexOf(QUOTE);
  claim = await send('POST', '/claims', {
    ...{ statement: `${NAME} was there.`, reported_speaker: NAME, article_id: 1 },
    appearances: [
      { quote: QUOTE, start, end: start + QUOTE.length },
      { quote: 'The bridge is rotten', prefix: 'so.\n\n“' },
      { quote: `words of ${NAME} that stand nowhere`, prefix: 'on Quarrington ' },
    ],
    attributions: [
      {
        source: { name: 'a clerk', type: 'government', identity: 'unnamed_described' },
        ...{ stance: 'asserts', wording: `said ${NAME}`, quote: `I am ${NAME}`, cue: NAME },
        ...{ anonymity_reason: `he is ${NAME}`, identity_known: { by: NAME, on: '2024-10-01' } },
      },
      { source: { name: NAME, type: 'expert', identity: 'named_person' }, stance: 'confirms' },
    ],
    evidence: [
      {
        kind: 'link',
        title: NAME,
        obtained: NAME,
        note: NAME,
        url: 'https://a.example/?q=zebulon%20quarrington',
      },
    ],
  });
  await send('PUT', '/claims/1', { ...claim, statement: `It was ${NAME}.` });
  await send('POST', '/claims/1/comments', {
    body: `zebulon quarrington told me, ZEBULON QUARRINGTON!`,
  });
  const source = await send('GET', `/sources/${claim.attributions[1].source.id}`);
  await send('PUT', source.url, {
    version: source.version,
    aliases: [`Dr. ${NAME}`, `Mr. ${NAME}`],
  });
  const clerk = claim.attributions[0].source.id;
  await send('POST', `/sources/${clerk}/restriction`, { reason: `It is ${NAME}.`, people: [] });
  await send('PUT', `/sources/${clerk}/restriction`, { reason: `It is ${NAME}!`, people: [2] });
  const apart = { judgement: 'same', other_id: null, reason: NAME };
  await newsroom.as('editor').json('POST', `/sources/${clerk}/decisions`, apart);
  await newsroom.database.write(async (tx) => {
    const at = TODAY.toISOString();
    await tx.run(
      `INSERT INTO decision (judgement, source_id, reason, person_id, made_at) VALUES ('apart', ?, ?, 2, ?)`,
      ...[clerk, NAME, at],
    );
    await tx.run(
      `INSERT INTO merge (source_id, into_id, reason, person_id, made_at, undone_by, undone_at)
       VALUES (?, ?, ?, 2, ?, 2, ?)`,
      ...[clerk, source.id, NAME, at, at],
    );
    await tx.run(
      `INSERT INTO waiver (claim_id, code, severity, reason, person_id, made_at, rules_version, looked_at)
       VALUES (1, 'bare-source', 'warn', ?, 2, ?, 1, '')`,
      ...[NAME, at],
    );
    await tx.run(
      `INSERT INTO review (claim_id, from_state, to_state, cause, reason, explanation, was, version, person_id, at, change_id)
       VALUES (1, 'draft', 'ready', 'asked', ?, ?, ?, 1, 2, ?, 1)`,
      ...[NAME, NAME, JSON.stringify({ findings: [{ message: `No reply from ${NAME}.` }] }), at],
    );
    await tx.run(
      `INSERT INTO claim_distinction (statement_key, claim_id, person_id, at)
       VALUES ('zebulon quarrington was there', 1, 2, ?)`,
      at,
    );
    await tx.run(`UPDATE token SET name = ? WHERE id = 1`, `for ${NAME}`);
    await tx.run(
      `INSERT INTO invitation (code_hash, name, role, created_at, expires_at) VALUES ('x', ?, 'viewer', ?, ?)`,
      ...[NAME, at, at],
    );
    await tx.run(`INSERT INTO text_reading VALUES (1, 1, ?, ?)`, `It broke at ${NAME}`, at);
    for (const [key, address] of [
      ['one', '/claims/1/edit'],
      ['two', '/sources/new?name=Zebulon+Quarrington'],
    ] as const) {
      await tx.run(
        `INSERT INTO draft (person_id, key, address, body, size, cause, writer, saved_at)
         VALUES (2, ?, ?, ?, 0, 'typed', 'a tab', ?)`,
        ...[key, address, JSON.stringify({ attributions: [{ wording: `“${NAME}”` }] }), at],
      );
    }
    await tx.run(
      `INSERT INTO reply (source_id, channel, asked_at, due_at, note, created_at, changed_at)
       VALUES (1, 'email', ?, ?, ?, ?, ?)`,
      ...[at, at, NAME, at, at],
    );
    await tx.run(
      `INSERT INTO correction (article_id, wrong, asked_by, asked_on, outcome, decision, person_id,
         created_at, changed_at) VALUES (1, ?, ?, '2024-10-01', 'open', ?, 2, ?, ?)`,
      ...[NAME, NAME, NAME, at, at],
    );
    const span = [TEXT.indexOf('The bridge'), TEXT.indexOf('The bridge') + 20];
    await tx.run(
      `INSERT INTO proposal (article_id, text_number, position, anchor, speaker, stance, found)
       VALUES (1, 1, 0, 0, 0, 'asserts', ?)`,
      JSON.stringify({ content: [span], source: [[7, 27]], because: [NAME], via: [] }),
    );
  });
  await rememberBackup(newsroom.database, 'before.db', new Date(TODAY.getTime() - 1000));
  await rememberBackup(newsroom.database, 'after.db', new Date(TODAY.getTime() + 1000));
});
afterAll(() => newsroom.close());

/** Whether the bytes are anywhere in the database's files, in any case. */
function isOnDisk(word: string): boolean {
  return ['', '-wal']
    .map((ending) => newsroom.file + ending)
    .filter((file) => existsSync(file))
    .some((file) => readFileSync(file).toString('latin1').toLowerCase().includes(word));
}

describe('before', () => {
  it('shows where it stands, and changes nothing', async () => {
    expect(isOnDisk('quarrington')).toBe(true);
    const before = await newsroom.database.all('SELECT * FROM change');
    const { counts } = await send('POST', '/redactions/preview', SOUGHT, 'admin');
    const found = new Map(counts.map((one: Body) => [one.label, one.number]));
    expect(found.get('comments')).toBe(2);
    expect(found.get('texts of articles')).toBe(5);
    expect(found.get('attributions')).toBe(5);
    expect(found.get('sources')).toBe(1);
    expect(await newsroom.database.all('SELECT * FROM change')).toEqual(before);
  });

  it('shows it as a page that no browser keeps, with the text in no address', async () => {
    const fields = { texts: `${NAME}\r\nQuarrington`, reason: SOUGHT.reason };
    const response = await newsroom.as('admin').post('/redactions/preview', fields);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).toContain('Take it out everywhere');
    expect(html).toContain('href="/claims/1"');
    expect(html).not.toMatch(/(href|action)="[^"]*arrington/i);
  });

  it.each([
    ['nothing', { texts: [], reason: 'x' }, 'texts'],
    ['one letter', { texts: ['a'], reason: 'x' }, 'texts.0'],
    ['a part of the mark', { texts: ['redact'], reason: 'x' }, 'texts.0'],
    ['no reason', { texts: [NAME], reason: ' ' }, 'reason'],
    ['a reason with it', { texts: [NAME], reason: 'It is zebulon  quarrington.' }, 'reason'],
    ['what stands nowhere', { texts: ['Nowhere Man'], reason: 'x' }, 'texts'],
    ['a NUL', { texts: ['a\0b'], reason: 'x' }, 'texts.0'],
  ])('refuses %s', async (_, body, path) => {
    const response = await newsroom.as('admin').json('POST', '/redactions', body);
    const answer: Body = await response.json();
    expect([response.status, answer.errors[0].path]).toEqual([422, path]);
  });

  it('keeps what was typed, also where it is wrong', async () => {
    const fields = { texts: NAME, anywhere: 'yes', reason: `<b>${NAME}` };
    const response = await newsroom.as('admin').post('/redactions', fields);
    expect(response.status).toBe(422);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const html = await response.text();
    expect(html).toContain(`&lt;b&gt;${NAME}</textarea>`);
    expect(html).toContain('value="yes" checked');
    expect(html).toContain('href="#field-reason"');
  });

  it.each(['viewer', 'editor', 'checker'] as const)('is closed to the %s', async (member) => {
    const client = newsroom.as(member);
    expect((await client.json('POST', '/redactions', SOUGHT)).status).toBe(403);
    expect((await client.json('POST', '/redactions/preview', SOUGHT)).status).toBe(403);
    expect((await client.get('/redactions')).status).toBe(403);
    expect((await newsroom.nobody.get('/redactions')).status).toBe(303);
  });
});

describe('after', () => {
  beforeAll(async () => {
    made = await send('POST', '/redactions', SOUGHT, 'admin');
  });

  it('is nowhere: in no table, no free page, no log, in no case', async () => {
    expect(isOnDisk('quarrington')).toBe(false);
    expect(isOnDisk('zebulon')).toBe(false);
    expect(made.cleaned_at).toBe(TODAY.toISOString());
  });

  it('leaves who, when, why and how often', async () => {
    expect(made).toMatchObject({ person: 'Ada Min', made_at: TODAY.toISOString(), id: 1 });
    expect(made.reason).toBe(SOUGHT.reason);
    expect(made.places).toBeGreaterThan(30);
    const list = await send('GET', '/redactions', undefined, 'admin');
    expect(list.redactions).toHaveLength(1);
    const html = await (await newsroom.as('admin').get('/redactions/1')).text();
    expect(html).toContain('Ada Min');
    expect((await newsroom.as('admin').get('/redactions')).status).toBe(200);
  });

  it('names the backups that were made before', async () => {
    expect(made.backups.map((one: Body) => one.file)).toEqual(['before.db']);
  });

  it('says so in the history of each record, whose chain holds', async () => {
    expect((await verifyChain(newsroom.database)).broken).toBeNull();
    const rows = await newsroom.database.all<{ entity: string; personId: number }>(
      `SELECT DISTINCT entity, person_id AS personId FROM change WHERE action = 'redacted'`,
    );
    expect(rows.map((row) => row.entity).sort()).toEqual([
      ...['article', 'claim', 'comment', 'correction', 'decision', 'invitation', 'merge', 'reply'],
      ...['source', 'token'],
    ]);
    expect(new Set(rows.map((row) => row.personId))).toEqual(new Set([5]));
    const history = await (await newsroom.as('editor').get('/claims/1/history')).text();
    expect(history).toContain('redacted the claim');
    expect(history).toContain(SOUGHT.reason);
  });

  it('keeps passages at their words', async () => {
    const after = await send('GET', '/claims/1');
    const texts = await newsroom.database.all<{ body: string; number: number }>(
      'SELECT body, number FROM article_text ORDER BY number',
    );
    const body = texts.at(-1)?.body ?? '';
    const [half, whole, gone] = after.appearances;
    expect(body.slice(half.start, half.end)).toBe(half.quote);
    expect(half.quote).toBe('[redacted] added. “It must be closed,” said a clerk');
    expect(body.slice(whole.start, whole.end)).toBe('The bridge is rotten');
    expect(whole.suffix).toBe(',” [redacted] added. “It must be');
    expect([gone.state, gone.quote]).toEqual(['gone', 'words of [redacted] that stand nowhere']);
    expect(gone.prefix).toBe('[redacted] ');
    const proposal = await newsroom.database.one<{ found: string }>('SELECT found FROM proposal');
    const found: Body = JSON.parse(proposal?.found ?? '');
    expect(texts[0]?.body.slice(...found.content[0])).toBe('The bridge is rotten');
    expect(texts[0]?.body.slice(...found.source[0])).toBe('[redacted]');
    expect(found.because).toEqual(['[redacted]']);
  });

  it('leaves the text’s digest, and addresses, as what they are now', async () => {
    const article = await send('GET', '/articles/1');
    expect(article.url).not.toContain('zebulon');
    expect(article.headline).toBe('The [redacted] story');
    const html = await (await newsroom.as('editor').get('/articles/1')).text();
    expect(html).toContain('[redacted]');
    const row = await newsroom.database.one<{ sha256: string }>(
      'SELECT sha256 FROM article_text ORDER BY number DESC',
    );
    expect(html).toContain(row?.sha256.slice(0, 8));
  });

  it('leaves a draft without it, which the page that keeps it cannot write again', async () => {
    const drafts = await newsroom.database.all<{ key: string; body: string; writer: string }>(
      'SELECT key, body, writer FROM draft',
    );
    const body = JSON.stringify({ attributions: [{ wording: '“[redacted]”' }] });
    expect(drafts).toEqual([{ key: 'one', body, writer: '(redacted)' }]);
  });

  it('makes open forms stale', async () => {
    const response = await newsroom.as('editor').json('PUT', '/claims/1', { ...claim, version: 2 });
    expect(response.status).toBe(409);
    expect(await response.text()).not.toContain('arrington');
  });

  it('is not found, by no filter and in no facet', async () => {
    for (const q of ['Quarrington', 'zebulon*', '"zebulon quarrington"']) {
      expect((await send('GET', `/claims?q=${encodeURIComponent(q)}`)).total).toBe(0);
    }
    expect((await send('GET', '/claims?q=redacted')).total).toBe(1);
    for (const address of ['/claims', '/claims?facet_q=desk:zeb', '/articles', '/sources']) {
      expect(JSON.stringify(await send('GET', address))).not.toMatch(/quarrington/i);
    }
  });

  it('says that the mark is part of itself', async () => {
    const again = await newsroom.as('admin').json('POST', '/redactions', SOUGHT);
    expect(again.status).toBe(422);
  });

  it('has no page for what is not there, nor another method', async () => {
    const admin = newsroom.as('admin');
    expect((await admin.get('/redactions/99')).status).toBe(404);
    expect((await admin.get('/redactions/x')).status).toBe(404);
    expect((await admin.json('POST', '/redactions/99/cleaning')).status).toBe(404);
    expect((await admin.json('DELETE', '/redactions/1')).status).toBe(405);
    expect((await admin.json('POST', '/redactions/1/cleaning')).status).toBe(200);
  });
});
