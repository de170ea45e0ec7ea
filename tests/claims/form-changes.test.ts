/** Changing a claim on file, by form and by JSON, alone and while somebody else does. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlsOf } from '../support/controls.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

const CLAIM = {
  statement: 'The wall fell.',
  subjects: [{ name: 'IRGC', type: 'security' }],
  attributions: [
    {
      source: { name: 'seven Iraqi sources' },
      ...{ stance: 'asserts', wording: 'seven Iraqi sources', ground_rules: 'background' },
      via: [{ source: { name: 'Times of Israel', type: 'media' }, own_channel: true }],
      identity_known: { by: 'Rana Adeyemi', on: '2024-10-02' },
    },
    { source: { name: 'IRGC' }, stance: 'denies', scope: 'part' },
  ],
  evidence: [{ kind: 'document', title: 'A memo' }],
};

interface ClaimJson {
  readonly version: number;
  readonly statement: string;
  readonly attributions: readonly { readonly id: number; readonly [name: string]: unknown }[];
  readonly [name: string]: unknown;
}

interface Checked {
  readonly standing: {
    readonly denial: { readonly because: readonly unknown[] };
    readonly corroboration: { readonly level: string; readonly because: readonly unknown[] };
  };
  readonly findings: unknown;
}

let newsroom: Newsroom;
let claim: ClaimJson;

async function jsonOf<Data = ClaimJson>(response: Response): Promise<Data> {
  return (await response.json()) as Data;
}

beforeEach(async () => {
  newsroom = await openNewsroom();
  claim = await jsonOf(await newsroom.as('editor').json('POST', '/claims', CLAIM));
});

afterEach(() => newsroom.close());

/** The edit form as it is, with these fields changed; a null takes a field out. */
async function editForm(changes: Record<string, string | null> = {}) {
  const response = await newsroom.as('editor').get('/claims/1/edit');
  const html = await response.text();
  const fields: Record<string, string | readonly string[]> = Object.fromEntries(controlsOf(html));
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) delete fields[name];
    else fields[name] = value;
  }
  return { status: response.status, html, fields };
}

async function put(fields: Record<string, string | readonly string[]>) {
  const response = await newsroom.as('editor').post('/claims/1', fields);
  const html = await response.text();
  return { status: response.status, location: response.headers.get('location'), html };
}

async function now(): Promise<ClaimJson> {
  return jsonOf(await newsroom.as('editor').json('GET', '/claims/1'));
}

/** What a colleague saves while the form is open. */
async function meanwhile(changes: object) {
  const { version, attributions } = await now();
  const kept = attributions.map(({ id, source, ...row }) => ({
    ...{ id, source: { id: (source as { id: number }).id } },
    ...{ stance: row.stance, wording: row.wording, scope: row.scope },
  }));
  const body = { ...CLAIM, attributions: kept, version, ...changes };
  const response = await newsroom.as('colleague').json('PUT', '/claims/1', body);
  expect(response.status).toBe(200);
}

describe('GET /claims/:id/edit', () => {
  it('shows what is on file, and its standing', async () => {
    const { status, html, fields } = await editForm();
    expect(status).toBe(200);
    expect(fields).toMatchObject({
      ...{ _method: ['put'], version: ['1'], statement: ['The wall fell.'] },
      'attributions.0.source.name': ['seven Iraqi sources'],
      'attributions.0.via.0.own_channel': ['yes'],
      'attributions.0.identity_known': ['yes'],
      'attributions.1.scope': ['part'],
      'evidence.0.title': ['A memo'],
    });
    expect(html).toContain('recorded by Rana Adeyemi, 2024-10-02');
    expect(html).toContain('Partly denied');
  });

  it('is for people who may record, of a claim that exists', async () => {
    expect((await newsroom.as('viewer').get('/claims/1/edit')).status).toBe(403);
    expect((await newsroom.nobody.get('/claims/1/edit')).status).toBe(303);
    for (const id of ['2', 'x', '0', '1.5']) {
      expect([id, (await newsroom.as('editor').get(`/claims/${id}/edit`)).status]).toEqual([
        id,
        404,
      ]);
    }
    expect((await newsroom.as('editor').json('DELETE', '/claims/1/edit')).status).toBe(405);
  });
});

