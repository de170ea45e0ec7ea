/** A claim with everything in it, opened in its form and saved untouched, is the same claim. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { controlsOf } from '../support/controls.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

let newsroom: Newsroom;
beforeEach(async () => {
  newsroom = await openNewsroom();
});
afterEach(() => newsroom.close());

const TEXT = 'Lead.\n\nThe dam held, they said. The dam held, others said.\nIt was old.';

async function send(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await newsroom.as('editor').json(method, path, body);
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

async function addClaim(fields: object = {}): Promise<Body> {
  const story = await send('POST', '/articles', { headline: 'One', body: TEXT });
  const other = await send('POST', '/articles', { headline: 'Two', published_on: '2024-01-02' });
  const group = {
    ...{ name: 'five engineers', type: 'untyped', identity: 'unnamed_described' },
    ...{ collective: true, count: 5, partial_types: ['expert', 'business'] },
  };
  const claim = await send('POST', '/claims', {
    ...{ statement: 'The dam held.\n\nIt was "old" & <weak>.', kind: 'allegation', adverse: false },
    ...{ made_on: '2024-03-04', reported_speaker: 'Amal Daher', credibility: 6 },
    subjects: [
      { name: 'Dam Authority', type: 'government', identity: 'named_org' },
      { name: 'a clerk', type: 'citizen', identity: 'unnamed_described' },
    ],
    article_id: story.id,
    appearances: [
      { quote: 'The dam held', start: TEXT.lastIndexOf('The dam') },
      { quote: 'The dam held', start: TEXT.indexOf('The dam') },
      { quote: 'nowhere in the text', prefix: 'a\n', suffix: 'b ' },
      { article_id: other.id, quote: ' with blanks around ' },
    ],
    attributions: [
      {
        ...{ source: group, stance: 'confirms', scope: 'part', wording: 'five\nengineers ' },
        ...{ quote: ' it held\n', cue: 'said', capacity: 'expert', directness: 'first_hand' },
        ...{ ground_rules: 'deep_background', anonymity_reason: 'fear', interest: 'party' },
        ...{ on_behalf_of: { name: 'a firm', identity: 'unnamed_described' }, carried: true },
        ...{ said_on: '2024-02-03', identity_known: { by: 'Rana Adeyemi', on: null } },
        via: [
          { source: { name: 'AFP', type: 'media', identity: 'named_org' } },
          { source: { name: 'an aide', identity: 'unnamed_described' }, own_channel: true },
        ],
      },
      { source: { ...group, distinct: true }, stance: 'no_response', provisional: true },
      {
        ...{ source: { name: 'sources', identity: 'unnamed_bare' }, stance: 'denies' },
        ...{ article_id: other.id, identity_known: { by: 'Felix Check', on: '2024-10-01' } },
        ...{ directness: 'document', ground_rules: 'off_record', interest: 'subject' },
      },
      { source: 'AFP', stance: 'asserts' },
    ],
    evidence: [
      {
        ...{ kind: 'recording', bearing: 'contradicts', title: 'A tape', obtained: 'by post\n' },
        ...{ url: 'https://example.org/?a=1&b=2', note: ' "note" ' },
      },
      { kind: 'none' },
    ],
    ...fields,
  });
  const [first, , third] = claim.attributions;
  const retraction = { source: third.source, stance: 'retracts', retracts: [first.id, third.id] };
  return send('PUT', claim.url, { ...claim, attributions: [...claim.attributions, retraction] });
}

/** What the browser would send: a field of one line holds no line ends. */
async function untouched(url: string) {
  const html = await (await newsroom.as('editor').get(`${url}/edit`)).text();
  const oneLine = /<input (?![^>]*type="hidden")[^>]*? value="[^"]*"/g;
  return Object.fromEntries(
    controlsOf(html.replace(oneLine, (input) => input.replace(/[\r\n]/g, ''))),
  );
}

async function saveUntouched(claim: Body): Promise<Body> {
  const response = await newsroom.as('editor').post(claim.url, await untouched(claim.url));
  expect(response.status, await response.text()).toBe(303);
  return send('GET', claim.url);
}

const strip = ({ version: _version, changed_at: _at, ...rest }: Body) => rest;

describe('the form of a claim', () => {
  it('gives back every field that JSON can set', async () => {
    const claim = await addClaim();
    const saved = await saveUntouched(claim);
    expect(saved.version).toBe(claim.version + 1);
    expect(strip(saved)).toEqual(strip(claim));
    const [change] = (await send('GET', `${claim.url}/history`)).changes;
    expect(change.values.map((value: Body) => value.path)).toEqual(['version']);
  });

  it('keeps the capacity of a source that was typed anew, and unnamed sources of a claim', async () => {
    const rows = { appearances: [], article_id: null, attributions: undefined };
    const source = { name: 'a clerk', type: 'citizen', identity: 'unnamed_described' };
    const attributions = [
      { source, stance: 'asserts' },
      { source, stance: 'confirms' },
    ];
    const claim = await send('POST', '/claims', { statement: 'x', ...rows, attributions });
    const { id } = claim.attributions[0].source;
    const { version } = await send('GET', `/sources/${id}`);
    await send('PUT', `/sources/${id}`, { version, type: 'security', article_id: null });
    const before = await send('GET', claim.url);
    const saved = await saveUntouched(before);
    expect(saved.attributions[0].capacity).toBe('citizen');
    expect(strip(saved)).toEqual(strip(before));
  });

  it('keeps the line ends of words that have a field of one line', async () => {
    const claim = await addClaim({
      reported_speaker: 'Amal\nDaher',
      attributions: ['asserts', 'x', 'denies'].map((stance) => ({
        ...{ source: { name: 'two\nclerks', identity: 'unnamed_described' }, cue: 'said\nhe' },
        stance: stance === 'x' ? 'declines' : stance,
      })),
      evidence: [{ kind: 'link', title: 'A\npage' }],
      subjects: [{ name: 'Dam\nAuthority', type: 'government', identity: 'named_org' }],
    });
    expect(strip(await saveUntouched(claim))).toEqual(strip(claim));
  });

  it('takes as many attributions as a claim may have, and says when there are more', async () => {
    const names = Array.from({ length: 500 }, (_, at) => `aide ${at}`);
    const attributions = names.map((name) => ({
      ...{ source: { name, identity: 'unnamed_described' }, stance: 'asserts' },
    }));
    const claim = await send('POST', '/claims', { statement: 'x', attributions });
    const fields = await untouched(claim.url);
    // Not in each row a box for each other row.
    expect(Object.keys(fields).length).toBeLessThan(500 * 40);
    const add = { ...fields, do: 'add:attributions' };
    const longer = controlsOf(await (await newsroom.as('editor').post(claim.url, add)).text());
    longer.set('attributions.500.source.name', ['one too many']);
    const refused = await newsroom.as('editor').post(claim.url, Object.fromEntries(longer));
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('At most 500 rows.');
    expect(strip(await saveUntouched(claim))).toEqual(strip(claim));
  }, 60_000);
});
