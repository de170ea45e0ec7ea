/** What nobody sends by mistake: it is refused with a reason, and nothing breaks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom, secretOf } from '../support/newsroom.ts';

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

const JSON_TYPE = { 'content-type': 'application/json' };

/** Bytes as they are, with a token that may write. */
function send(method: string, path: string, body?: string, headers: Record<string, string> = {}) {
  const authorization = `Bearer ${secretOf('editor')}`;
  const init = { method, headers: { authorization, ...headers } };
  return fetch(newsroom.url + path, body === undefined ? init : { ...init, body });
}

async function errorPaths(body: unknown, path = '/claims'): Promise<[number, string[]]> {
  const response = await send('POST', path, JSON.stringify(body), JSON_TYPE);
  const { errors = [] } = (await response.json()) as { errors?: { path: string }[] };
  return [response.status, errors.map((one) => one.path)];
}

describe('names that objects have already', () => {
  const NAMES = ['__proto__', 'constructor', 'toString'];
  const VALUES_OF = [
    ...['kind', 'adverse', 'credibility', 'evidence.0.kind', 'evidence.0.bearing'],
    ...['attributions.0.stance', 'attributions.0.scope', 'attributions.0.capacity'],
    ...['attributions.0.directness', 'attributions.0.ground_rules', 'attributions.0.interest'],
    ...['attributions.0.source.type', 'attributions.0.source.identity', 'subjects.0.type'],
    ...['attributions.0.source.partial_types', 'attributions.0.via.0.source.type'],
  ];

  it.each(NAMES)('%s is no value of a field of the form', async (name) => {
    for (const field of VALUES_OF) {
      const fields = {
        ...{ statement: 'It rained.', 'attributions.0.stance': 'asserts', do: '' },
        ...{ 'attributions.0.source.name': 'sources', 'subjects.0.name': 'IRGC' },
        ...{ 'attributions.0.via.0.source.name': 'AFP', 'evidence.0.title': 'A letter' },
        [field]: name,
      };
      const saved = await newsroom.as('editor').post('/claims', fields);
      expect([field, saved.status]).toEqual([field, 422]);
      const looked = await newsroom.as('editor').post('/claims', { ...fields, do: 'check' });
      expect([field, looked.status]).toEqual([field, 422]);
    }
  });

  it.each(NAMES)('%s is no field', async (name) => {
    const fields = { statement: 'It rained.', [name]: 'x', [`attributions.0.${name}`]: 'x' };
    expect((await newsroom.as('editor').post('/claims', fields)).status).toBeLessThan(500);
    const body = `{"statement":"It rained.","${name}":{"statement":"x","a":1}}`;
    expect((await send('POST', '/claims', body, JSON_TYPE)).status).toBe(201);
    expect(({} as { a?: number }).a).toBeUndefined();
  });
});

describe('JSON of odd shapes', () => {
  it('may hold anything under the name that forms use for the method', async () => {
    for (const method of ['{"toString":1,"valueOf":1}', '['.repeat(5_000) + ']'.repeat(5_000)]) {
      const body = `{"statement":"It rained.","_method":${method}}`;
      expect((await send('POST', '/claims', body, JSON_TYPE)).status).toBe(201);
    }
  });

  it.each(['[]', '[{"statement":"x"}]', '{"statement":[["x"]]}', '{"statement":{}}', '', '{}'])(
    '%s is wrong input',
    async (body) => {
      expect((await send('POST', '/claims', body, JSON_TYPE)).status).toBe(422);
    },
  );

  it('is wrong input with ten thousand attributions', async () => {
    const attributions = Array.from({ length: 10_000 }, () => ({ source: 'x', stance: 'asserts' }));
    const [status, paths] = await errorPaths({ statement: 'It rained.', attributions });
    expect([status, paths.includes('attributions')]).toEqual([422, true]);
  });
});

describe('characters that cannot be kept', () => {
  it.each(['\0', '\ud800', '\r\n'])('are refused in an address', async (bad) => {
    const url = `https://example.org/${bad}x`;
    const evidence = [{ kind: 'link', title: 'A page', url }];
    expect(await errorPaths({ statement: 'x', evidence })).toEqual([422, ['evidence.0.url']]);
    expect(await errorPaths({ headline: 'x', url }, '/articles')).toEqual([422, ['url']]);
  });

  it('are refused around a passage, but for half a character that was cut off', async () => {
    const article = await newsroom.as('editor').json('POST', '/articles', {
      ...{ headline: 'Rain', body: '🌧 It rained. 🌧' },
    });
    const { id } = (await article.json()) as { id: number };
    const around = (prefix: string) => ({
      ...{ statement: 'x', article_id: id, appearances: [{ quote: 'It rained.', prefix }] },
    });
    expect(await errorPaths(around('\0 '))).toEqual([422, ['appearances.0.prefix']]);
    expect(await errorPaths(around('\udf27 '))).toEqual([201, []]);
  });
});

describe('addresses', () => {
  it.each(['/claims/%', '/claims/%E0%A4%A', '/claims/1%00', '//claims', '/claims.json/'])(
    '%s leads nowhere',
    async (path) => {
      expect((await send('GET', path)).status).toBe(404);
    },
  );

  it('say what can be done there', async () => {
    const response = await send('OPTIONS', '/claims');
    expect([response.status, response.headers.get('allow')]).toEqual([204, 'GET, POST']);
    expect((await send('OPTIONS', '/nowhere')).status).toBe(404);
  });

  it('answer JSON to a token, health too', async () => {
    for (const path of ['/healthz', '/healthz.json']) {
      expect(await (await send('GET', path)).json()).toEqual({ status: 'ok' });
    }
    expect(await (await newsroom.nobody.get('/healthz')).text()).toBe('ok\n');
  });
});

describe('refusals', () => {
  it('say that something does not exist before what is wrong with the input', async () => {
    for (const path of ['/claims/999/attributions', '/claims/999/evidence']) {
      expect([path, (await errorPaths({}, path))[0]]).toEqual([path, 404]);
    }
    for (const path of ['/attributions/999', '/evidence/999', '/claims/999', '/sources/999']) {
      const response = await send('PUT', path, '{}', JSON_TYPE);
      expect([path, response.status]).toEqual([path, 404]);
    }
  });

  it('say how to sign in, and are kept by no cache for others', async () => {
    const refused = await newsroom.nobody.get('/claims.json');
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    for (const path of ['/claims.json', '/claims', '/nowhere', '/claims/999']) {
      for (const who of [newsroom.nobody, newsroom.as('editor')]) {
        const { headers } = await who.get(path);
        expect([path, headers.get('cache-control')]).toEqual([path, 'private, no-cache']);
        expect(headers.get('vary')).toContain('Cookie, Authorization');
      }
    }
  });
});