describe('saving the form', () => {
  it('changes nothing where nothing was changed', async () => {
    const { fields } = await editForm();
    const { status, location } = await put(fields);
    expect([status, location]).toEqual([303, '/claims/1']);
    const strip = ({ version: _v, changed_at: _c, ...rest }: ClaimJson) => rest;
    expect(strip(await now())).toEqual(strip(claim));
  });

  it('keeps the rows that stay, adds and takes out others', async () => {
    const { fields } = await editForm({
      'attributions.1.id': null,
      'attributions.1.source.name': 'an aide',
      statement: 'It fell.',
    });
    expect((await put(fields)).status).toBe(303);
    const after = await now();
    expect(after).toMatchObject({ version: 2, statement: 'It fell.' });
    expect(after.attributions[0]?.id).toBe(claim.attributions[0]?.id);
    expect(after.attributions[1]?.id).not.toBe(claim.attributions[1]?.id);
    expect(after.attributions[1]).toMatchObject({ source: { name: 'an aide' }, stance: 'denies' });
  });

  it('describes another source when the name of the picked one is changed', async () => {
    const { fields } = await editForm({ 'attributions.0.source.name': 'a resident' });
    expect((await put(fields)).status).toBe(303);
    const [row] = (await now()).attributions;
    expect(row?.source).toMatchObject({ name: 'a resident', type: 'citizen', count: null });
  });

  it('works its buttons without JavaScript, and stays a change of the same claim', async () => {
    const { fields } = await editForm({ do: 'add:attributions', statement: 'typed' });
    const { status, html } = await put(fields);
    expect(status).toBe(200);
    const controls = controlsOf(html);
    expect(controls.get('_method')).toEqual(['put']);
    expect(controls.get('version')).toEqual(['1']);
    expect(controls.get('statement')).toEqual(['typed']);
    expect(controls.has('attributions.2.wording')).toBe(true);
    expect((await now()).statement).toBe('The wall fell.');
  });

  it('says what is wrong, with everything kept', async () => {
    const { fields } = await editForm({ statement: '', 'attributions.0.wording': 'typed' });
    const { status, html } = await put(fields);
    expect(status).toBe(422);
    expect(controlsOf(html).get('attributions.0.wording')).toEqual(['typed']);
    expect(controlsOf(html).get('attributions.0.id')).toEqual([`${claim.attributions[0]?.id}`]);
  });

  it('refuses a row of another claim and a missing version', async () => {
    const other = await jsonOf(await newsroom.as('editor').json('POST', '/claims', CLAIM));
    const foreign = await editForm({ 'attributions.0.id': `${other.attributions[0]?.id}` });
    expect((await put(foreign.fields)).status).toBe(422);
    const without = await editForm({ version: '' });
    expect((await put(without.fields)).status).toBe(422);
  });

  it('is refused where it must be', async () => {
    const { fields } = await editForm();
    expect((await newsroom.as('viewer').post('/claims/1', fields)).status).toBe(403);
    expect((await newsroom.nobody.post('/claims/1', fields)).status).toBe(303);
    for (const id of ['9', 'x', '0']) {
      expect([id, (await newsroom.as('editor').post(`/claims/${id}`, fields)).status]).toEqual([
        id,
        404,
      ]);
    }
    expect((await newsroom.as('editor').post('/claims/1', {})).status).toBe(405);
  });
});

describe('when somebody else was faster', () => {
  it('shows their change, keeps what was typed, and saves on top when sent again', async () => {
    const { fields } = await editForm({ 'attributions.0.wording': 'my words' });
    await meanwhile({ statement: 'The wall collapsed.', made_on: '2024-10-01' });
    const { status, html } = await put(fields);
    expect(status).toBe(409);
    expect(html).toContain('Somebody else changed this claim');
    expect(html).toContain('<bdi>Rana Adeyemi</bdi>');
    expect(html.replace(/<[^>]*>/g, '')).toMatch(
      /statement\s*The wall \[removed: fell\] \[added: collapsed\] \./,
    );
    const again = Object.fromEntries(controlsOf(html));
    expect(again).toMatchObject({ version: ['2'], statement: ['The wall collapsed.'] });
    expect(again['attributions.0.wording']).toEqual(['my words']);
    expect((await put(again)).status).toBe(303);
    const after = await now();
    expect(after).toMatchObject({
      version: 3,
      statement: 'The wall collapsed.',
      made_on: '2024-10-01',
    });
    expect(after.attributions[0]?.wording).toBe('my words');
  });

  it('shows both values where both changed the same field', async () => {
    const { fields } = await editForm({ statement: 'The wall tumbled.' });
    await meanwhile({ statement: 'The wall collapsed.' });
    const { html } = await put(fields);
    expect(controlsOf(html).get('statement')).toEqual(['The wall tumbled.']);
    expect(html).toMatch(/id="theirs-statement">.*<bdi>The wall collapsed\.<\/bdi>/);
  });

  it('shows a list that both changed below it, and hides no other clash by that', async () => {
    const { fields } = await editForm({ statement: 'It tumbled.', 'subjects.0.name': 'Sudani' });
    await meanwhile({ statement: 'It collapsed.', subjects: [{ name: 'Hezbollah' }] });
    const { html } = await put(fields);
    expect(html).toMatch(/Subjects on file now:<\/span> <bdi>Hezbollah/);
    expect(html).toMatch(/id="theirs-statement">.*<bdi>It collapsed\./);
    expect(html).toMatch(/<details class="more" open>\s*<summary>The claim/);
  });

  it('keeps the row that the other added', async () => {
    const { fields } = await editForm({ statement: 'The wall tumbled.' });
    const added = { source: { name: 'a resident' }, stance: 'confirms' };
    const kept = claim.attributions.map(({ id, source, stance, scope }) => ({
      id,
      source,
      stance,
      scope,
    }));
    await meanwhile({ attributions: [...kept, added] });
    const again = Object.fromEntries(controlsOf((await put(fields)).html));
    expect((await put(again)).status).toBe(303);
    const after = await now();
    expect(after.statement).toBe('The wall tumbled.');
    expect(after.attributions.map((row) => row.stance)).toEqual(['asserts', 'denies', 'confirms']);
  });

  it('saves anew the row that the other took out while it was worked on here', async () => {
    const { fields } = await editForm({ 'attributions.1.wording': 'my words' });
    await meanwhile({
      attributions: [{ id: claim.attributions[0]?.id, source: { id: 2 }, stance: 'asserts' }],
    });
    const again = Object.fromEntries(controlsOf((await put(fields)).html));
    expect((await put(again)).status).toBe(303);
    expect((await now()).attributions[1]).toMatchObject({ stance: 'denies', wording: 'my words' });
  });
});

