/** What a restricted source has is in no history that others may see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PLANTED, type Story, tellStory } from '../sources/restriction-story.ts';
import { type Member, type Newsroom, openNewsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

let newsroom: Newsroom;
let story: Story;
beforeAll(async () => {
  newsroom = await openNewsroom();
  story = await tellStory(newsroom);
});
afterAll(() => newsroom.close());

const planted = (text: string) => [...new Set(text.toLowerCase().match(PLANTED) ?? [])].sort();
const read = async (member: Member, path: string) => {
  const response = await newsroom.as(member).get(path);
  expect(response.status, path).toBeLessThan(500);
  return response.text();
};
const json = async (member: Member, path: string): Promise<Body> =>
  JSON.parse(await read(member, path.replace(/(\?|$)/, '.json$1')));

describe('of a restricted source', () => {
  it('no version of a claim tells anything to others', async () => {
    const entries = (await json('admin', '/history?per_page=200')).changes;
    const addresses = entries
      .filter((one: Body) => one.claim_id !== null)
      .flatMap(({ id, claim_id: claim }: Body) =>
        [1, 2, 3].map((version) => `/claims/${claim}/history/${version}?entry=${id}`),
      );
    expect(addresses.length).toBeGreaterThan(20);
    const seen = new Set<string>();
    for (const address of addresses) {
      for (const member of ['viewer', 'checker'] as const) {
        expect(planted(await read(member, address)), address).toEqual([]);
        expect(planted(await read(member, address.replace('?', '.json?'))), address).toEqual([]);
      }
      for (const word of planted(await read('editor', address))) seen.add(word);
    }
    expect([...seen]).toEqual(expect.arrayContaining(['qzxwording', 'qzxreworded', 'qzxname']));
  });

  it('every version counts for others as it did', async () => {
    for (const [claim, versions] of [
      [1, 2],
      [2, 1],
      [3, 1],
      [4, 1],
      [5, 2],
    ] as const) {
      for (let version = 1; version <= versions; version += 1) {
        const path = `/claims/${claim}/history/${version}`;
        const [one, other] = [await json('editor', path), await json('viewer', path)];
        expect(other.standing.denial.status, path).toBe(one.standing.denial.status);
        expect(other.standing.corroboration.level).toBe(one.standing.corroboration.level);
        expect(other.standing.corroboration.origins).toEqual(one.standing.corroboration.origins);
        expect(other.redacted).toBe(false);
      }
    }
  });

  it('no list of history tells anything to others', async () => {
    for (const member of ['viewer', 'checker'] as const) {
      for (const path of ['/history?per_page=200', '/history.json?per_page=200', '/history.csv']) {
        expect(planted(await read(member, path)), path).toEqual([]);
      }
      for (const claim of story.claims) {
        expect(planted(await read(member, `/claims/${claim}/history`))).toEqual([]);
      }
      expect((await newsroom.as(member).get(`/sources/${story.source}/history`)).status).toBe(404);
    }
    expect(planted(await read('editor', '/history.csv')).length).toBeGreaterThan(5);
  });

  it('nothing tells to which organisation it belongs', async () => {
    const { changes } = await json('viewer', '/history?per_page=200&record=source');
    const own = changes.filter((one: Body) => one.entity_id === story.source);
    expect(own.length).toBeGreaterThan(0);
    expect(JSON.stringify(own)).not.toMatch(/"part_of":\s*\d/);
    for (const value of own.flatMap((one: Body) => one.values)) {
      if (/part_of/.test(value.path)) expect([null, 'not shown to you']).toContain(value.new);
    }
  });

  it('the chain is checked for everybody, with what is hidden in it', async () => {
    for (const member of ['viewer', 'editor', 'admin'] as const) {
      const { chain } = await json(member, '/history');
      expect(chain).toMatchObject({ intact: true, checked: chain.entries });
    }
    expect(await read('viewer', '/history')).not.toContain('[redacted]');
  });
});
