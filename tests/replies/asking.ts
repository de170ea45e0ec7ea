/** What the tests of replies stand on: an article with claims about one subject and others. */
import { expect } from 'vitest';
import { type Body, type Desk, deskOf } from '../review/newsdesk.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';

export const BOARD = { name: 'Harbour Board', type: 'government', identity: 'named_org' };
export const MAYOR = { name: 'Ilse Brandt', type: 'government', identity: 'named_person' };
/** After the fixed clock of the tests. */
export const DEADLINE = '2024-10-08T17:00:00.000Z';

export interface Story {
  readonly newsroom: Newsroom;
  readonly desk: Desk;
  readonly article: number;
  /** Two allegations about the board, one about the mayor. */
  readonly claims: readonly [number, number, number];
  readonly board: number;
  readonly mayor: number;
}

export async function openStory(): Promise<Story> {
  const newsroom = await openNewsroom();
  const desk = deskOf(newsroom);
  const { data: article } = await desk.send('editor', 'POST', '/articles', {
    ...{ headline: 'Harbour board put off report', ours: true },
    body: 'The board held back a report. The board paid twice. The mayor knew.',
  });
  const say = async (statement: string, subject: object) => {
    const source = { name: 'Renad Mansour', type: 'expert', identity: 'named_person' };
    const body = {
      ...{ statement, kind: 'allegation', subjects: [subject], article_id: article.id },
      attributions: [{ source, stance: 'asserts', directness: 'first_hand' }],
    };
    return (await desk.record(body)) as Body;
  };
  const one = await say('The board held back a report.', BOARD);
  const two = await say('The board paid twice.', BOARD);
  const three = await say('The mayor knew.', MAYOR);
  return {
    ...{ newsroom, desk, article: article.id, claims: [one.id, two.id, three.id] },
    board: one.subjects[0].id,
    mayor: three.subjects[0].id,
  };
}

/** Asks the board about the claims; it must be allowed. */
export async function ask(story: Story, claims: readonly number[], more: object = {}) {
  const body = { subject: { id: story.board }, claims, channel: 'email', due_at: DEADLINE };
  const { status, data } = await story.desk.send('editor', 'POST', '/replies', {
    ...body,
    ...more,
  });
  expect(status, JSON.stringify(data)).toBe(201);
  return data as Body;
}

/** Records what came back; it must be allowed. */
export async function answer(
  story: Story,
  id: number,
  claims: readonly object[],
  more: object = {},
  member: Member = 'editor',
) {
  const { version } = (await story.desk.send('viewer', 'GET', `/replies/${id}`)).data;
  const sent = { version, claims, ...more };
  const { status, data } = await story.desk.send(member, 'PUT', `/replies/${id}/outcome`, sent);
  expect(status, JSON.stringify(data)).toBe(200);
  return data as Body;
}
