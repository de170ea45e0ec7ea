/** Two people change everything in one claim: each value of the other is seen, none is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { controlsOf } from '../support/controls.ts';
import { type Newsroom, openNewsroom } from '../support/newsroom.ts';

let newsroom: Newsroom;
let html: string;

const person = (name: string) => ({ name, type: 'government', identity: 'named_person' });
const outlet = (name: string) => ({ name, type: 'media', identity: 'named_org' });

const CLAIM = {
  ...{ statement: 'The wall fell.', kind: 'fact', adverse: false, made_on: '2024-10-01' },
  ...{ reported_speaker: 'The mayor', credibility: 3, subjects: [person('Subject One')] },
  attributions: [
    {
      ...{ source: person('Speaker One'), stance: 'asserts', wording: 'said one', quote: 'one' },
      ...{ cue: 'said', said_on: '2024-10-01', directness: 'first_hand', interest: 'party' },
      ...{ ground_rules: 'on_record', on_behalf_of: person('Office One') },
      via: [{ source: outlet('Paper One') }],
    },
    { source: person('Other One'), stance: 'confirms', wording: 'kept' },
  ],
  evidence: [{ kind: 'document', bearing: 'supports', title: 'Paper one', note: 'note one' }],
};

beforeAll(async () => {
  newsroom = await openNewsroom();
  const editor = newsroom.as('editor');
  const made = await editor.json('POST', '/claims', CLAIM);
  expect(made.status).toBe(201);
  const { attributions, evidence } = (await made.json()) as Record<string, { id: number }[]>;
  for (const name of ['Subject', 'Speaker', 'Office']) {
    for (const whose of ['Mine', 'Theirs']) {
      await editor.json('POST', '/sources', person(`${name} ${whose}`));
    }
  }
  for (const whose of ['Mine', 'Theirs']) {
    await editor.json('POST', '/sources', outlet(`Paper ${whose}`));
  }
  const opened = controlsOf(await (await editor.get('/claims/1/edit')).text());
  const theirs = {
    ...{ version: 1, statement: 'It was theirs.', kind: 'allegation', adverse: true },
    ...{ made_on: '2024-09-30', reported_speaker: 'Their speaker', credibility: 5 },
    subjects: [{ name: 'Subject Theirs' }],
    attributions: [
      {
        ...{ id: attributions?.[0]?.id, source: { name: 'Speaker Theirs' }, stance: 'denies' },
        ...{ scope: 'part', wording: 'said theirs', quote: 'theirs', cue: 'their cue' },
        ...{ said_on: '2024-09-29', directness: 'witnessed', interest: 'independent' },
        ...{ ground_rules: 'background', on_behalf_of: { name: 'Office Theirs' } },
        via: [{ source: { name: 'Paper Theirs' } }],
      },
      { id: attributions?.[1]?.id, source: { name: 'Other One' }, stance: 'confirms' },
      { source: { name: 'Speaker Theirs' }, stance: 'asserts', wording: 'added by them' },
    ],
    evidence: [{ id: evidence?.[0]?.id, kind: 'image', bearing: 'contradicts', title: 'Theirs' }],
  };
  const put = await newsroom.as('colleague').json('PUT', '/claims/1', theirs);
  expect(put.status, await put.clone().text()).toBe(200);
  const row = (name: string, value: string) => [`attributions.0.${name}`, value];
  const mine = Object.fromEntries([
    ...[
      ['statement', 'It was mine.'],
      ['kind', 'opinion'],
      ['made_on', '2024-10-02'],
    ],
    ...[
      ['reported_speaker', 'My speaker'],
      ['credibility', '1'],
    ],
    ...[['subjects.0.name', 'Subject Mine']],
    ...[row('source.name', 'Speaker Mine'), row('stance', 'confirms'), row('wording', 'said mine')],
    ...[row('quote', 'mine'), row('cue', 'my cue'), row('said_on', '2024-10-03')],
    ...[row('directness', 'second_hand'), row('interest', 'subject')],
    ...[row('ground_rules', 'off_record'), row('on_behalf_of.name', 'Office Mine')],
    ...[row('via.0.source.name', 'Paper Mine')],
    ...[
      ['evidence.0.kind', 'link'],
      ['evidence.0.title', 'Mine'],
      ['evidence.0.note', 'mine'],
    ],
  ]);
  const fields = { ...Object.fromEntries(opened), ...mine };
  const response = await editor.post('/claims/1', fields);
  expect(response.status).toBe(409);
  html = await response.text();
}, 60_000);
afterAll(() => newsroom.close());

/** What the page says stands on file, beside a control. */
function onFile(name: string): string | null {
  const id = `theirs-${name}`.replaceAll('.', '\\.');
  const found = new RegExp(`id="${id}"><span class="soft">On file now:</span> <bdi>([^<]*)`);
  return found.exec(html)?.[1] ?? null;
}

