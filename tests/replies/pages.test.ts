/** The pages of replies: forms filled as a browser does, what is shown again, lists and files. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { draftOf, type } from '../drafts/typing.ts';
import { answer, ask, DEADLINE, openStory, type Story } from './asking.ts';

let story: Story;
beforeEach(async () => {
  story = await openStory();
});
afterEach(() => story.newsroom.close());

const editor = () => story.newsroom.as('editor');
/** With the signs in addresses as a reader sees them. */
const htmlOf = async (path: string) =>
  (await (await editor().get(path)).text()).replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');
const denialOf = async (id: number) => (await story.desk.claim(id)).standing.denial.status;

/** What a browser would send of the form at its button. */
function typed(more: Record<string, string | readonly string[]> = {}) {
  return {
    ...{ subject: 'Harbour Board', subject_id: `${story.board}`, claims: ['1', '2'] },
    ...{ channel: 'email', asked_at: '2024-10-07T09:00', due_at: '2024-10-08T17:00', note: '' },
    ...{ article: '', ...more },
  };
}

const isTicked = (html: string, id: number) =>
  new RegExp(`id="claim-${id}" name="claims" value="${id}" checked`).test(html);
const isOffered = (html: string, id: number) => html.includes(`id="claim-${id}" name="claims"`);

describe('the form to ask', () => {
  it('opened from a claim has its one subject, the claim ticked, and offers the others', async () => {
    const html = await htmlOf('/replies/new?claim=1');
    expect(html).toContain('name="subject" value="Harbour Board"');
    expect(isTicked(html, 1)).toBe(true);
    expect([isOffered(html, 2), isTicked(html, 2)]).toEqual([true, false]);
    expect(isOffered(html, 3)).toBe(false);
    expect(html).toContain('1. It has been alleged: The board held back a report.');
    expect(html).not.toContain('The board paid twice.</textarea>');
  });

  it('opened from an article asks whom first, then ticks what has no answer', async () => {
    const first = await htmlOf(`/replies/new?article=${story.article}`);
    expect(first).toContain('2 claims without an answer');
    expect(first).toContain('1 claim without an answer');
    const url = /href="(\/replies\/new\?subject=[^"]*)"/.exec(first)?.[1] ?? '';
    const html = await htmlOf(url);
    expect([isTicked(html, 1), isTicked(html, 2), isOffered(html, 3)]).toEqual([true, true, false]);
  });

  it('ticks neither what was answered nor what is awaited already', async () => {
    const { id } = await ask(story, [1]);
    await answer(story, id, [{ claim_id: 1, stance: 'denies' }]);
    await ask(story, [2]);
    const html = await htmlOf(`/replies/new?subject=${story.board}&article=${story.article}`);
    for (const id of [1, 2])
      expect([isOffered(html, id), isTicked(html, id)]).toEqual([true, false]);
    expect(html).toContain('answered already');
    // In the whole newsroom, what was answered is not worth a line.
    expect(isOffered(await htmlOf(`/replies/new?subject=${story.board}`), 1)).toBe(false);
    expect(html).toContain('asked already, no answer yet');
  });

  it('takes the deadline from an article that is due', async () => {
    const { version } = (await story.desk.send('editor', 'GET', `/articles/${story.article}`)).data;
    await story.desk.send('editor', 'PUT', `/articles/${story.article}`, {
      ...{ version, headline: 'Harbour board put off report', due_at: '2024-10-07T20:00:00Z' },
    });
    expect(await htmlOf('/replies/new?claim=1')).toContain('value="2024-10-07T20:00"');
  });

  it('says at the field that somebody unnamed cannot be asked', async () => {
    const { data } = await story.desk.send('editor', 'POST', '/claims/1/attributions', {
      source: { name: 'a diplomat', identity: 'unnamed_described' },
      stance: 'confirms',
    });
    const html = await htmlOf(`/replies/new?claim=1&subject=${data.source.id}`);
    expect(html).toContain('id="error-subject">Only somebody named');
    const sent = typed({ subject: 'a diplomat', subject_id: `${data.source.id}` });
    const refused = await editor().post('/replies', sent);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="error-subject"');
  });

  it('shows the letter without saving anything', async () => {
    const response = await editor().post('/replies', { ...typed(), do: 'show' });
    expect(response.status).toBe(200);
    const html = await response.text();
    expect(html).toContain('2. It has been alleged: The board paid twice.');
    expect(html).toContain('17:00 on Tuesday 8 October 2024, UTC');
    expect((await story.desk.send('viewer', 'GET', '/replies')).data.total).toBe(0);
  });

  it('records the request and leads to it', async () => {
    const response = await editor().post('/replies', typed());
    expect([response.status, response.headers.get('location')]).toEqual([303, '/replies/1']);
    expect(await denialOf(1)).toBe('awaiting');
    const html = await htmlOf('/replies/1');
    expect(html).toContain('due 8 Oct 2024, 17:00');
    expect(html).toContain('asked by Nour Haddad by e-mail');
    expect(html).toContain('readonly');
  });

  it('means another source where another name was typed over the chosen one', async () => {
    const sent = typed({ subject: 'Ilse Brandt', claims: ['3'] });
    expect((await editor().post('/replies', sent)).status).toBe(303);
    const { data } = await story.desk.send('viewer', 'GET', '/replies/1');
    expect(data.subject.name).toBe('Ilse Brandt');
  });

  it('is shown again with everything typed where something is wrong', async () => {
    const sent = typed({
      ...{ subject: 'Nobody <b>', subject_id: '', claims: ['2'], channel: '' },
      ...{ asked_at: 'yesterday', due_at: '', note: '\n  a "note"', about: ['1', '2'] },
    });
    const response = await editor().post('/replies', sent);
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('value="Nobody &lt;b&gt;"');
    expect([isTicked(html, 1), isTicked(html, 2)]).toEqual([false, true]);
    expect(html).toContain('value="yesterday"');
    expect(html).toContain('>\n\n  a &quot;note&quot;</textarea>');
    for (const [field, message] of [
      ['subject', 'No named source on file is called'],
      ['channel', 'Choose how they were asked.'],
      ['asked_at', 'Write day and time'],
      ['due_at', 'Say by when you need an answer.'],
    ]) {
      if (field !== 'subject') expect(html).toContain(`id="error-${field}">${message}`);
    }
    expect(await denialOf(2)).toBe('not_recorded');
  });
});

