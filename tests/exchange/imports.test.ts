import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CAST, type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

async function send(member: Member, method: string, path: string, body?: unknown): Promise<Body> {
  const response = await newsroom.as(member).json(method, path, body);
  const text = await response.text();
  return { status: response.status, ...(text === '' ? {} : JSON.parse(text)) };
}
const total = async () => (await send('viewer', 'GET', '/claims')).total;
const csv = 'statement,kind\nIt rained.,fact\nThey lied.,allegation\n';

describe('an import', () => {
  it('is tried, shown, applied once, and then stands in the list of claims', async () => {
    const editor = newsroom.as('editor');
    const tried = await editor.post('/imports', { csv: `\ufeff${csv}`, name: 'Two claims' });
    expect(tried.status).toBe(303);
    expect(tried.headers.get('location')).toBe('/imports/1');
    expect(await total()).toBe(0);
    const html = await (await editor.get('/imports/1')).text();
    expect(html).toContain('adds 2, changes 0, leaves 0 as they are');
    expect(html).toContain('nothing is on file yet');
    expect(html).toContain('They lied.');
    const applied = await editor.post('/imports/1', { _method: 'put', applied: 'yes' });
    expect(applied.headers.get('location')).toBe('/imports/1');
    expect(await total()).toBe(2);
    const after = await (await editor.get('/imports/1')).text();
    expect(after).toContain('<a href="/claims/2"><bdi>They lied.</bdi></a>');
    expect(after).not.toContain('Apply it');
    const again = await editor.post('/imports/1', { _method: 'put', applied: 'yes' });
    expect(again.status).toBe(409);
    expect((await send('editor', 'DELETE', '/imports/1')).status).toBe(409);
    expect(await total()).toBe(2);
    expect((await send('viewer', 'GET', '/claims/1')).author.name).toBe(CAST.editor.name);
  });

  it('shows what it changes on file', async () => {
    await send('editor', 'POST', '/claims', { statement: 'It rained.' });
    const made = await send('editor', 'POST', '/imports', { csv: 'id,statement\n1,It poured.\n' });
    expect(made).toMatchObject({ status: 201, name: 'pasted rows', applied_at: null });
    expect(made.claims).toEqual([
      {
        ...{ line: 2, what: 'changes', id: 1, statement: 'It poured.' },
        differences: [expect.objectContaining({ what: 'statement', was: 'It rained.' })],
      },
    ]);
    const html = await (await newsroom.as('editor').get('/imports/1')).text();
    expect(html).toContain('<del dir="auto">It rained.</del>');
    const applied = await send('editor', 'PUT', '/imports/1', { applied: true });
    expect(applied.applied_by).toBe(CAST.editor.name);
    const [row] = await newsroom.database.all<Body>('SELECT csv, plan FROM import');
    expect(row.csv).toBeNull();
    expect(row.plan).not.toContain('It rained.');
  });

  it('is refused with everything that was sent, by line and column', async () => {
    const wrong = 'statement,kind\n"<b>a</b>",rumour\nb,gossip\n';
    const response = await newsroom.as('editor').post('/imports', { csv: wrong, name: 'Mine' });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('line 2, column kind: Choose one of: fact');
    expect(html).toContain('line 3, column kind:');
    expect(html).toContain('&quot;&lt;b&gt;a&lt;/b&gt;&quot;,rumour\nb,gossip\n</textarea>');
    expect(html).toContain('value="Mine"');
    const { status, errors } = await send('editor', 'POST', '/imports', { csv: wrong });
    expect(status).toBe(422);
    expect(errors[0]).toMatchObject({ path: 'csv', line: 2, column: 'kind' });
    expect((await send('editor', 'GET', '/imports')).imports).toEqual([]);
  });

  it.each([
    [{}, 'csv'],
    [{ csv: '  ' }, 'csv'],
    [{ csv: 7 }, 'csv'],
    [{ csv, name: 'x'.repeat(201) }, 'name'],
    [{ csv: `statement\n${'a\n'.repeat(2001)}` }, 'csv'],
  ])('is refused as %o', async (body, path) => {
    const answer = await send('editor', 'POST', '/imports', body);
    expect([answer.status, answer.errors[0].path]).toEqual([422, path]);
  });

  it('that does not fit any more changes nothing', async () => {
    await send('editor', 'POST', '/articles', { headline: 'A story' });
    const rows = 'statement,article_id\nIt rained.,1\nIt snowed.,1\n';
    await send('editor', 'POST', '/imports', { csv: rows });
    await newsroom.database.write(async (tx) => {
      await tx.run('DELETE FROM article');
    });
    const answer = await send('editor', 'PUT', '/imports/1', { applied: true });
    expect(answer.status).toBe(409);
    expect(answer.detail).toContain('line 2, column article_id: There is no article 1.');
    expect(await total()).toBe(0);
    expect((await send('editor', 'GET', '/imports/1')).applied_at).toBeNull();
  });

  it('is discarded', async () => {
    await send('editor', 'POST', '/imports', { csv });
    const response = await newsroom.as('editor').post('/imports/1', { _method: 'delete' });
    expect(response.headers.get('location')).toBe('/imports');
    expect((await send('editor', 'GET', '/imports/1')).status).toBe(404);
    expect(await total()).toBe(0);
  });

  it('is for those who may record', async () => {
    await send('editor', 'POST', '/imports', { csv });
    for (const [method, path] of [
      ...[
        ['GET', '/imports'],
        ['POST', '/imports'],
        ['GET', '/imports/1'],
      ],
      ...[
        ['PUT', '/imports/1'],
        ['DELETE', '/imports/1'],
      ],
    ] as const) {
      expect((await send('viewer', method, path, method === 'GET' ? undefined : {})).status).toBe(
        403,
      );
    }
    expect((await newsroom.nobody.get('/imports/1')).status).toBe(303);
    expect((await newsroom.nobody.get('/imports/1.json')).status).toBe(401);
    // What stands in a file may not be for every colleague.
    expect((await send('colleague', 'GET', '/imports/1')).status).toBe(404);
    expect((await send('colleague', 'PUT', '/imports/1', { applied: true })).status).toBe(404);
    expect((await send('colleague', 'DELETE', '/imports/1')).status).toBe(404);
    expect((await send('colleague', 'GET', '/imports')).imports).toEqual([]);
    expect((await send('admin', 'GET', '/imports')).imports).toHaveLength(1);
    expect(await (await newsroom.as('viewer').get('/claims')).text()).not.toContain('/imports');
    expect(await (await newsroom.as('editor').get('/claims')).text()).toContain('/imports');
  });

  it('has an address, and only the methods that it has', async () => {
    for (const path of ['/imports/9', '/imports/x', '/imports/0']) {
      expect((await send('editor', 'GET', path)).status).toBe(404);
      expect((await send('editor', 'PUT', path, { applied: true })).status).toBe(404);
    }
    expect((await send('editor', 'POST', '/imports/1', {})).status).toBe(405);
    expect((await send('editor', 'DELETE', '/imports')).status).toBe(405);
    await send('editor', 'POST', '/imports', { csv });
    expect((await send('editor', 'PUT', '/imports/1', { applied: 'perhaps' })).status).toBe(422);
    expect((await newsroom.as('editor').post('/imports/1', { _method: 'put' })).status).toBe(422);
  });
});

