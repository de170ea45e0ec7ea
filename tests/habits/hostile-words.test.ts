/** Markup in every field of words, seen on every page that a link leads to. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is looked at as it comes.
type Body = any;

const EVIL = `"'><script>alert(1)</script><img src=x onerror=alert(2)>{{constructor}}\u202e`;
const MOST_PAGES = 300;

let newsroom: Newsroom;
beforeAll(async () => {
  newsroom = await openNewsroom();
  await fill();
});
afterAll(() => newsroom.close());

async function send(method: string, path: string, body: unknown): Promise<Body> {
  const response = await newsroom.as('admin').json(method, path, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return JSON.parse(text);
}

const evil = (what: string) => `${what} ${EVIL}`;

async function fill(): Promise<void> {
  const outlet = (name: string) => ({ name: evil(name), type: 'media', identity: 'named_org' });
  const article = await send('POST', '/articles', {
    ...{ headline: evil('headline'), publisher: outlet('paper'), agency: outlet('agency') },
    ...{ desk: evil('desk'), byline: evil('byline'), dateline: evil('dateline') },
    ...{ url: `https://example.org/?q=${encodeURI(EVIL)}`, body: `${evil('a')}\n\n${evil('b')}` },
  });
  const head = { name: evil('house'), type: 'government', identity: 'named_org' };
  const house = await send('POST', '/sources', { ...head, aliases: [evil('alias')] });
  const unnamed = { name: evil('officials'), identity: 'unnamed_described', collective: true };
  const source = { ...unnamed, type: 'government', count: 3 };
  const person = { name: evil('Person'), identity: 'named_person', type: 'government' };
  const { id } = await send('POST', '/sources', { ...person, part_of: { id: house.id } });
  const claim = await send('POST', '/claims', {
    ...{ statement: evil('statement'), reported_speaker: evil('speaker'), adverse: true },
    ...{ article_id: article.id, subjects: [{ id: house.id }] },
    appearances: [{ quote: evil('b') }, { quote: evil('gone') }],
    attributions: [
      {
        ...{ source, stance: 'asserts', wording: evil('wording'), quote: evil('quote') },
        ...{ cue: evil('cue'), anonymity_reason: evil('reason'), on_behalf_of: { id } },
        ...{ via: [{ source: outlet('relay') }, { source: outlet('channel'), own_channel: true }] },
        identity_known: { by: evil('editor'), on: null },
      },
      { source: { id }, stance: 'denies', interest: 'subject', wording: evil('denial') },
      { source: { ...source, distinct: true }, stance: 'confirms' },
    ],
    evidence: [{ kind: 'link', title: evil('title'), obtained: evil('how'), note: evil('note') }],
  });
  const [one, , other] = claim.attributions.map((row: Body) => row.source.id);
  await send('POST', `/sources/${one}/decisions`, {
    ...{ judgement: 'same', other_id: other, reason: evil('why') },
  });
  const rest = { type: 'government', identity: 'named_org' };
  const merged = await send('POST', '/sources', { name: evil('twin'), ...rest });
  await send('POST', `/sources/${merged.id}/merges`, { into_id: house.id, reason: evil('so') });
  const { version } = await send('GET', `/articles/${article.id}`, undefined);
  await send('PUT', `/articles/${article.id}`, {
    ...{ version, headline: evil('other headline'), body: `${evil('a')}\n\n${evil('c')}` },
  });
  const request = { claims: [claim.id], channel: 'other', due_at: '2024-10-09T12:00:00Z' };
  const reply = await send('POST', '/replies', {
    ...{ ...request, subject: { id: house.id }, note: evil('note') },
  });
  const outcome = { claim_id: claim.id, wording: evil('answer'), quote: evil('said') };
  await send('PUT', `/replies/${reply.id}/outcome`, {
    ...{ version: reply.version, claims: [{ ...outcome, stance: 'denies' }] },
  });
  const mistake = await send('POST', '/replies', { ...request, subject: { id: house.id } });
  await send('POST', `/replies/${mistake.id}/withdrawals`, { reason: evil('mistake') });
  const filter = { name: evil('filter'), query: new URLSearchParams({ q: EVIL }).toString() };
  await send('POST', '/filters', { ...filter, shared: true });
  const cell = `"${evil('cell').replaceAll('"', '""')}"`;
  const csv = `id,statement,reported_speaker\n1,${cell},${cell}\n,${cell},`;
  await send('POST', '/imports', { name: evil('rows'), csv });
  await newsroom.database.write((tx) =>
    tx.run('UPDATE person SET name = ? WHERE id < 5', evil('Nour')),
  );
}

/** What stands unescaped, and what a link or form could run. */
const DANGER = /<script>alert|<img src=x|(?:href|src|action)="\s*(?:javascript|data|vbscript):/i;

