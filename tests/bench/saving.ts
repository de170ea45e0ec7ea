/** How many claims with three attributions are saved in a second, durably, by one process. */
import { parseClaim } from '../../src/claims/claim.schema.ts';
import { createClaim } from '../../src/claims/write.ts';
import { openSqlite } from '../../src/database/sqlite.ts';

const [BATCHES, IN_A_BATCH] = [10, 100];

/** In transactions of a hundred claims, each with its history. */
export async function timeSaving(file: string, claim: unknown, personId: number): Promise<number> {
  const parsed = parseClaim(claim);
  if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors));
  const database = openSqlite(file);
  const save = (batches: number) =>
    Array.from({ length: batches }).reduce<Promise<void>>(async (before) => {
      await before;
      await database.write(async (tx) => {
        for (let n = 0; n < IN_A_BATCH; n += 1) {
          await createClaim(tx, parsed.claim, { personId, at: new Date() });
        }
      });
    }, Promise.resolve());
  await save(1);
  const start = performance.now();
  await save(BATCHES);
  const seconds = (performance.now() - start) / 1000;
  await database.close();
  return (BATCHES * IN_A_BATCH) / seconds;
}
