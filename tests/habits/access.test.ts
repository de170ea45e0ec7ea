import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIONS, may, ROLES } from '../../src/people/person.ts';
import { ROUTES } from '../../src/routes.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';

/** Everything that needs no sign-in. Whoever adds to this list gives something away. */
const OPEN = [
  'GET /healthz',
  'GET /invitation',
  'GET /setup',
  'GET /sign-in',
  'POST /invitation',
  'POST /setup',
  'POST /sign-in',
  'POST /sign-out',
];

const MEMBERS: Readonly<Record<(typeof ROLES)[number], Member>> = {
  viewer: 'viewer',
  editor: 'editor',
  fact_checker: 'checker',
  admin: 'admin',
};

const PAGES = ROUTES.filter(({ method, path }) => method === 'GET' && !path.includes(':'));
const GUARDED = PAGES.flatMap(({ path, action, formats }) =>
  action === 'anyone' ? [] : [{ path, action, formats: formats ?? ['page', 'json'] }],
);

describe('access', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());

  it('is decided for every route', () => {
    for (const { action } of ROUTES) expect(['anyone', ...ACTIONS]).toContain(action);
  });

  it('is open only where it is meant to be', () => {
    const open = ROUTES.filter(({ action }) => action === 'anyone');
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(OPEN);
  });

  it('grows with the role', () => {
    for (const action of ACTIONS) {
      const allowed = ROLES.map((role) => may({ role }, action));
      expect(allowed).toEqual([...allowed].sort((a, b) => Number(a) - Number(b)));
      expect(allowed.at(-1)).toBe(true);
    }
  });

  it.each(GUARDED)(
    '$path is open to exactly those who may $action',
    async ({ path, action, formats }) => {
      for (const role of ROLES) {
        const client = newsroom.as(MEMBERS[role]);
        // One address only leads on, to wherever the person wants their claims to open.
        const leadsOn = path === '/filters/default' ? [303] : [];
        const expected = may({ role }, action) ? [200, 422, ...leadsOn] : [403];
        if (formats.includes('page')) expect(expected).toContain((await client.get(path)).status);
        if (formats.includes('json')) {
          expect(expected).toContain((await client.json('GET', path)).status);
        }
      }
    },
  );

  it.each(GUARDED)('$path is closed to nobody in particular', async ({ path }) => {
    const page = await newsroom.nobody.get(path);
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    const data = path === '/' ? '/desk.json' : `${path}.json`;
    expect((await newsroom.nobody.get(data)).status).toBe(401);
    const headers = { authorization: 'Bearer nonsense' };
    expect((await fetch(newsroom.url + path, { headers })).status).toBe(401);
  });
});