describe('markup in every field', () => {
  it('is text on every page, and every link leads somewhere', { timeout: 60_000 }, async () => {
    const seen = new Set<string>(['/', '/replies/1']);
    for (const path of seen) {
      const response = await newsroom.as('admin').get(path);
      const html = await response.text();
      if (path === '/filters/default') {
        expect(response.headers.get('location')).toBe('/claims');
        continue;
      }
      expect([path, response.status]).toEqual([path, 200]);
      if (!response.headers.get('content-type')?.includes('text/html')) continue;
      expect(DANGER.exec(html)?.[0], path).toBeUndefined();
      for (const [, href = ''] of html.matchAll(/href="(\/[^"]*)/g)) {
        const [next = ''] = href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '=').split('#');
        if (seen.size < MOST_PAGES && !next.startsWith('/assets/')) seen.add(next);
      }
    }
    const known = ['/claims/1', '/claims/1/edit', '/claims/1/history', '/articles/1'];
    for (const path of [...known, '/replies/1', '/replies/1/edit']) {
      expect(seen).toContain(path);
    }
  });

  it('is text where a form is shown again', async () => {
    const names = ['statement', 'kind', 'made_on', 'article_id', 'attributions.0.source.type'];
    const rows = ['source.name', 'stance', 'scope', 'said_on', 'id', 'via.0.source.name'];
    const all = [...names, ...rows.map((name) => `attributions.0.${name}`), 'evidence.0.url'];
    const fields = Object.fromEntries([...all, 'appearances.0.start'].map((name) => [name, EVIL]));
    for (const step of ['', 'check', 'add:attributions', EVIL]) {
      const response = await newsroom.as('admin').post('/claims', { ...fields, do: step });
      expect(response.status).toBeLessThan(500);
      expect(DANGER.exec(await response.text())?.[0]).toBeUndefined();
    }
    const more = ['name', 'headline', 'type', 'identity', 'part_of', 'aliases', 'url', 'due_at'];
    const typed = Object.fromEntries([...more, 'publisher', 'body'].map((name) => [name, EVIL]));
    const odd = { ...typed, count: EVIL, version: EVIL, article_id: EVIL };
    for (const path of ['/sources', '/articles']) {
      for (const method of ['POST', 'PUT']) {
        const put = method === 'PUT' ? `${path}/1` : path;
        const response = await newsroom.as('admin').post(put, { ...odd, _method: method });
        expect([put, response.status]).toEqual([put, 422]);
        expect(DANGER.exec(await response.text())?.[0]).toBeUndefined();
      }
    }
    const asked = ['subject', 'subject_id', 'claims', 'channel', 'asked_at', 'note', 'article'];
    const request = Object.fromEntries([...asked, 'due_at', 'about'].map((name) => [name, EVIL]));
    const answer = ['all.stance', 'all.wording', 'claims.0.said_on', 'claims.0.scope', 'reason'];
    const outcome = Object.fromEntries([...answer, 'follow_up_on'].map((name) => [name, EVIL]));
    for (const [path, fields] of [
      ['/replies', request],
      ['/replies', { ...request, do: 'show' }],
      ['/replies/1', { ...request, _method: 'put' }],
      ['/replies/1/outcome', { ...outcome, 'claims.0.claim_id': '1', _method: 'put' }],
    ] as const) {
      const response = await newsroom.as('admin').post(path, fields);
      expect([200, 422]).toContain(response.status);
      expect(DANGER.exec(await response.text())?.[0]).toBeUndefined();
    }
    const query = new URLSearchParams({ q: EVIL, [EVIL]: EVIL, kind: EVIL, desk: EVIL });
    for (const key of ['subject', 'claim', 'state', 'article']) query.set(key, EVIL);
    for (const path of ['/claims', '/sources', '/articles', '/replies', '/sign-in']) {
      const html = await (await newsroom.as('admin').get(`${path}?${query}`)).text();
      expect(DANGER.exec(html)?.[0]).toBeUndefined();
    }
  });

  it('is sent as what it is, and never guessed to be a page', async () => {
    for (const path of ['/claims.json', '/claims/1.json', '/claims.csv', '/claims.jsonl']) {
      const { headers } = await newsroom.as('admin').get(path);
      expect(headers.get('content-type')).toMatch(/^(application|text\/csv)/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toMatch(/private|no-store/);
    }
  });
});
