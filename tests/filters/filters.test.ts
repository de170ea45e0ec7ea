import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readChanges } from '../../src/history/store.ts';
import { CAST, type Member, type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';
import { sharedFile } from '../support/shared-data.ts';

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
const save = (member: Member, name: string, query: string, shared = false) =>
  send(member, 'POST', '/filters', { name, query, shared });
const claim = (statement: string, more: object = {}) =>
  send('editor', 'POST', '/claims', { statement, ...more });
const look = async (member: Member, path: string) => {
  const response = await newsroom.as(member).get(path);
  expect(response.status).toBe(200);
  return response.text();
};
const linkedFrom = async (member: Member, path: string) =>
  (await newsroom.as(member).get(path)).headers.get('location');

describe('a saved filter', () => {
  it('is saved from a form, leads back to its list, and is named there', async () => {
    const html = await look('editor', '/claims?stance=denies&kind=fact&per_page=10');
    const [, form = ''] = /href="(\/filters\/new[^"]*)"/.exec(html) ?? [];
    const page = await look('editor', form.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    expect(page).toContain('Claims of the kind fact where one source denies, newest first.');
    const response = await newsroom.as('editor').post('/filters', {
      ...{ name: 'Denials', query: 'stance=denies&kind=fact&per_page=10', shared: 'no' },
    });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/claims?kind=fact&stance=denies');
    const list = await look('editor', '/claims?kind=fact&per_page=200&stance=denies');
    expect(list).toContain('Saved as <a href="/filters/1"><bdi>Denials</bdi></a>');
    expect(list).not.toContain('Save this filter');
  });

  it('is one address however it was typed', async () => {
    const { query } = await save('editor', 'A', '?kind=fact&adverse=yes&q=&kind=fact&per_page=5');
    expect(query).toBe('adverse=yes&kind=fact');
  });

  it('says who, what and how many as data', async () => {
    await claim('It rained.', { kind: 'opinion' });
    const made = await save('editor', '  Opinions  ', 'kind=opinion', true);
    expect(made).toMatchObject({
      ...{ status: 201, id: 1, url: '/filters/1', name: 'Opinions', shared: true, total: 1 },
      ...{ owner: { id: CAST.editor.id, name: CAST.editor.name }, is_default: false },
      ...{
        sentence: 'Claims of the kind opinion, newest first.',
        claims_url: '/claims?kind=opinion',
      },
      ...{ new: null, looked_at: null },
    });
    expect(made.short_url).toMatch(/^\/f\/[2-9a-z]{10}$/);
    const { filters } = await send('viewer', 'GET', '/filters');
    expect(filters).toHaveLength(1);
    const { status: _, ...json } = made;
    expect(filters[0]).toEqual(json);
    expect(await send('viewer', 'GET', '/filters/1')).toEqual({ status: 200, ...json });
  });

  it.each([
    [{ name: ' ' }, 'name', 'Give it a name.'],
    [{ name: 'x'.repeat(81) }, 'name', 'At most 80 characters.'],
    [{ name: 'two\nlines' }, 'name', 'A name is one line.'],
    [{ query: 'colour=red' }, 'query', 'There is no filter “colour”.'],
    [{ query: 'kind=rumour' }, 'query', '“rumour” is no value of kind.'],
    [{ query: '' }, 'query', 'This is the list of all claims: choose something in it first.'],
    [{ shared: 'perhaps' }, 'shared', 'Say whether the newsroom sees it: true or false.'],
  ])('is refused with %j', async (wrong, path, message) => {
    const body = { name: 'Facts', query: 'kind=fact', ...wrong };
    const answer = await send('editor', 'POST', '/filters', body);
    expect(answer.status).toBe(422);
    expect(answer.errors).toContainEqual({ path, message });
    expect((await send('editor', 'GET', '/filters')).filters).toEqual([]);
  });

  it('keeps what was typed where it is refused', async () => {
    const response = await newsroom.as('editor').post('/filters', {
      ...{ name: 'x'.repeat(90), query: 'kind=fact', shared: 'yes' },
    });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(`value="${'x'.repeat(90)}"`);
    expect(html).toMatch(/value="yes" checked/);
    expect(html).toContain('value="kind&#x3D;fact"');
    expect(html).toContain('href="#field-name"');
  });

  it('has a name that its owner uses once, and others may use too', async () => {
    await save('editor', 'Mine', 'kind=fact');
    const again = await save('editor', ' MINE ', 'kind=opinion');
    expect(again.errors).toEqual([
      { path: 'name', message: 'There is a filter of this name already.' },
    ]);
    expect((await save('colleague', 'Mine', 'kind=fact')).status).toBe(201);
  });

  it('is renamed, shared and changed one by one; what is left out stays', async () => {
    await save('editor', 'A', 'kind=fact');
    expect(await send('editor', 'PUT', '/filters/1', { name: 'B' })).toMatchObject({
      ...{ status: 200, name: 'B', query: 'kind=fact', shared: false },
    });
    expect((await send('editor', 'PUT', '/filters/1', { shared: true })).name).toBe('B');
    const form = { _method: 'put', query: 'kind=opinion' };
    const response = await newsroom.as('editor').post('/filters/1', form);
    expect(response.headers.get('location')).toBe('/claims?kind=opinion');
    expect(await send('editor', 'GET', '/filters/1')).toMatchObject({
      ...{ name: 'B', query: 'kind=opinion', shared: true },
    });
    const wrong = await newsroom.as('editor').post('/filters/1', { _method: 'put', name: '' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Give it a name.');
  });

  it('is removed', async () => {
    await save('editor', 'A', 'kind=fact');
    const response = await newsroom.as('editor').post('/filters/1', { _method: 'delete' });
    expect(response.headers.get('location')).toBe('/filters');
    expect((await send('editor', 'GET', '/filters/1')).status).toBe(404);
  });

  it('is nobody else’s business unless it is shared', async () => {
    await save('editor', 'Secret plan', 'kind=fact');
    const { short_url } = await send('editor', 'GET', '/filters/1');
    for (const member of ['viewer', 'colleague', 'admin'] as const) {
      expect((await send(member, 'GET', '/filters/1')).status).toBe(404);
      expect((await send(member, 'PUT', '/filters/1', { name: 'x' })).status).toBe(404);
      expect((await send(member, 'DELETE', '/filters/1')).status).toBe(404);
      expect((await send(member, 'GET', short_url)).status).toBe(404);
      expect((await send(member, 'PUT', '/filters/default', { filter_id: 1 })).status).toBe(404);
      expect(await look(member, '/filters')).not.toContain('Secret plan');
      expect(await look(member, '/claims?kind=fact')).not.toContain('Secret plan');
    }
    const rows = await newsroom.database.all('SELECT new FROM change_value');
    expect(JSON.stringify(rows)).not.toContain('Secret plan');
  });

  it('that is shared can be opened by all and changed by its owner and administrators', async () => {
    await save('editor', 'Ours', 'kind=fact', true);
    for (const member of ['viewer', 'colleague', 'checker'] as const) {
      expect((await send(member, 'GET', '/filters/1')).status).toBe(200);
      expect((await send(member, 'PUT', '/filters/1', { name: 'x' })).status).toBe(403);
      expect((await send(member, 'DELETE', '/filters/1')).status).toBe(403);
    }
    expect((await send('admin', 'PUT', '/filters/1', { name: 'All ours' })).name).toBe('All ours');
    expect((await send('admin', 'PUT', '/filters/1', { shared: false })).status).toBe(204);
    expect((await send('viewer', 'GET', '/filters/1')).status).toBe(404);
  });

  it('is shared only by those who may record', async () => {
    expect((await save('viewer', 'Mine', 'kind=fact')).status).toBe(201);
    expect((await save('viewer', 'Ours', 'kind=fact', true)).status).toBe(403);
    expect((await send('viewer', 'PUT', '/filters/1', { shared: true })).status).toBe(403);
    expect(await look('viewer', '/filters/1')).not.toContain('the newsroom</label>');
  });

  it('has a short address for everybody who may see it', async () => {
    const { short_url } = await save('editor', 'Ours', 'kind=fact&q=rain', true);
    expect(await linkedFrom('viewer', short_url)).toBe('/claims?kind=fact&q=rain');
    expect((await newsroom.nobody.get(short_url)).headers.get('location')).toBe(
      `/sign-in?next=${encodeURIComponent(short_url)}`,
    );
    expect((await newsroom.nobody.get(`${short_url}.json`)).status).toBe(401);
    for (const code of ['nothere', '%00', "'; DROP TABLE saved_filter;--", '1']) {
      const path = `/f/${encodeURIComponent(code)}`;
      expect((await newsroom.as('viewer').get(path)).status).toBe(404);
    }
  });

  it('leaves its entry in the history', async () => {
    await save('editor', 'Ours', 'kind=fact', true);
    await send('editor', 'PUT', '/filters/1', { name: 'All ours' });
    await send('editor', 'PUT', '/filters/1', { name: 'All ours' });
    await send('editor', 'DELETE', '/filters/1');
    const changes = await readChanges(newsroom.database, { entity: 'filter', entityId: 1 }, 9);
    const shown = { name: 'Ours', query: 'kind=fact', shared: true };
    expect(changes.map(({ action, values }) => ({ action, values }))).toEqual([
      {
        action: 'removed',
        values: [{ path: '', old: { ...shown, name: 'All ours' }, new: null }],
      },
      { action: 'changed', values: [{ path: 'name', old: 'Ours', new: 'All ours' }] },
      { action: 'created', values: [{ path: '', old: null, new: shown }] },
    ]);
  });

  it.each([
    '/filters/0',
    '/filters/x',
    '/filters/999',
    '/filters/1e3',
    '/filters/99999999999999999',
  ])('%s is not found', async (path) => {
    expect((await newsroom.as('editor').get(path)).status).toBe(404);
    expect((await send('editor', 'PUT', path, { name: 'x' })).status).toBe(404);
    expect((await send('editor', 'DELETE', path)).status).toBe(404);
  });

  it('refuses other methods', async () => {
    for (const [method, path] of [
      ...[
        ['DELETE', '/filters'],
        ['PUT', '/filters'],
        ['POST', '/filters/1'],
      ],
      ...[
        ['POST', '/filters/default'],
        ['POST', '/f/abc'],
        ['DELETE', '/filters/new'],
      ],
    ] as const) {
      expect([path, (await send('editor', method, path, {})).status]).toEqual([path, 405]);
    }
  });
});

describe('the default filter', () => {
  const opens = (member: Member) => linkedFrom(member, '/filters/default');

  it('is what the head of every page opens the claims with', async () => {
    expect(await look('editor', '/')).toContain('href="/filters/default"');
    expect(await opens('editor')).toBe('/claims');
    await save('editor', 'A', 'kind=fact', true);
    await send('editor', 'PUT', '/filters/default', { filter_id: 1 });
    expect(await opens('editor')).toBe('/claims?kind=fact');
    expect(await look('editor', '/claims?kind=fact')).toContain(
      'your default; <a href="/claims">all claims</a>',
    );
    expect(await opens('viewer')).toBe('/claims');
    // All claims stay what they are, under the address that they have for everybody.
    expect((await send('editor', 'GET', '/claims')).filter.url).toBe('/claims');
  });

  it('may be a colleague’s, until it is shared no more', async () => {
    await save('editor', 'A', 'kind=fact', true);
    const form = { _method: 'put', filter_id: '1' };
    expect((await newsroom.as('viewer').post('/filters/default', form)).status).toBe(303);
    expect(await opens('viewer')).toBe('/claims?kind=fact');
    await send('editor', 'PUT', '/filters/1', { shared: false });
    expect(await opens('viewer')).toBe('/claims');
    await send('editor', 'PUT', '/filters/1', { shared: true });
    expect(await opens('viewer')).toBe('/claims');
  });

  it('is one, and can be taken back or removed', async () => {
    await save('editor', 'A', 'kind=fact');
    await save('editor', 'B', 'kind=opinion');
    await send('editor', 'PUT', '/filters/default', { filter_id: 1 });
    await send('editor', 'PUT', '/filters/default', { filter_id: 2 });
    const { filters } = await send('editor', 'GET', '/filters');
    expect(filters.map((one: Body) => one.is_default)).toEqual([false, true]);
    await newsroom.as('editor').post('/filters/default', { _method: 'put', filter_id: '' });
    expect(await opens('editor')).toBe('/claims');
    await send('editor', 'PUT', '/filters/default', { filter_id: 2 });
    await send('editor', 'DELETE', '/filters/2');
    expect(await opens('editor')).toBe('/claims');
  });

  it.each([{}, { filter_id: 'one' }, { filter_id: 0 }, { filter_id: 1.5 }])(
    'is refused as %j',
    async (body) => {
      expect((await send('editor', 'PUT', '/filters/default', body)).status).toBe(422);
    },
  );
});

describe('what is new in a filter', () => {
  const newsOf = async (member: Member = 'editor') => {
    const { filters } = await send(member, 'GET', '/desk.json');
    return filters.map((one: Body) => [one.total, one.new, one.new_means]);
  };

  it('are the claims that it did not find when the person last looked', async () => {
    const { id } = await claim('The first fact.');
    const other = await claim('An opinion.', { kind: 'opinion' });
    await save('editor', 'Facts', 'kind=fact');
    expect(await newsOf()).toEqual([[1, null, 'entered']]);
    expect(await look('editor', '/')).toContain(
      '1 claim · not opened yet · Claims of the kind fact',
    );
    await look('editor', '/claims?kind=fact');
    expect(await newsOf()).toEqual([[1, 0, 'entered']]);
    // A new one; one that comes in by a change; one that was there and only changes.
    await claim('A second fact.');
    const whole = await send('editor', 'GET', `/claims/${other.id}`);
    await send('editor', 'PUT', `/claims/${other.id}`, { ...whole, kind: 'fact' });
    const first = await send('editor', 'GET', `/claims/${id}`);
    await send('editor', 'PUT', `/claims/${id}`, { ...first, statement: 'The very first fact.' });
    expect(await newsOf()).toEqual([[3, 2, 'entered']]);
    expect(await look('editor', '/')).toContain('3 claims · 2 new · Claims of the kind fact');
    expect(await look('editor', '/filters')).toContain('<b>2 new</b>');
    await look('editor', '/claims?kind=fact&per_page=1');
    expect(await newsOf()).toEqual([[3, 0, 'entered']]);
  });

  it('is each person’s own, and a shared filter is on the desk once it was opened', async () => {
    await claim('A fact.');
    await save('editor', 'Facts', 'kind=fact', true);
    await look('editor', '/claims?kind=fact');
    expect(await newsOf('viewer')).toEqual([]);
    await look('viewer', '/claims?kind=fact');
    await claim('Another fact.');
    expect(await newsOf('viewer')).toEqual([[2, 1, 'entered']]);
    await look('editor', '/claims?kind=fact');
    expect(await newsOf('editor')).toEqual([[2, 0, 'entered']]);
    expect(await newsOf('viewer')).toEqual([[2, 1, 'entered']]);
  });

  it('does not count data read by a program as looking', async () => {
    await save('editor', 'Facts', 'kind=fact');
    await send('editor', 'GET', '/claims?kind=fact');
    await newsroom.as('editor').get('/claims.csv?kind=fact');
    expect(await newsOf()).toEqual([[0, null, 'entered']]);
  });

  it('is unknown again when the filter becomes another', async () => {
    await save('editor', 'Facts', 'kind=fact');
    await look('editor', '/claims?kind=fact');
    await send('editor', 'PUT', '/filters/1', { query: 'kind=opinion' });
    expect(await newsOf()).toEqual([[0, null, 'entered']]);
  });

  it('are claims recorded or changed since, where the filter finds too many to remember', async () => {
    await newsroom.database.write(async (tx) => {
      for (let id = 1; id <= 2001; id += 1) {
        await tx.run(
          `INSERT INTO claim (id, statement, kind, adverse, created_at, changed_at, claim_date,
             denial, level, origins_min)
           VALUES (?, 'Rain.', 'fact', 0, ?, ?, '2024-10-01', 'not_required', 'unattributed', 0)`,
          ...[id, '2024-10-01T00:00:00.000Z', '2024-10-01T00:00:00.000Z'],
        );
      }
    });
    await save('editor', 'Facts', 'kind=fact');
    await look('editor', '/claims?kind=fact');
    expect(await newsOf()).toEqual([[2001, 0, 'changed']]);
    newsroom.setTime(new Date(TODAY.getTime() + 60_000));
    const whole = await send('editor', 'GET', '/claims/5');
    await send('editor', 'PUT', '/claims/5', { ...whole, statement: 'Much rain.' });
    await claim('More rain.');
    expect(await newsOf()).toEqual([[2002, 2, 'changed']]);
    expect(await look('editor', '/')).toContain('2,002 claims · 2 new or changed ·');
    newsroom.setTime(new Date(TODAY.getTime() + 120_000));
    await look('editor', '/claims?kind=fact');
    expect(await newsOf()).toEqual([[2002, 0, 'changed']]);
  });

  it('writes nothing where nothing is new', async () => {
    await save('editor', 'Facts', 'kind=fact');
    await look('editor', '/claims?kind=fact');
    const before = await newsroom.database.all('SELECT * FROM filter_look');
    newsroom.setTime(new Date(TODAY.getTime() + 60_000));
    await look('editor', '/claims?kind=fact');
    expect(await newsroom.database.all('SELECT * FROM filter_look')).toEqual(before);
  });
});

describe('naughty names', () => {
  const naughty = [
    '<script>alert(1)</script>',
    '{{constructor}}',
    "Robert'); DROP TABLE x;--",
    '🙂',
  ];
  const file = sharedFile('naughty-strings.json');
  if (file) naughty.push(...JSON.parse(readFileSync(file, 'utf8')).slice(0, 150));
  else console.warn('Skipped the list of naughty strings: shared/data is missing.');

  it('are kept and shown as what they are', { timeout: 60_000 }, async () => {
    for (const name of naughty) {
      const made = await save('editor', name.toWellFormed(), 'kind=fact', true);
      expect([201, 422]).toContain(made.status);
      if (made.status !== 201) continue;
      expect(made.name).toBe(name.trim());
      const html = await look('viewer', made.url);
      expect(html).not.toMatch(/<script>alert|<img src=x/i);
      await send('editor', 'DELETE', made.url);
    }
  });
});
