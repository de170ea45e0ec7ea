import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseClaim } from '../../src/claims/claim.schema.ts';
import { claimJson } from '../../src/claims/json.ts';
import { readClaim } from '../../src/claims/store.ts';
import { createClaim } from '../../src/claims/write.ts';
import { verifyChain } from '../../src/history/store.ts';
import { type Newsroom, openNewsroom, TODAY } from '../support/newsroom.ts';

describe('x', () => {
  let newsroom: Newsroom;
  beforeAll(async () => {
    newsroom = await openNewsroom();
  });
  afterAll(() => newsroom.close());
  it('works', async () => {
    const parsed = parseClaim({
      statement: 'Qaani told Iraqi political leaders to ease criticism of Prime Minister Sudani.',
      kind: 'fact',
      adverse: true,
      made_on: '2024-10-02',
      reported_speaker: 'Esmail Qaani',
      subjects: [{ name: 'IRGC', type: 'security', identity: 'named_org' }],
      attributions: [
        {
          source: {
            name: 'seven Iraqi sources',
            type: 'untyped',
            identity: 'unnamed_described',
            collective: true,
            count: 7,
            partial_types: ['political'],
          },
          stance: 'asserts',
          wording: 'seven Iraqi sources who spoke to Reuters',
          via: [],
        },
        {
          source: {
            name: 'a regional diplomat',
            type: 'diplomatic',
            identity: 'unnamed_described',
          },
          stance: 'confirms',
        },
        {
          source: { name: 'IRGC', type: 'security', identity: 'named_org' },
          stance: 'no_response',
          provisional: true,
          interest: 'subject',
        },
      ],
    });
    if (!('claim' in parsed)) throw new Error(JSON.stringify(parsed));
    const by = { personId: 2, personName: 'x', at: TODAY };
    const t = performance.now();
    const id = await newsroom.database.write((tx) => createClaim(tx, parsed.claim, by));
    for (let i = 0; i < 200; i++)
      await newsroom.database.write((tx) => createClaim(tx, parsed.claim, by));
    console.log((performance.now() - t) / 201, 'ms each');
    console.log(JSON.stringify(claimJson(await readClaim(newsroom.database, id)), null, 1));
    console.log(await verifyChain(newsroom.database));
    const a = await newsroom
      .as('editor')
      .json('POST', `/claims/${id}/attributions`, { source: 'IRGC', stance: 'denies' });
    console.log(a.status, a.headers.get('location'), await a.json());
    const d = await newsroom.as('editor').json('DELETE', `/attributions/3`);
    console.log(d.status);
    console.log(
      (await newsroom.as('editor').json('PUT', `/attributions/3`, {})).status,
      await (
        await newsroom
          .as('editor')
          .json('POST', `/claims/${id}/attributions`, { source: 'IRGx', stance: 'denies' })
      ).text(),
    );
    expect((await newsroom.as('viewer').json('DELETE', `/attributions/1`)).status).toBe(403);
  });
});