describe('the form for what came back', () => {
  const fields = (version: number, more: Record<string, string>) => ({
    ...{ _method: 'put', version: `${version}`, follow_up_on: '' },
    ...{ 'claims.0.claim_id': '1', 'claims.1.claim_id': '2', ...more },
  });
  const post = (id: number, sent: Record<string, string>) =>
    editor().post(`/replies/${id}/outcome`, sent);

  it('takes one answer for all, and another for a single claim', async () => {
    const { id, version } = await ask(story, [1, 2]);
    const response = await post(
      id,
      fields(version, {
        ...{ 'all.stance': 'denies', 'all.wording': 'A spokesman denied it.' },
        ...{ 'claims.1.stance': 'no_response', 'claims.1.provisional': 'yes' },
      }),
    );
    expect([response.status, response.headers.get('location')]).toEqual([303, `/replies/${id}`]);
    expect([await denialOf(1), await denialOf(2)]).toEqual(['denied', 'no_response']);
    const html = await htmlOf(`/replies/${id}`);
    expect(html).toContain('A spokesman denied it.');
    expect(html).toContain('no response yet, ask again on 8 Oct 2024');
    expect(html).toContain('Correct what came back');
  });

  it.each([
    ['nothing chosen', {}, 'all.stance', 'Say what came back.'],
    [
      'words without a position',
      { 'claims.1.quote': 'We did not.' },
      'claims.1.stance',
      'Say what came back on this claim.',
    ],
    [
      'a provisional denial',
      { 'all.stance': 'denies', 'all.provisional': 'yes' },
      'all.provisional',
      'Only a “no response” can be provisional.',
    ],
    [
      'a wrong day on one claim',
      { 'all.stance': 'denies', 'claims.1.stance': 'admits', 'claims.1.said_on': 'today' },
      'claims.1.said_on',
      'Write the date as YYYY-MM-DD.',
    ],
    [
      'a wrong day to ask again',
      { 'all.stance': 'no_response', 'all.provisional': 'yes', follow_up_on: 'soon' },
      'follow_up_on',
      'Write the date as YYYY-MM-DD.',
    ],
  ])('is shown again with %s', async (_what, sent, path, message) => {
    const { id, version } = await ask(story, [1, 2]);
    const words = { 'all.wording': '\n "kept" <i>' };
    const response = await post(id, fields(version, { ...words, ...sent }));
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain(`id="error-${path}">${message}`);
    expect(html).toContain(`href="#field-${path}"`);
    expect(html).toContain('>\n\n &quot;kept&quot; &lt;i&gt;</textarea>');
    expect(await denialOf(1)).toBe('awaiting');
  });

  it('that is stale shows what is on file, and saves when sent once more', async () => {
    const { id, version } = await ask(story, [1, 2]);
    await answer(story, id, [{ claim_id: 1, stance: 'declines' }], {}, 'colleague');
    const sent = { 'all.stance': 'denies', 'all.wording': 'They denied it to me.' };
    const response = await post(id, fields(version, sent));
    expect(response.status).toBe(409);
    const html = await response.text();
    expect(html).toContain('Rana Adeyemi changed this request');
    expect(html).toContain('On file now:</span> declined');
    expect(html).toContain('They denied it to me.');
    const next = /name="version" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await post(id, fields(Number(next), sent))).status).toBe(303);
    expect(await denialOf(1)).toBe('denied');
  });

  it('of a request for one claim asks for that alone', async () => {
    const { id, version } = await ask(story, [1]);
    const html = await htmlOf(`/replies/${id}`);
    expect(html).not.toContain('name="all.stance"');
    const sent = {
      'claims.0.claim_id': '1',
      'claims.0.stance': 'admits',
      'claims.0.scope': 'part',
    };
    await post(id, { _method: 'put', version: `${version}`, ...sent });
    expect(await denialOf(1)).toBe('admitted');
  });
});