describe('a claim in which both changed everything', () => {
  it.each([
    ['statement', 'It was theirs.'],
    ['made_on', '2024-09-30'],
    ['reported_speaker', 'Their speaker'],
    ['credibility', /5/],
    ['kind', /allegation/i],
    ['attributions.0.source.name', 'Speaker Theirs'],
    ['attributions.0.wording', 'said theirs'],
    ['attributions.0.quote', 'theirs'],
    ['attributions.0.cue', 'their cue'],
    ['attributions.0.said_on', '2024-09-29'],
    ['attributions.0.directness', /witnessed/i],
    ['attributions.0.interest', /independent/i],
    ['attributions.0.ground_rules', /background/i],
    ['attributions.0.on_behalf_of.name', 'Office Theirs'],
    ['evidence.0.title', 'Theirs'],
    ['evidence.0.kind', /image/i],
  ])('shows the other’s %s beside mine', (name, value) => {
    if (value instanceof RegExp) expect(onFile(name)).toMatch(value);
    else expect(onFile(name)).toBe(value);
  });

  it('shows the other’s stance, relays and subjects', () => {
    expect(html).toMatch(/On file now:<\/span> <bdi>[^<]*den/i);
    expect(html).toMatch(/On file now:<\/span> <bdi>Paper Theirs/);
    expect(html).toMatch(/Subjects on file now:<\/span> <bdi>Subject Theirs/);
  });

  it('takes over what only the other changed, and the row that the other added', () => {
    const held = controlsOf(html);
    expect(held.get('adverse')).toEqual(['yes']);
    expect(held.get('attributions.0.scope')).toEqual(['part']);
    expect(held.get('evidence.0.bearing')).toEqual(['contradicts']);
    expect(held.get('attributions.1.wording')).toEqual(['']);
    expect(held.get('attributions.2.wording')).toEqual(['added by them']);
  });

  it('keeps all that was typed, and saves it when sent again', async () => {
    const response = await newsroom
      .as('editor')
      .post('/claims/1', Object.fromEntries(controlsOf(html)));
    expect(response.status).toBe(303);
    const claim = await (await newsroom.as('editor').json('GET', '/claims/1')).json();
    expect(claim).toMatchObject({
      ...{ version: 3, statement: 'It was mine.', kind: 'opinion', made_on: '2024-10-02' },
      ...{ reported_speaker: 'My speaker', credibility: 1, subjects: [{ name: 'Subject Mine' }] },
      attributions: [
        {
          ...{ source: { name: 'Speaker Mine' }, stance: 'confirms', wording: 'said mine' },
          ...{ quote: 'mine', cue: 'my cue', said_on: '2024-10-03', directness: 'second_hand' },
          ...{ interest: 'subject', ground_rules: 'off_record' },
          ...{ on_behalf_of: { name: 'Office Mine' }, via: [{ source: { name: 'Paper Mine' } }] },
        },
        { stance: 'confirms' },
        { stance: 'asserts', wording: 'added by them' },
      ],
      evidence: [{ kind: 'link', title: 'Mine', note: 'mine' }],
    });
  });
});
