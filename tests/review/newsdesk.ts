/** A newsroom with claims on their way through review, for the tests of it. */
import { expect } from 'vitest';
import type { Member, Newsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
export type Body = any;

export const IRGC = { name: 'IRGC', type: 'security', identity: 'named_org' };

/** Breaks no blocking rule. */
export const PLAIN = {
  statement: 'The bridge is closed.',
  attributions: [
    {
      source: { name: 'Port Authority', type: 'government', identity: 'named_org' },
      ...{ stance: 'asserts', directness: 'first_hand', ground_rules: 'on_record' },
    },
  ],
};

/** An allegation whose subject was not asked: `no-reply` blocks. */
export const BLOCKED = {
  ...{ statement: 'Qaani took bribes.', kind: 'allegation', subjects: [IRGC] },
  attributions: [
    {
      source: { name: 'Renad Mansour', type: 'expert', identity: 'named_person' },
      ...{ stance: 'asserts', directness: 'first_hand', interest: 'independent' },
    },
  ],
};

export interface Desk {
  send(member: Member, method: string, path: string, body?: unknown): Promise<Body>;
  record(body?: object, member?: Member): Promise<Body>;
  claim(id: number): Promise<Body>;
  /** Takes a claim through steps; each must be allowed. */
  step(id: number, ...steps: readonly (readonly [Member, string, object?])[]): Promise<Body>;
}

export function deskOf(newsroom: Newsroom): Desk {
  const send: Desk['send'] = async (member, method, path, body) => {
    const response = await newsroom.as(member).json(method, path, body);
    const text = await response.text();
    const location = response.headers.get('location');
    return { status: response.status, location, data: text === '' ? null : JSON.parse(text) };
  };
  const claim: Desk['claim'] = async (id) => (await send('viewer', 'GET', `/claims/${id}`)).data;
  return {
    ...{ send, claim },
    record: async (body = PLAIN, member = 'editor') => {
      const { status, data } = await send(member, 'POST', '/claims', body);
      expect(status, JSON.stringify(data)).toBe(201);
      return data;
    },
    step: async (id, ...steps) => {
      for (const [member, to, more = {}] of steps) {
        const { version } = await claim(id);
        const { status, data } = await send(member, 'POST', `/claims/${id}/reviews`, {
          ...{ to, version },
          ...more,
        });
        expect(status, JSON.stringify(data)).toBe(201);
      }
      return claim(id);
    },
  };
}