describe('JSON', () => {
  it('creates, replaces, and answers with the whole claim', async () => {
    const created = await newsroom.as('editor').json('POST', '/claims', CLAIM);
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe('/claims/2');
    const { version } = await jsonOf(created);
    const replaced = await newsroom.as('editor').json('PUT', '/claims/2', { ...CLAIM, version });
    expect([replaced.status, (await jsonOf(replaced)).version]).toEqual([200, 2]);
  });

  it.each([
    ['POST', '/claims', { statement: '' }, 422],
    ['POST', '/claims', [], 422],
    ['POST', '/claims', { statement: 'x\0' }, 422],
    ['PUT', '/claims/1', { statement: 'x' }, 422],
    ['PUT', '/claims/9', { statement: '' }, 404],
    ['PUT', '/claims/x', { statement: 'x' }, 404],
    ['PUT', '/claims', { statement: 'x' }, 405],
    ['POST', '/claims/check', { statement: '' }, 422],
    ['POST', '/claims/check', { statement: 'x', id: 9 }, 404],
    ['PUT', '/claims/check', { statement: 'x' }, 405],
  ])('%s %s %j is %i', async (method, path, body, status) => {
    const response = await newsroom.as('editor').json(method, path, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });

  it.each([
    ['POST', '/claims'],
    ['PUT', '/claims/1'],
    ['POST', '/claims/check'],
  ])('%s %s is for people who may record', async (method, path) => {
    expect((await newsroom.as('viewer').json(method, path, CLAIM)).status).toBe(403);
    const response = await newsroom.nobody.json(method, path, CLAIM);
    expect(response.status).toBe(401);
  });

  it('names a stale version with what was changed', async () => {
    await meanwhile({ statement: 'The wall collapsed.' });
    const response = await newsroom.as('editor').json('PUT', '/claims/1', { ...CLAIM, version: 1 });
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      current: { version: 2, statement: 'The wall collapsed.' },
      changes: [{ person: 'Rana Adeyemi', action: 'changed' }],
    });
  });

  it('checks without saving: reasons point at rows by their place', async () => {
    const response = await newsroom.as('editor').json('POST', '/claims/check', CLAIM);
    expect(response.status).toBe(200);
    const { standing, findings } = await jsonOf<Checked>(response);
    expect(standing.denial.because[0]).toMatchObject({ index: 1 });
    expect(standing.corroboration.because[0]).toMatchObject({ index: 0 });
    expect(findings).toBeInstanceOf(Array);
    expect(await newsroom.database.one('SELECT count(*) AS n FROM claim')).toEqual({ n: 1 });
  });

  it('checks a change of a claim, whichever version it was opened at', async () => {
    const rows = claim.attributions
      .slice(0, 1)
      .map(({ id }) => ({ id, source: { id: 2 }, stance: 'denies' }));
    const body = { ...CLAIM, id: 1, attributions: rows };
    const response = await newsroom.as('editor').json('POST', '/claims/check', body);
    expect(response.status).toBe(200);
    expect((await jsonOf<Checked>(response)).standing.corroboration.level).toBe('unattributed');
    expect(await now()).toEqual(claim);
  });
});