describe('the other forms', () => {
  it('give more time, and keep what was typed when stale', async () => {
    const { id, version } = await ask(story, [1]);
    const sent = {
      ...{ _method: 'put', version: `${version}`, channel: 'phone', note: 'Till Friday.' },
      ...{ asked_at: '2024-10-07T09:30', due_at: '2024-10-11T12:00' },
    };
    expect((await editor().post(`/replies/${id}`, sent)).headers.get('location')).toBe(
      '/replies/1',
    );
    const late = await editor().post(`/replies/${id}`, { ...sent, note: 'Till Monday.' });
    expect(late.status).toBe(409);
    expect(await late.text()).toContain('Till Monday.');
    const wrong = { ...sent, version: `${version + 1}`, due_at: '2024-10-07T09:00' };
    const refused = await editor().post(`/replies/${id}`, wrong);
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('The deadline is not after the time of asking.');
    expect(await htmlOf(`/replies/${id}/edit`)).toContain('value="2024-10-11T12:00"');
  });

  it('withdraw with a reason', async () => {
    const { id } = await ask(story, [1]);
    const refused = await editor().post(`/replies/${id}/withdrawals`, { reason: ' ' });
    expect(refused.status).toBe(422);
    expect(await refused.text()).toContain('id="error-reason"');
    const done = await editor().post(`/replies/${id}/withdrawals`, { reason: 'Wrong board.' });
    expect(done.status).toBe(303);
    const html = await htmlOf(`/replies/${id}`);
    expect(html).toContain('Wrong board.');
    expect(html).not.toContain('Record what came back');
    expect(await htmlOf('/claims/1')).not.toContain('href="/replies/1"');
  });

  it('are not there for those who only read', async () => {
    const { id } = await ask(story, [1]);
    const html = await (await story.newsroom.as('viewer').get(`/replies/${id}`)).text();
    expect(html).toContain('It has been alleged');
    expect(html).not.toMatch(/<form method="post" action="\/replies/);
  });
});

describe('what is typed and not saved', () => {
  const keep = async (url: string, fields: Record<string, string>) =>
    (await type(story.newsroom, 'editor', url, fields)).status;

  it('is there again when the form to ask is opened from the desk', async () => {
    const url = draftOf(await htmlOf('/replies/new?claim=1'));
    const fields = { subject: 'Harbour Board', note: 'Ring the press office.', claims: '2' };
    expect(await keep(url, { ...fields, about: '1' })).toBe(200);
    expect(await htmlOf('/')).toContain('Harbour Board');
    const html = await htmlOf(url);
    expect(html).toContain('Filled in from your draft');
    expect(html).toContain('Ring the press office.');
    expect((await editor().post('/replies', { ...typed(), _draft: url })).status).toBe(303);
    expect(await htmlOf('/replies/new?claim=1')).not.toContain('Ring the press office.');
  });

  it('is there again on the request, also when somebody else was faster', async () => {
    const { id, version } = await ask(story, [1, 2]);
    const url = draftOf(await htmlOf(`/replies/${id}`));
    const fields = {
      version: `${version}`,
      'all.stance': 'denies',
      'all.wording': 'They deny it.',
    };
    expect(await keep(url, fields)).toBe(200);
    expect(await htmlOf(`/replies/${id}`)).toContain('They deny it.');
    await answer(story, id, [{ claim_id: 1, stance: 'declines' }], {}, 'colleague');
    const html = await htmlOf(`/replies/${id}`);
    expect(html).toContain('Somebody else changed this request');
    expect(html).toContain('They deny it.');
    expect(html).toContain('On file now:</span> declined');
    const colleague = await (await story.newsroom.as('colleague').get(`/replies/${id}`)).text();
    expect(colleague).not.toContain('They deny it.');
  });
});

describe('the list', () => {
  const list = async (query: string) => {
    const { data } = await story.desk.send('editor', 'GET', `/replies.json${query}`);
    return { total: data.total, ids: data.replies.map((one: { id: number }) => one.id), data };
  };

  it('has what is awaited first, by its deadline, and filters by state, subject and the rest', async () => {
    const answered = await ask(story, [1]);
    await answer(story, answered.id, [{ claim_id: 1, stance: 'denies' }]);
    await ask(story, [2], { due_at: '2024-10-09T12:00:00Z' });
    const body = { subject: { id: story.mayor }, claims: [3], channel: 'phone', due_at: DEADLINE };
    await story.desk.send('colleague', 'POST', '/replies', body);
    const silent = await ask(story, [1]);
    await answer(story, silent.id, [{ claim_id: 1, stance: 'no_response', provisional: true }]);
    expect((await list('')).ids).toEqual([3, 2, 4, 1]);
    story.newsroom.setTime(new Date('2024-10-08T18:00:00Z'));
    expect((await list('')).data.counts).toEqual({
      ...{ all: 4, open: 2, overdue: 1, provisional: 1, answered: 1, unanswered: 0, withdrawn: 0 },
    });
    for (const [query, ids] of [
      ['?state=open', [3, 2]],
      ['?state=overdue', [3]],
      ['?state=provisional', [4]],
      ['?state=answered', [1]],
      [`?subject=${story.mayor}`, [3]],
      ['?claim=1', [4, 1]],
      [`?article=${story.article}&mine=yes`, [2, 4, 1]],
      ['?state=unanswered', []],
    ] as const) {
      expect([query, (await list(query)).ids]).toEqual([query, ids]);
    }
    const pages: number[] = [];
    for (let next: string | null = '/replies.json?per_page=1'; next; ) {
      const { data } = await story.desk.send('viewer', 'GET', next);
      pages.push(...data.replies.map((one: { id: number }) => one.id));
      next = data.next;
    }
    expect(pages).toEqual([3, 2, 4, 1]);
  });

  it('names what it does not understand, as data by refusing', async () => {
    const html = await htmlOf('/replies?state=lost&subject=x&colour=red&per_page=0&after=!!');
    for (const key of ['state', 'subject', 'per_page', 'after'])
      expect(html).toContain(`${key} is`);
    expect(html).toContain('There is no filter “colour”.');
    const { status, data } = await story.desk.send('viewer', 'GET', '/replies.json?state=lost');
    expect([status, data.errors[0].path]).toEqual([422, 'state']);
    expect((await editor().get('/replies.csv?subject=x')).status).toBe(422);
  });

  it('is a file with a row per claim, and nothing that a spreadsheet would run', async () => {
    const { id } = await ask(story, [1, 2], { note: '=1+1' });
    await answer(story, id, [{ claim_id: 1, stance: 'denies', wording: 'No, "never".' }]);
    const response = await editor().get('/replies.csv?state=open');
    expect(response.headers.get('content-disposition')).toContain('replies.csv');
    const lines = (await response.text()).split('\r\n');
    expect(lines[0]).toMatch(/^reply_id,url,state,overdue,subject_id,subject,channel,/);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toContain(`'=1+1`);
    expect(lines[1]).toContain('"No, ""never""."');
    expect(lines[2]).toContain('awaiting');
  });
});

describe('elsewhere', () => {
  it('a claim and its article show whom we asked, and lead to the form', async () => {
    expect(await htmlOf('/claims/1')).toContain('Nobody was asked yet.');
    expect(await htmlOf('/claims/1')).toContain('href="/replies/new?claim=1"');
    await ask(story, [1]);
    for (const path of ['/claims/1', `/articles/${story.article}`]) {
      const html = await htmlOf(path);
      expect(html).toContain('href="/replies/1"');
      expect(html).toContain('due 8 Oct 2024, 17:00');
    }
    expect(await htmlOf('/claims/1/edit')).toContain('our request for a reply');
    const viewed = await (await story.newsroom.as('viewer').get('/claims/1')).text();
    expect(viewed).not.toContain('/replies/new');
  });

  it('the desk has what is overdue, then what is to be asked again, then what is due soon', async () => {
    await ask(story, [1], { due_at: '2024-10-14T12:00:00Z' });
    await ask(story, [2], { due_at: '2024-10-09T08:00:00Z' });
    const silent = await ask(story, [1]);
    await answer(story, silent.id, [{ claim_id: 1, stance: 'no_response', provisional: true }], {
      follow_up_on: '2024-10-08',
    });
    const body = { subject: { id: story.mayor }, claims: [3], channel: 'phone', due_at: DEADLINE };
    await story.desk.send('colleague', 'POST', '/replies', body);
    const due = async () => {
      const { data } = await story.desk.send('editor', 'GET', '/desk.json');
      return data.replies_due.map((one: { id: number }) => one.id);
    };
    expect(await due()).toEqual([2, 4]);
    story.newsroom.setTime(new Date('2024-10-08T18:00:00Z'));
    expect(await due()).toEqual([4, 3, 2]);
    const html = await htmlOf('/');
    expect(html).toContain('overdue since 8 Oct 2024, 17:00 · 1 claim · Rana Adeyemi asked');
    expect(html).toContain('ask again, since 8 Oct 2024 · 1 claim · you asked');
  });
});