describe('an export', () => {
  it('as one JSON document has all that the filter finds', async () => {
    await send('editor', 'POST', '/imports', { csv });
    await send('editor', 'PUT', '/imports/1', { applied: true });
    const response = await newsroom.as('viewer').get('/claims/export.json?kind=allegation');
    expect(response.headers.get('content-disposition')).toContain('claims.json');
    const body = (await response.json()) as Body;
    expect(body).toMatchObject({ total: 1, filter: { url: '/claims?kind=allegation' } });
    expect(body.claims).toEqual((await send('viewer', 'GET', '/claims?kind=allegation')).claims);
    const none = (await (
      await newsroom.as('viewer').get('/claims/export.json?q=zzz')
    ).json()) as Body;
    expect([none.total, none.claims]).toEqual([0, []]);
    expect((await newsroom.as('viewer').get('/claims/export.json?colour=red')).status).toBe(422);
    expect((await newsroom.as('viewer').get('/claims/export')).status).toBe(404);
  });
});

describe('a restricted source', () => {
  const WORDS = 'said that the harbour books were burnt';

  beforeEach(async () => {
    const attributions = [
      {
        source: { name: 'an aide in the harbour office', identity: 'unnamed_described' },
        ...{ stance: 'asserts', wording: WORDS },
      },
    ];
    await send('editor', 'POST', '/claims', { statement: 'It rained.', attributions });
    const { attributions: rows } = await send('editor', 'GET', '/claims/1');
    const path = `/sources/${rows[0].source.id}/restriction`;
    const made = await send('editor', 'POST', path, { reason: 'They asked for it.', people: [] });
    expect([200, 201]).toContain(made.status);
  });

  it('stays unknown to who may not see it, however they ask', async () => {
    const path = '/claims/attributions.csv';
    const file = await (await newsroom.as('colleague').get(path)).text();
    expect(file).not.toContain(WORDS);
    expect(await (await newsroom.as('editor').get(path)).text()).toContain(WORDS);
    // What they exported themselves changes nothing; right and wrong guesses are refused alike.
    const same = await send('colleague', 'POST', '/imports', { csv: file });
    expect(same.claims.map((one: Body) => one.what)).toEqual(['leaves']);
    const head = 'claim_id,attribution_id,source,stance,wording';
    const answers = [];
    for (const guess of [WORDS, 'said something else']) {
      const csv = `${head}\n1,1,an unnamed source,asserts,${guess}\n`;
      const { status, errors } = await send('colleague', 'POST', '/imports', { csv });
      answers.push({ status, errors });
    }
    expect(answers[0]?.status).toBe(422);
    expect(answers[1]).toEqual(answers[0]);
    expect(JSON.stringify(answers)).not.toMatch(/aide|harbour/);
  });
});
